package io.recon.connectors.bill.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** How much memory an action asks for in all: that bounds what it ever holds. */
public final class AllocatedBytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocatedBytes() {}

    /** What is measured. It is done twice where it seems to ask for too much. */
    public interface Action {
        void run() throws IOException;
    }

    /** Asserts that an action, done in this thread, asks for no more than so many bytes. */
    public static void assertAtMost(long most, Action action) throws IOException {
        if (of(action) > most) {
            // The classes that were loaded on the way take memory only once.
            assertThat(of(action)).as("bytes taken").isLessThanOrEqualTo(most);
        }
    }

    private static long of(Action action) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        action.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
