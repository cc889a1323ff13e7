package io.recon.local.run;

import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.JobPreparation;
import io.recon.job.wiring.NotReadyException;
import io.recon.local.UsageException;

/** Whether a job can run, in the words of a command. */
final class Preparation {
    private Preparation() {}

    /**
     * Makes nothing.
     *
     * @throws UsageException with all that the user must mend first
     */
    static void check(ReconConfig config) throws UsageException, InterruptedException {
        try {
            JobPreparation.check(config);
        } catch (NotReadyException e) {
            throw new UsageException(e.problems());
        }
    }

    /** The highest number of a run in the tables; 0 if there was none. */
    static long lastRun(ReconConfig config) throws UsageException {
        try {
            return JobPreparation.lastRun(config);
        } catch (NotReadyException e) {
            throw new UsageException(e.problems());
        }
    }

    /** Notes in the tables that a run has begun: the next one has a higher number. */
    static void noteRun(ReconConfig config, long run) throws UsageException {
        try {
            JobPreparation.noteRun(config, run);
        } catch (NotReadyException e) {
            throw new UsageException(e.problems());
        }
    }

    /**
     * Makes the topics and tables that the engine writes, where they are absent; none of them
     * unless all is ready for them.
     *
     * @return how many partitions the orders' topic has
     * @throws UsageException with all that the user must mend first
     */
    static int make(ReconConfig config) throws UsageException, InterruptedException {
        try {
            return JobPreparation.make(config);
        } catch (NotReadyException e) {
            throw new UsageException(e.problems());
        }
    }
}
