package io.recon.local.run;

import org.apache.flink.core.fs.Path;

/**
 * A state that a run can go on from.
 *
 * @param number a job counts its checkpoints and savepoints together: the highest is the newest
 * @param isSavepoint whether it is a savepoint, which belongs to the user and is never deleted
 */
record RunState(Path path, long number, boolean isSavepoint) {
    static RunState checkpoint(Path path, long number) {
        return new RunState(path, number, false);
    }

    static RunState savepoint(Path path, long number) {
        return new RunState(path, number, true);
    }
}
