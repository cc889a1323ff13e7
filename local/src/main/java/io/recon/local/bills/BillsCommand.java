package io.recon.local.bills;

import io.recon.connectors.bill.landing.LocalLanding;
import io.recon.connectors.config.Quoted;
import io.recon.job.config.ChannelConfig;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.BillProvers;
import io.recon.local.ArgumentCheck;
import io.recon.local.ExitCode;
import io.recon.local.FailureMessage;
import io.recon.local.LandingDirectory;
import io.recon.local.Message;
import io.recon.local.UsageException;
import io.recon.local.output.BillFileTable;
import io.recon.local.output.WorkDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/recon bills}: what bills say and whether they are whole. It starts no Flink. */
@Command(
        name = "bills",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads and proves the bills of a landing directory, and reconciles nothing.",
            "Writes bill_files.csv, bill_lines.csv and rejects.csv."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage or configuration",
            "4:done, but a day is held or absent"
        })
public final class BillsCommand implements Callable<Integer> {
    private static final int MOST_CHARS = 4_000;

    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "recon.yaml: the channels, their formats and zones.")
    private Path configFile;

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

    @Override
    public Integer call() throws UsageException, IOException {
        ReconConfig config = check();
        try {
            return run(config);
        } catch (IOException | UncheckedIOException e) {
            if (FailureMessage.isOutOfSpace(e)) {
                throw new IOException("--out " + out + ": no space is left on its disk", e);
            }
            throw new IOException("the bills cannot be read: " + FailureMessage.of(e), e);
        }
    }

    private ReconConfig check() throws UsageException {
        ArgumentCheck check = new ArgumentCheck();
        Optional<ReconConfig> config = check.config(configFile);
        check.bills(bills, config);
        check.out(out);
        check.end();
        return config.orElseThrow();
    }

    private int run(ReconConfig config) throws IOException {
        PrintWriter errors = spec.commandLine().getErr();
        new LandingDirectory(bills)
                .unread(config.channels().keySet())
                .forEach(warning -> Message.print(errors, warning));
        DayLines days = new DayLines();
        try (WorkDirectory work = WorkDirectory.in(out, "bills")) {
            BillsReport report = new BillsReport(work);
            try (ReadingProgress progress = new ReadingProgress()) {
                for (ChannelConfig channel : config.channels().values()) {
                    LocalLanding landing = list(channel, errors);
                    landing.read(
                            BillProvers.of(channel),
                            record -> {
                                report.add(channel.name(), record);
                                progress.count();
                            });
                    days.add(channel.name(), landing.days());
                }
            }
            report.write(out);
            tell(report, days);
        }
        return days.isHeld() ? ExitCode.HELD : ExitCode.OK;
    }

    private LocalLanding list(ChannelConfig channel, PrintWriter errors) throws IOException {
        String name = channel.name();
        LocalLanding landing =
                new LocalLanding(bills.resolve(name), LandingDirectory.firstDay(channel));
        landing.warnings().forEach(warning -> Message.print(errors, name + ": " + warning));
        return landing;
    }

    private void tell(BillsReport report, DayLines days) {
        PrintWriter console = spec.commandLine().getOut();
        BillFileTable table = new BillFileTable(report.files());
        if (table.files() > 0) {
            console.println(table.text());
        }
        print(console, "", days.lines());
        if (report.rejects().count() > 0) {
            console.println("rejected:");
            print(console, "  ", report.rejects().lines(out.resolve("rejects.csv").toString()));
        }
        console.printf(
                Locale.ROOT,
                "%,d files, %,d lines, %,d repeated, %,d rejected%n",
                table.files(),
                table.lines(),
                table.repeated(),
                report.rejects().count());
        for (String name : List.of("bill_files.csv", "bill_lines.csv", "rejects.csv")) {
            console.println("  " + out.resolve(name));
        }
    }

    /** Names and texts from files may be in a line: it stays one. */
    private static void print(PrintWriter console, String indent, List<String> lines) {
        lines.forEach(line -> console.println(indent + Quoted.plain(line, MOST_CHARS)));
    }
}
