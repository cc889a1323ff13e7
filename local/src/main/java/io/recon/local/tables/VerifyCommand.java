package io.recon.local.tables;

import io.recon.connectors.hive.HiveReader;
import io.recon.job.config.ChannelConfig;
import io.recon.job.config.ReconConfig;
import io.recon.local.ArgumentCheck;
import io.recon.local.ExitCode;
import io.recon.local.FailureMessage;
import io.recon.local.UsageException;
import io.recon.local.output.TerminalBar;
import io.recon.local.output.WorkDirectory;
import io.recon.local.tables.Verification.Count;
import io.recon.local.tables.Verification.Subject;
import io.recon.udf.reconcile.ReconcileState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/recon verify}: asks the tables in SQL what the results of a day must be. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Asks the orders and bills of a day in the tables in Hive, in SQL, what its results",
            "must be, and compares them with the streamed ones, row by row."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all results agree",
            "1:a result disagrees, or the verification failed",
            "2:wrong usage or configuration, or the tables cannot be used",
            "4:a channel has not closed the day; all results of the others agree"
        })
public final class VerifyCommand implements Callable<Integer> {
    private static final int MOST_AROUND = 1_000;

    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "recon.yaml: where the tables are, and the channels' rules.")
    private Path configFile;

    @Option(
            names = "--day",
            required = true,
            paramLabel = "DAY",
            description = "The business day, yyyy-MM-dd.")
    private String dayText;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A CSV file for all rows that disagree; 100 of them are printed.")
    private Path out;

    @Option(
            names = "--around",
            paramLabel = "DAYS",
            description =
                    "How many days before and after the day are looked at for counterparts"
                            + " (default: as long as a run remembers a transaction, the channel's"
                            + " retention and 30 days).")
    private Integer around;

    private LocalDate day;

    @Override
    public Integer call() throws Exception {
        ReconConfig config = check();
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (WorkDirectory work = WorkDirectory.in(temporary, "verify");
                DisagreementReport report = new DisagreementReport(out)) {
            try (HiveReader tables =
                    TablesConnection.open(config.hive(), work.subdirectory("flink"))) {
                return verify(config, tables, report);
            }
        } catch (UsageException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the verification failed: " + FailureMessage.of(e), e);
        }
    }

    private int verify(ReconConfig config, HiveReader tables, DisagreementReport report)
            throws Exception {
        PrintWriter console = spec.commandLine().getOut();
        ClosedDays days = ClosedDays.read(tables);
        List<Subject> subjects = new ArrayList<>();
        boolean isOpen = false;
        for (ChannelConfig channel : config.channels().values()) {
            LocalDate closedThrough = days.closedThrough(channel.name());
            if (closedThrough == null || closedThrough.isBefore(day)) {
                isOpen = true;
                console.println(
                        channel.name() + " " + day + ": " + days.whyOpen(channel.name(), day));
            } else {
                subjects.add(new Subject(channel, days.first(channel), closedThrough));
            }
        }
        if (!subjects.isEmpty()) {
            sayThatItTakesTime();
            Verification verification = new Verification(subjects);
            verification.ask(tables, day, around(subjects), report::add);
            verification.counts().forEach((channel, count) -> tell(console, channel, count));
        }
        report.complete(console);
        if (report.count() > 0) {
            return ExitCode.FAILED;
        }
        return isOpen ? ExitCode.HELD : ExitCode.OK;
    }

    private void sayThatItTakesTime() {
        if (TerminalBar.isWanted()) {
            PrintWriter errors = spec.commandLine().getErr();
            errors.println("asking the tables; to plan the question takes half a minute or more");
            errors.flush();
        }
    }

    private void tell(PrintWriter console, String channel, Count count) {
        console.printf(Locale.ROOT, "%s %s: %,d results agree", channel, day, count.agreeing());
        if (count.disagreeing() > 0) {
            console.printf(Locale.ROOT, ", %,d disagree", count.disagreeing());
        }
        console.println();
    }

    private int around(List<Subject> subjects) {
        if (around != null) {
            return around;
        }
        int retentionDays = 0;
        for (Subject subject : subjects) {
            retentionDays = Math.max(retentionDays, subject.channel().policy().retentionDays());
        }
        return retentionDays + ReconcileState.SPARE_DAYS;
    }

    private ReconConfig check() throws UsageException {
        ArgumentCheck check = new ArgumentCheck();
        Optional<ReconConfig> config = check.config(configFile);
        config.ifPresent(check::tables);
        day = DayOption.parse("--day", dayText, check);
        if (around != null && (around < 0 || around > MOST_AROUND)) {
            check.problem("--around " + around + ": must be from 0 to " + MOST_AROUND);
        }
        if (out != null) {
            check.outFile(out);
        }
        check.end();
        return config.orElseThrow();
    }
}
