package io.recon.local.run;

import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.JobPreparation;
import io.recon.job.wiring.NotReadyException;
import io.recon.local.UsageException;

/** Whether a job can run, in the words of a command. */
final class Preparation {
    private Preparation() {}

    /**
     * Makes the topics and tables that the engine writes, where they are absent; none of them
     * unless all is ready for them.
     *
     * @return how many partitions the orders' topic has
     * @throws UsageException with all that the user must mend first
     */
    static int prepare(ReconConfig config) throws UsageException, InterruptedException {
        try {
            JobPreparation.check(config);
            return JobPreparation.make(config);
        } catch (NotReadyException e) {
            throw new UsageException(e.problems());
        }
    }
}
