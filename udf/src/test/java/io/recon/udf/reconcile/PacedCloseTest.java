package io.recon.udf.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManager.ShouldStopAdvancingFn;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl;
import org.junit.jupiter.api.Test;

class PacedCloseTest {
    private static final long SLICE_MS = 5;

    /** Timers that are due at 1, 2, 3 …, each of which takes a whole slice. */
    private static final class SlowTimers {
        private long fired;

        boolean fire(Watermark mark, ShouldStopAdvancingFn stop) {
            while (fired < mark.getTimestamp()) {
                fired++;
                if (stop.test()) {
                    return fired == mark.getTimestamp();
                }
            }
            return true;
        }
    }

    private final SlowTimers timers = new SlowTimers();
    private final List<Long> passed = new ArrayList<>();
    private final TaskMailbox mailbox = new TaskMailboxImpl(Thread.currentThread());
    private final TestProcessingTimeService clock = new TestProcessingTimeService();

    private PacedClose close(long sliceMs) throws Exception {
        clock.setCurrentTime(0);
        return new PacedClose(
                timers::fire,
                mark -> passed.add(mark.getTimestamp()),
                new MailboxExecutorImpl(mailbox, 0, StreamTaskActionExecutor.IMMEDIATE),
                clock,
                sliceMs);
    }

    private boolean runOneMail() throws Exception {
        Optional<Mail> mail = mailbox.tryTake(TaskMailbox.MIN_PRIORITY);
        if (mail.isPresent()) {
            mail.get().run();
        }
        return mail.isPresent();
    }

    @Test
    void theWatermarkPassesWhenAllItsTimersHaveFired() throws Exception {
        PacedClose close = close(0);
        close.reach(3);

        assertThat(timers.fired).isOne();
        assertThat(runOneMail()).isTrue();
        assertThat(passed).isEmpty();
        assertThat(runOneMail()).isTrue();
        assertThat(timers.fired).isEqualTo(3);
        assertThat(passed).containsExactly(3L);
        assertThat(runOneMail()).isFalse();
    }

    @Test
    void aSmallCloseIsOverAtOnce() throws Exception {
        PacedClose close = close(60_000);
        close.reach(3);
        close.reach(5);

        assertThat(passed).containsExactly(3L, 5L);
        assertThat(runOneMail()).isFalse();
    }

    @Test
    void aHigherWatermarkMeanwhileTakesTheLowersPlace() throws Exception {
        PacedClose close = close(0);
        close.reach(2);
        close.reach(4);

        assertThat(timers.fired).as("what was begun goes on in its own time").isOne();
        while (runOneMail()) {}
        assertThat(timers.fired).isEqualTo(4);
        assertThat(passed).containsExactly(4L);
    }

    @Test
    void recordsThatCameHaveTheTaskForAsLongAsASlice() throws Exception {
        // Any slice is over after one timer: the real time that it takes does not matter here.
        PacedClose close = close(0);
        close.reach(2);
        close.recordCame();
        close.reach(4);
        runOneMail();

        assertThat(runOneMail()).as("not in the mailbox, where it would go first").isFalse();
        assertThat(clock.getNumActiveTimers()).isOne();
        clock.setCurrentTime(SLICE_MS);
        assertThat(timers.fired).isEqualTo(3);
        assertThat(runOneMail()).as("no record came since").isTrue();
        assertThat(passed).containsExactly(4L);
    }

    @Test
    void theEndOfTheInputsWaitsForNothing() throws Exception {
        PacedClose close = close(0);
        close.reach(1_000);
        close.complete();

        assertThat(passed).containsExactly(1_000L);
        close.complete();
        while (runOneMail()) {}
        assertThat(passed).containsExactly(1_000L);
    }
}
