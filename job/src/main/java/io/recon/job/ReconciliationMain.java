package io.recon.job;

import io.recon.connectors.config.Quoted;
import io.recon.connectors.hive.UnusableTablesException;
import io.recon.job.config.ConfigException;
import io.recon.job.config.ConfigProblem;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import io.recon.job.wiring.CheckpointedState;
import io.recon.job.wiring.ContinuousJob;
import io.recon.job.wiring.JobPreparation;
import io.recon.job.wiring.NotReadyException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What a cluster starts: the continuous job on the Flink that calls it ({@code flink run}, or the
 * Kubernetes operator). Flink's own configuration says where checkpoints go, what the job goes on
 * from and how many subtasks work side by side; {@code recon.yaml} says the rest.
 *
 * <p>A user's mistake is told in lines on standard error, and the JVM ends with exit code 2; in
 * application mode this is the JobManager, whose state of high availability stays. What Flink
 * throws goes on to Flink, which knows a cancelled job from a failed one by it.
 *
 * <p>Flink calls this again whenever a JobManager is started again, so nothing here may count.
 * Therefore who deploys says which run it is.
 */
@Command(
        name = "reconciliation",
        sortOptions = false,
        description = "Runs the continuous job on the Flink that starts it.")
public final class ReconciliationMain {
    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationMain.class);
    private static final String NAME = "reconciliation";
    private static final int WRONG_USAGE = 2;
    private static final int MOST_CHARS = 4_000;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "recon.yaml: the channels, Kafka, the landing directory and the tables.")
    private Path configFile;

    @Option(
            names = "--run",
            paramLabel = "N",
            description =
                    "The number of the run (default: 1). It stays the same while the job goes on"
                            + " from its own state; a start with nothing and a start from an older"
                            + " state take the next one.")
    private long run = 1;

    @Option(names = "--help", usageHelp = true, description = "Tell this, and start no job.")
    private boolean help;

    private ReconciliationMain() {}

    /** Starts the job, and waits for its end unless Flink was told not to. */
    public static void main(String[] arguments) throws Exception {
        try {
            Optional<ReconciliationMain> wanted = read(arguments);
            if (wanted.isPresent()) {
                StreamExecutionEnvironment environment =
                        StreamExecutionEnvironment.getExecutionEnvironment();
                wanted.get().build(environment, System.getenv());
                environment.execute(NAME);
            }
        } catch (NotReadyException e) {
            e.problems().forEach(ReconciliationMain::tell);
            System.exit(WRONG_USAGE);
        }
    }

    /**
     * Reads the arguments.
     *
     * @return empty if only help was wanted, which is given
     * @throws NotReadyException if they are wrong
     */
    static Optional<ReconciliationMain> read(String... arguments) throws NotReadyException {
        ReconciliationMain main = new ReconciliationMain();
        CommandLine line = new CommandLine(main);
        try {
            line.parseArgs(arguments);
        } catch (ParameterException e) {
            throw new NotReadyException(
                    e.getMessage() + "; wanted is --config FILE, and --run N may follow");
        }
        if (main.help) {
            line.usage(line.getOut());
            return Optional.empty();
        }
        return Optional.of(main);
    }

    /**
     * Builds the job, when all is ready for it.
     *
     * @param variables what {@code ${env:NAME}} in the configuration may name
     * @throws NotReadyException with what the user must mend first
     */
    void build(StreamExecutionEnvironment environment, Map<String, String> variables)
            throws NotReadyException, InterruptedException {
        if (run < 1) {
            throw new NotReadyException("--run " + run + ": must be at least 1");
        }
        ReconConfig config = configuration(variables);
        ReadableConfig flink = environment.getConfiguration();
        if (flink.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).isEmpty()) {
            throw new NotReadyException(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()
                            + ": is missing in Flink's configuration; without a directory the"
                            + " checkpoints would end with the JobManager");
        }
        JobPreparation.check(config);
        long lastRun = JobPreparation.lastRun(config);
        if (run < lastRun) {
            throw new NotReadyException(
                    "--run "
                            + run
                            + ": the tables have rows of run "
                            + lastRun
                            + ", which would hide what this one writes; give --run "
                            + lastRun
                            + " to go on from its state, or --run "
                            + (lastRun + 1)
                            + " to begin anew or from an older state");
        }
        int orderPartitions = JobPreparation.make(config);
        Optional<String> from = flink.getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
        environment.enableCheckpointing(config.checkpoints().interval().toMillis());
        try {
            ContinuousJob.build(
                    environment,
                    config,
                    run,
                    from.isEmpty() ? orderPartitions : orderReaders(from.get(), orderPartitions));
        } catch (UnusableTablesException e) {
            throw new NotReadyException("hive: " + e.getMessage());
        }
        JobPreparation.noteRun(config, run);
    }

    /**
     * A savepoint that is gone is no mistake: at a later start of its JobManager Flink goes on from
     * a newer checkpoint, and the configuration still names what the deployment began with.
     */
    private static int orderReaders(String from, int orderPartitions) {
        try {
            return CheckpointedState.read(new org.apache.flink.core.fs.Path(from))
                    .orderReaders(orderPartitions);
        } catch (IOException e) {
            LOG.warn(
                    "{}; the orders are read by up to {} subtasks",
                    e.getMessage(),
                    orderPartitions);
            return orderPartitions;
        }
    }

    private ReconConfig configuration(Map<String, String> variables) throws NotReadyException {
        try {
            return new ReconConfigReader(variables).read(configFile);
        } catch (ConfigException e) {
            throw new NotReadyException(
                    e.problems().stream().map(ConfigProblem::toString).toList());
        }
    }

    /** Names and texts from files may be in it: it stays one line. */
    private static void tell(String problem) {
        System.err.println("recon: " + Quoted.plain(problem, MOST_CHARS));
    }
}
