package io.recon.local.drill;

import io.recon.local.cluster.ProcessEndedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Asks something of a cluster again and again: one that recovers cannot do it at once. */
final class Attempts {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Attempts() {}

    /** One attempt; empty, or an {@link IOException}, if it may succeed later. */
    interface Attempt<T> {
        Optional<T> make() throws IOException, InterruptedException;
    }

    /**
     * Gives what the first attempt gives that succeeds.
     *
     * @param otherwise what is told when none does
     * @throws ProcessEndedException at once, if a process has ended by itself
     * @throws IOException if none succeeds in time, with why the last one did not
     */
    static <T> T repeat(String otherwise, Duration atMost, Attempt<T> attempt)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        IOException last = null;
        while (System.nanoTime() < deadline) {
            try {
                Optional<T> given = attempt.make();
                if (given.isPresent()) {
                    return given.get();
                }
                last = null;
            } catch (ProcessEndedException e) {
                throw e;
            } catch (IOException e) {
                // Started again since then, or slowly on a busy machine.
                last = e;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        throw new IOException(
                otherwise
                        + " after "
                        + atMost.toSeconds()
                        + " s"
                        + (last == null ? "" : ": " + last.getMessage()),
                last);
    }
}
