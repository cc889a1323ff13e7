package io.recon.simulator.engine;

import io.recon.model.conservation.LedgerDelta;
import io.recon.model.day.DayProgress;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.statistics.StatisticsDelta;

/** Takes all that one channel's reconciliation emits, at once. */
public interface Sink {
    /** A result changed. */
    void changed(int subtask, ResultChange change);

    /** The statistics change. */
    void statistics(StatisticsDelta delta);

    /** The ledger changes. */
    void ledger(LedgerDelta delta);

    /** A file's report is corrected. */
    void adjusted(AdjustedLine line);

    /** Something that came too late goes to the dead letter. */
    void late(String what);

    /** A subtask says how far its days have come. */
    void progress(int subtask, DayProgress progress);
}
