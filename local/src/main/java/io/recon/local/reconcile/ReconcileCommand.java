package io.recon.local.reconcile;

import io.recon.job.config.ReconConfig;
import io.recon.local.ArgumentCheck;
import io.recon.local.ExitCode;
import io.recon.local.FailureMessage;
import io.recon.local.LandingDirectory;
import io.recon.local.Message;
import io.recon.local.UsageException;
import io.recon.local.flink.LocalFlink;
import io.recon.local.output.SummaryTable;
import io.recon.local.output.WorkDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "Writes results.csv, statistics.csv, bill_files.csv and rejects.csv, and with --hive"
                    + " the tables."
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
    private static final int MOST_PARALLELISM_UNASKED = 16;
    private static final long MEBI = 1 << 20;

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
            description =
                    "How many subtasks work side by side (default: the machine's cores, at most"
                            + " 16).")
    private int parallelism =
            Math.min(MOST_PARALLELISM_UNASKED, Runtime.getRuntime().availableProcessors());

    @Option(names = "--fail-on-break", description = "End with exit code 3 if there is a break.")
    private boolean failOnBreak;

    @Option(
            names = "--hive",
            description =
                    "Write the tables in Hive too, as a run with a number of its own; recon.yaml"
                            + " says where they are.")
    private boolean hive;

    /** Null where no tables are written, or none have been begun. */
    private RunTables tables;

    /** Whether the job has come to its end, and with it what the tables get. */
    private boolean jobEnded;

    @Override
    public Integer call() throws Exception {
        ReconConfig config = check();
        try {
            return run(config);
        } catch (IOException | RuntimeException e) {
            throw told(e);
        }
    }

    /** A failure in words that name what the user can mend, and what it leaves behind. */
    private Exception told(Exception failure) {
        boolean outOfSpace = FailureMessage.isOutOfSpace(failure);
        boolean leavesRows = tables != null && !jobEnded;
        if (!outOfSpace && !leavesRows) {
            return failure;
        }
        String problem = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (outOfSpace) {
            problem =
                    leavesRows
                            ? "no space is left on the disk of --out " + out + " or of the tables"
                            : "--out " + out + ": no space is left on its disk";
        }
        return new IOException(
                leavesRows ? problem + "; " + tables.incomplete() : problem, failure);
    }

    private int run(ReconConfig config) throws Exception {
        PrintWriter errors = spec.commandLine().getErr();
        new LandingDirectory(bills)
                .unread(config.channels().keySet())
                .forEach(warning -> Message.print(errors, warning));
        try (WorkDirectory work = WorkDirectory.in(out, "reconcile")) {
            RunDirectory directory = new RunDirectory(work.subdirectory("run"));
            if (hive) {
                tables = RunTables.begin(config);
                tables.warning().ifPresent(warning -> Message.print(errors, warning));
            }
            new BoundedRun(config, orders, bills, tables)
                    .run(parallelism, work.subdirectory("flink"), directory);
            jobEnded = true;
            RunReport report = new RunReport(directory, work.subdirectory("rejects"));
            report.write(out);
            return tell(report);
        }
    }

    private ReconConfig check() throws UsageException {
        ArgumentCheck check = new ArgumentCheck();
        Optional<ReconConfig> config = check.config(configFile);
        check.orders(orders);
        check.bills(bills, config);
        check.out(out);
        if (parallelism < 1 || parallelism > MOST_PARALLELISM) {
            check.problem(
                    "--parallelism " + parallelism + ": must be from 1 to " + MOST_PARALLELISM);
        } else {
            config.ifPresent(read -> checkNetwork(read.channels().size(), check));
        }
        if (hive) {
            config.ifPresent(read -> checkTables(read, check));
        }
        check.end();
        return config.orElseThrow();
    }

    /**
     * Flink takes the buffers from outside of the heap, where the JVM gives as much as the heap.
     */
    private void checkNetwork(int channels, ArgumentCheck check) {
        long needed = LocalFlink.networkBytes(parallelism, channels);
        long most = Runtime.getRuntime().maxMemory() / 2;
        if (needed > most) {
            check.problem(
                    String.format(
                            Locale.ROOT,
                            "--parallelism %d: with %d channels it needs %d MiB for buffers, and"
                                    + " this JVM has %d; ask for less, or give the JVM more with"
                                    + " RECON_JAVA_OPTS",
                            parallelism,
                            channels,
                            needed / MEBI,
                            most / MEBI));
        }
    }

    private static void checkTables(ReconConfig config, ArgumentCheck check) {
        check.tables(config, "--hive");
        if (!config.hive().metastore().isEmpty()) {
            RunTables.problem(config).ifPresent(check::problem);
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
        if (tables != null) {
            console.println("  " + tables.name());
        }
        report.ordersBeforeFirstDay()
                .forEach(
                        (channel, count) ->
                                console.printf(
                                        Locale.ROOT,
                                        "%s: %,d orders of days before the first give no result%n",
                                        channel,
                                        count));
        for (String day : report.heldDays()) {
            Message.print(errors, day);
        }
        List<String> violations = report.violations();
        if (!violations.isEmpty()) {
            Message.print(
                    errors,
                    "conservation is violated: a line or an order is unaccounted for, do not rely"
                            + " on this run");
            violations.forEach(violation -> Message.print(errors, violation));
            return ExitCode.FAILED;
        }
        if (!report.heldDays().isEmpty()) {
            return ExitCode.HELD;
        }
        return failOnBreak && report.breaks() > 0 ? ExitCode.BREAKS : ExitCode.OK;
    }
}
