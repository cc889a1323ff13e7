package io.recon.udf.reconcile;

/** What becomes of transactions that still wait for a day's close when both inputs have ended. */
public enum AtEnd {
    /** The job will go on from its state: they go on waiting. Of a continuous job's drain. */
    KEEP_WAITING,
    /** There will be no close any more: they are emitted as UNDECIDED. Of a bounded run. */
    LEAVE_UNDECIDED
}
