package io.recon.local.reconcile;

import io.recon.connectors.hive.HiveDatabase;
import io.recon.connectors.hive.UnusableTablesException;
import io.recon.job.config.ReconConfig;
import io.recon.job.topology.Branch;
import io.recon.job.topology.DaysAndAlerts;
import io.recon.job.topology.Outputs;
import io.recon.job.wiring.HiveTables;
import io.recon.local.UsageException;
import io.recon.local.run.CheckpointedRuns;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The tables in Hive, as a further output of a bounded run: the run's number in them, and their
 * sinks. Nothing else of the command touches Hive's classes, which are on the class path only where
 * they are wanted.
 */
final class RunTables {
    private final ReconConfig config;
    private final long run;
    private final OptionalLong continuousRun;

    private RunTables(ReconConfig config, long run, OptionalLong continuousRun) {
        this.config = config;
        this.run = run;
        this.continuousRun = continuousRun;
    }

    /** Looks whether the configured tables can be written, and makes nothing. */
    static Optional<String> problem(ReconConfig config) {
        try (HiveDatabase database = HiveDatabase.connect(HiveTables.settings(config))) {
            database.check();
            database.lastRun();
            return Optional.empty();
        } catch (UnusableTablesException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Makes the tables where they are absent, and begins a run in them: its number is higher than
     * that of any other, also of those of the configured continuous job.
     *
     * @throws UsageException if the tables cannot be used, with the reason
     */
    static RunTables begin(ReconConfig config) throws UsageException {
        try (HiveDatabase database = HiveDatabase.connect(HiveTables.settings(config))) {
            database.prepare();
            OptionalLong continuousRun = continuousRun(config);
            long run = Math.max(database.lastRun(), continuousRun.orElse(0)) + 1;
            database.noteRun(run);
            return new RunTables(config, run, continuousRun);
        } catch (UnusableTablesException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /**
     * What the user should know of a continuous job that may write into the same tables: its run
     * has a lower number, so that its later word on a result would be hidden.
     */
    Optional<String> warning() {
        if (continuousRun.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "checkpoints: "
                        + config.checkpoints().directory()
                        + " has run "
                        + continuousRun.getAsLong()
                        + " of the continuous job; if it goes on, "
                        + name()
                        + " hides what it says of the same results: better give this run a"
                        + " database of its own in hive.database");
    }

    /**
     * The newest run of the configured continuous job; empty if there is none, or none that can be
     * seen from here: a run over files must not fail since that job's machines are elsewhere.
     */
    private static OptionalLong continuousRun(ReconConfig config) {
        try {
            return new CheckpointedRuns(config.checkpoints().directory()).newestRun();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Adds the tables' sinks to the run's job. */
    void attach(StreamExecutionEnvironment environment, Outputs outputs, List<Branch> branches)
            throws UnusableTablesException {
        HiveTables.attach(environment, config, run, outputs, DaysAndAlerts.days(outputs, branches));
    }

    /** The run as people know it. */
    String name() {
        return "run " + run + " in Hive database " + config.hive().database();
    }

    /** What a run that failed leaves in the tables. */
    String incomplete() {
        return name() + " stays incomplete; the next run gets a higher number, and so outranks it";
    }
}
