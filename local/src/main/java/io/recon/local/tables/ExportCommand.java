package io.recon.local.tables;

import io.recon.connectors.hive.HiveReader;
import io.recon.job.config.ReconConfig;
import io.recon.local.ArgumentCheck;
import io.recon.local.ExitCode;
import io.recon.local.FailureMessage;
import io.recon.local.UsageException;
import io.recon.local.output.WorkDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/recon export}: what the tables hold, as the files of {@code reconcile}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the latest results and statistics of the tables in Hive as CSV files.",
            "Writes results.csv, statistics.csv, bill_files.csv and rejects.csv, as reconcile does."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage or configuration, or the tables cannot be used"
        })
public final class ExportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "recon.yaml: where the tables are.")
    private Path configFile;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the files go; made where it is absent.")
    private Path out;

    @Option(
            names = "--from-day",
            paramLabel = "DAY",
            description = "The first day, yyyy-MM-dd (default: the first there is).")
    private String fromDay;

    @Option(
            names = "--to-day",
            paramLabel = "DAY",
            description = "The last day, yyyy-MM-dd (default: the last there is).")
    private String toDay;

    private DayBounds days;

    @Override
    public Integer call() throws Exception {
        ReconConfig config = check();
        try (WorkDirectory work = WorkDirectory.in(out, "export")) {
            export(config, work);
        } catch (UsageException e) {
            throw e;
        } catch (Exception e) {
            if (FailureMessage.isOutOfSpace(e)) {
                throw new IOException("--out " + out + ": no space is left on its disk", e);
            }
            throw new IOException("the export failed: " + FailureMessage.of(e), e);
        }
        return ExitCode.OK;
    }

    private void export(ReconConfig config, WorkDirectory work) throws Exception {
        long results;
        try (HiveReader tables = TablesConnection.open(config.hive(), work.subdirectory("flink"))) {
            TablesExport export = new TablesExport(tables, days, work.subdirectory("sorted"));
            export.writeResults(out.resolve("results.csv"));
            export.writeStatistics(out.resolve("statistics.csv"));
            export.writeBillFiles(out.resolve("bill_files.csv"));
            export.writeRejects(out.resolve("rejects.csv"));
            results = export.results();
        }
        PrintWriter console = spec.commandLine().getOut();
        console.printf(Locale.ROOT, "%,d results%n", results);
        for (String name :
                List.of("results.csv", "statistics.csv", "bill_files.csv", "rejects.csv")) {
            console.println("  " + out.resolve(name));
        }
    }

    private ReconConfig check() throws UsageException {
        ArgumentCheck check = new ArgumentCheck();
        Optional<ReconConfig> config = check.config(configFile);
        config.ifPresent(check::tables);
        LocalDate from = DayOption.parse("--from-day", fromDay, check);
        LocalDate to = DayOption.parse("--to-day", toDay, check);
        if (from != null && to != null && from.isAfter(to)) {
            check.problem("--from-day " + from + ": is later than --to-day " + to);
        }
        days = new DayBounds(from, to);
        check.out(out);
        check.end();
        return config.orElseThrow();
    }
}
