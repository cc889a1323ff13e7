package io.recon.local.reconcile;

import io.recon.job.config.ChannelConfig;
import io.recon.job.config.ConfigException;
import io.recon.job.config.ConfigProblem;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import io.recon.job.wiring.BoundedSources;
import io.recon.local.ExitCode;
import io.recon.local.Home;
import io.recon.local.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.util.FlinkException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/recon reconcile}: one run over files, from the first order to the exit code. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reconciles orders in files with the bills of a landing directory, and ends.",
            "Writes results.csv, statistics.csv, bill_files.csv and rejects.csv."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; breaks that were found are no error",
            "1:failed",
            "2:wrong usage or configuration",
            "3:done, there are breaks, and --fail-on-break was given",
            "4:done, but a day is held or absent"
        })
public final class ReconcileCommand implements Callable<Integer> {
    private static final int MOST_PARALLELISM = 256;

    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "recon.yaml: the channels, their formats, zones and rules.")
    private Path configFile;

    @Option(
            names = "--orders",
            required = true,
            paramLabel = "FILE|DIR",
            description =
                    "Debezium change events of the orders, one JSON event a line; plain or .gz.")
    private Path orders;

    @Option(
            names = "--bills",
            required = true,
            paramLabel = "DIR",
            description = "The landing directory: <channel>/<yyyy-MM-dd>/<files>.")
    private Path bills;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the files go; made where it is absent.")
    private Path out;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "How many subtasks work side by side (default: the machine's cores).")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Option(names = "--fail-on-break", description = "End with exit code 3 if there is a break.")
    private boolean failOnBreak;

    @Override
    public Integer call() throws Exception {
        ReconConfig config = check();
        try (WorkDirectory work = WorkDirectory.in(Files.createDirectories(out))) {
            RunDirectory directory = new RunDirectory(work.subdirectory("run"));
            run(config, directory, work.subdirectory("flink"));
            RunReport report = new RunReport(directory, work.subdirectory("rejects"));
            report.write(out);
            return tell(report);
        }
    }

    private void run(ReconConfig config, RunDirectory directory, Path work) throws Exception {
        try {
            JobClient job =
                    new BoundedRun(config, orders, bills)
                            .start(
                                    LocalFlink.bounded(
                                            Home.resolve("flink-conf"), work, parallelism),
                                    directory);
            try (Progress progress = Progress.of(job)) {
                job.getJobExecutionResult().get();
            }
        } catch (ExecutionException | FlinkException e) {
            throw new IOException("the run failed: " + rootMessage(e), e);
        }
    }

    private ReconConfig check() throws UsageException {
        List<String> problems = new ArrayList<>();
        ReconConfig config = null;
        try {
            config = new ReconConfigReader(System.getenv()).read(configFile);
            for (ChannelConfig channel : config.channels().values()) {
                checkFormat(channel, problems);
            }
        } catch (ConfigException e) {
            e.problems().stream().map(ConfigProblem::toString).forEach(problems::add);
        }
        if (!Files.exists(orders)) {
            problems.add("--orders " + orders + ": there is no such file or directory");
        } else if (!Files.isReadable(orders)) {
            problems.add("--orders " + orders + ": may not be read by this user");
        }
        if (!Files.isDirectory(bills)) {
            problems.add(
                    "--bills "
                            + bills
                            + ": "
                            + (Files.exists(bills)
                                    ? "is no directory"
                                    : "there is no such directory"));
        } else if (!Files.isReadable(bills) || !Files.isExecutable(bills)) {
            problems.add("--bills " + bills + ": may not be read by this user");
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            problems.add("--out " + out + ": is a file, a directory is needed");
        } else if (Files.exists(out) && !Files.isWritable(out)) {
            problems.add("--out " + out + ": may not be written by this user");
        }
        if (parallelism < 1 || parallelism > MOST_PARALLELISM) {
            problems.add(
                    "--parallelism " + parallelism + ": must be from 1 to " + MOST_PARALLELISM);
        }
        if (!problems.isEmpty()) {
            throw new UsageException(problems);
        }
        return config;
    }

    private static void checkFormat(ChannelConfig channel, List<String> problems) {
        try {
            BoundedSources.prover(channel);
        } catch (IllegalArgumentException e) {
            e.getMessage().lines().forEach(problems::add);
        }
    }

    private int tell(RunReport report) {
        PrintWriter console = spec.commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        List<String[]> rows = report.summary().rows();
        if (!rows.isEmpty()) {
            console.println(SummaryTable.of(DaySummary.COLUMNS, 3, rows));
        }
        console.printf(
                Locale.ROOT,
                "%,d results, %,d breaks, %,d rejected%n",
                report.results(),
                report.breaks(),
                report.rejected());
        for (String name :
                List.of("results.csv", "statistics.csv", "bill_files.csv", "rejects.csv")) {
            console.println("  " + out.resolve(name));
        }
        for (String day : report.heldDays()) {
            errors.println("recon: " + day);
        }
        List<String> violations = report.violations();
        if (!violations.isEmpty()) {
            errors.println(
                    "recon: conservation is violated: a line or an order is unaccounted for, do"
                            + " not rely on this run");
            violations.forEach(violation -> errors.println("recon: " + violation));
            return ExitCode.FAILED;
        }
        if (!report.heldDays().isEmpty()) {
            return ExitCode.HELD;
        }
        return failOnBreak && report.breaks() > 0 ? ExitCode.BREAKS : ExitCode.OK;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
