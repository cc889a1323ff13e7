package io.recon.local.demo;

import io.recon.local.tables.ExportCommand;
import io.recon.local.tables.VerifyCommand;
import io.recon.local.workload.DemoWorkload;
import io.recon.local.workload.ExpectedComparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/** Looks whether everything came out as it was planted, by the commands that users have. */
final class DemoCheck {
    /** A close is told before the checkpoint with which the tables show it. */
    private static final Duration TABLES_FOLLOW = Duration.ofMinutes(2);

    private final Demo demo;
    private final Path out;
    private final Timeline timeline;
    private final List<String> problems = new ArrayList<>();

    DemoCheck(Demo demo, Path out, Timeline timeline) {
        this.demo = demo;
        this.out = out;
        this.timeline = timeline;
    }

    /** All that is not as it was planted; none if all agrees. */
    List<String> problems(News news) throws Exception {
        checkTables();
        // Without files there is nothing to compare the alerts with.
        if (!problems.isEmpty()) {
            return problems;
        }
        checkAlerts(news);
        checkDays(news);
        verify();
        return problems;
    }

    private void checkTables() throws IOException {
        long deadline = System.nanoTime() + TABLES_FOLLOW.toNanos();
        List<String> differences;
        do {
            run(
                    new ExportCommand(),
                    "--config",
                    demo.configFile().toString(),
                    "--out",
                    out.toString());
            if (!problems.isEmpty()) {
                return;
            }
            differences = ExpectedComparison.differencesOfTables(demo.expected(), out);
        } while (!differences.isEmpty() && System.nanoTime() < deadline);
        if (differences.isEmpty()) {
            timeline.tell("check: results and statistics in the tables are as planted");
        } else {
            differences.forEach(difference -> problems.add("tables: " + difference));
        }
    }

    /** Breaks that are open by the alerts must be the final ones of the tables. */
    private void checkAlerts(News news) throws IOException {
        Map<String, String> due = new Exported(out).finalBreaks();
        Map<String, String> open = news.open();
        TreeMap<String, String> more = new TreeMap<>(open);
        due.forEach(
                (id, outcome) -> {
                    String alerted = more.remove(id);
                    if (!outcome.equals(alerted)) {
                        problems.add(
                                "alerts: " + id + " is " + outcome + ", alerted as " + alerted);
                    }
                });
        more.forEach((id, outcome) -> problems.add("alerts: " + id + " is no break: " + outcome));
        if (open.equals(due)) {
            timeline.tell(
                    "check: " + open.size() + " breaks are open by the alerts, as in the tables");
        }
    }

    private void checkDays(News news) {
        LocalDate day = DemoWorkload.dayOfTrouble(demo.firstDay());
        List<String> told = news.toldOfDays();
        for (String due :
                List.of(
                        "OPENED OVERDUE " + DemoWorkload.LATE + "/" + day,
                        "RESOLVED SEALED " + DemoWorkload.LATE + "/" + day,
                        "OPENED HELD " + DemoWorkload.HELD + "/" + day,
                        "RESOLVED ACCEPTED " + DemoWorkload.HELD + "/" + day)) {
            long count = told.stream().filter(due::equals).count();
            if (count != 1) {
                problems.add("alerts of days: \"" + due + "\" came " + count + " times, not once");
            }
        }
    }

    private void verify() throws IOException {
        for (int i = 0; i < DemoWorkload.DAYS; i++) {
            LocalDate day = demo.firstDay().plusDays(i);
            String said =
                    run(
                            new VerifyCommand(),
                            "--config",
                            demo.configFile().toString(),
                            "--day",
                            day.toString());
            said.lines().forEach(line -> timeline.tell("verify: " + line));
        }
    }

    private String run(Object command, String... arguments) throws IOException {
        StringWriter said = new StringWriter();
        CommandLine line = new CommandLine(command);
        line.setOut(new PrintWriter(said, true));
        line.setErr(new PrintWriter(said, true));
        int exitCode = line.execute(arguments);
        if (exitCode != 0) {
            problems.add(line.getCommandName() + " ended with " + exitCode + ": " + said);
        }
        return said.toString();
    }
}
