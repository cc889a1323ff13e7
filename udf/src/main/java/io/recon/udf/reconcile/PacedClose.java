package io.recon.udf.reconcile;

import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManager.ShouldStopAdvancingFn;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Fires the timers of a watermark in slices, so that a close of many transactions does not keep the
 * task from its records and barriers. Flink by itself fires all of them within one action, and no
 * checkpoint passes meanwhile.
 *
 * <p>While records come, they have the task for as long after each slice as the slice took; without
 * any, slice follows slice. The watermark goes on to those behind when all of its timers have
 * fired, so whoever reads it may rely on every verdict of the day being on its way before.
 *
 * <p>Timers that have not fired when a checkpoint is taken are in it, as all others are, and fire
 * when the watermark comes back after a restore.
 */
final class PacedClose {
    /** Fires the timers up to a watermark until told to stop, and says whether all have fired. */
    interface Timers {
        boolean fire(Watermark mark, ShouldStopAdvancingFn stop) throws Exception;
    }

    /** Passes a watermark on. */
    interface Downstream {
        void emit(Watermark mark);
    }

    private final Timers timers;
    private final Downstream downstream;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService clock;
    private final long sliceMs;

    /** All of its timers have fired, and it was passed on. */
    private long doneMs = Long.MIN_VALUE;

    /** What is being worked on; {@link #doneMs} if nothing is. */
    private long wantedMs = Long.MIN_VALUE;

    private boolean isScheduled;
    private boolean recordsCame;

    /**
     * @param sliceMs how long timers may fire before records get their turn; with 0 each timer is a
     *     slice
     */
    PacedClose(
            Timers timers,
            Downstream downstream,
            MailboxExecutor mailbox,
            ProcessingTimeService clock,
            long sliceMs) {
        this.timers = timers;
        this.downstream = downstream;
        this.mailbox = mailbox;
        this.clock = clock;
        this.sliceMs = sliceMs;
    }

    /** The task has something else to do than to close. */
    void recordCame() {
        recordsCame = true;
    }

    /** A higher watermark was reached. A small close is over when this returns. */
    void reach(long watermarkMs) throws Exception {
        wantedMs = watermarkMs;
        if (!isScheduled) {
            slice();
        }
    }

    /** Fires at once whatever is left: the inputs have ended. */
    void complete() throws Exception {
        if (wantedMs > doneMs) {
            fire(() -> false);
        }
    }

    private void slice() throws Exception {
        if (wantedMs <= doneMs) {
            return;
        }
        long endNanos = System.nanoTime() + sliceMs * 1_000_000L;
        if (!fire(() -> System.nanoTime() - endNanos >= 0)) {
            schedule();
        }
    }

    private boolean fire(ShouldStopAdvancingFn stop) throws Exception {
        Watermark mark = new Watermark(wantedMs);
        boolean isDone = timers.fire(mark, stop);
        if (isDone) {
            doneMs = wantedMs;
            downstream.emit(mark);
        }
        return isDone;
    }

    private void schedule() {
        isScheduled = true;
        if (recordsCame) {
            recordsCame = false;
            // A failure of it fails the task, whoever looks at the future or not.
            var unused =
                    clock.registerTimer(clock.getCurrentProcessingTime() + sliceMs, at -> goOn());
        } else {
            mailbox.execute(this::goOn, "close days");
        }
    }

    private void goOn() throws Exception {
        isScheduled = false;
        slice();
    }
}
