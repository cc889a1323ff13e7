package io.recon.local.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.ExitCode;
import io.recon.local.RunningRecon;
import io.recon.local.reconcile.RecordedRun;
import io.recon.local.stack.LocalMetastore;
import io.recon.local.workload.WorkloadGenerator;
import io.recon.local.workload.WorkloadOptions;
import io.recon.local.workload.WorkloadWriter;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.day.DayState;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A generated workload, through the engine and into the tables: the export is what {@code
 * reconcile} writes, SQL finds the same results, and finds any that is not.
 */
class WorkloadTablesDrillITCase {
    private static final int SEED = Integer.getInteger("recon.workload.first-seed", 3);
    private static final List<String> FILES =
            List.of("results.csv", "statistics.csv", "bill_files.csv", "rejects.csv");

    @TempDir private static Path directory;
    private static LocalMetastore metastore;
    private static String yaml;
    private static RecordedRun recorded;
    private static TestingTables tables;

    @BeforeAll
    static void writeTables() throws Exception {
        metastore = LocalMetastore.start(directory.resolve("metastore"), 0);
        WorkloadWriter.write(WorkloadGenerator.generate(WorkloadOptions.of(SEED)), directory);
        yaml = Files.readString(directory.resolve("recon.yaml"));
        tables = new TestingTables(directory, metastore.uri(), "recon", yaml);
        recorded = RecordedRun.of(tables.config(), directory, directory.resolve("recorded"));
        tables.write(1, recorded);
    }

    @AfterAll
    static void stopMetastore() {
        metastore.close();
    }

    @Test
    void theExportIsWhatReconcileWrites() throws Exception {
        Path out = directory.resolve("out");

        RunningRecon run = tables.run("export", "--out", out.toString());

        assertThat(run.exitCode()).as(run.errors()).isEqualTo(ExitCode.OK);
        for (String name : FILES) {
            assertThat(out.resolve(name))
                    .hasSameBinaryContentAs(directory.resolve("recorded/csv").resolve(name));
        }
        assertThat(out.toFile().list()).containsExactlyInAnyOrderElementsOf(FILES);
    }

    @Test
    void theExportOfSomeDaysIsThatPartOfTheFiles() throws Exception {
        Path out = directory.resolve("some");
        LocalDate day = LocalDate.ofEpochDay(closedDays().first());

        RunningRecon run =
                tables.run(
                        "export",
                        "--out",
                        out.toString(),
                        "--from-day",
                        day.toString(),
                        "--to-day",
                        day.toString());

        assertThat(run.exitCode()).as(run.errors()).isEqualTo(ExitCode.OK);
        for (String name : List.of("statistics.csv", "bill_files.csv")) {
            int column = name.startsWith("bill") ? 1 : 2;
            List<String> whole =
                    Files.readAllLines(directory.resolve("recorded/csv").resolve(name));
            assertThat(Files.readAllLines(out.resolve(name)))
                    .isEqualTo(
                            whole.stream()
                                    .filter(
                                            line ->
                                                    line.equals(whole.get(0))
                                                            || line.split(",", -1)[column].equals(
                                                                    day.toString()))
                                    .toList());
        }
        Set<String> ids =
                recorded.results().stream()
                        .filter(
                                result ->
                                        result.change().after().partitionDay() == day.toEpochDay())
                        .map(ResultChange::resultId)
                        .collect(Collectors.toSet());
        assertThat(Files.readAllLines(out.resolve("results.csv"))).hasSize(1 + ids.size());
    }

    @Test
    void everyClosedDayAgrees() {
        for (int epochDay : closedDays()) {
            String day = LocalDate.ofEpochDay(epochDay).toString();

            RunningRecon run = tables.run("verify", "--day", day);

            assertThat(run.errors()).isEmpty();
            for (String channel : tables.config().channels().keySet()) {
                boolean isClosed = isClosed(channel, epochDay);
                assertThat(run.output().lines().filter(line -> line.startsWith(channel + " ")))
                        .singleElement()
                        .asString()
                        .matches(
                                channel
                                        + " "
                                        + day
                                        + (isClosed
                                                ? ": [1-9][0-9,]* results agree"
                                                : ": not closed: .*"));
            }
            boolean all =
                    tables.config().channels().keySet().stream()
                            .allMatch(channel -> isClosed(channel, epochDay));
            assertThat(run.exitCode())
                    .as(run.output())
                    .isEqualTo(all ? ExitCode.OK : ExitCode.HELD);
        }
    }

    /** One result is another, one is missing, and one is there of which nobody knows. */
    @Test
    void whatWasTamperedWithIsNamedAndNothingElse() throws Exception {
        int day = closedDays().first();
        List<ResultChange> results = new ArrayList<>(recorded.results());
        ResultChange changed = take(results, day, Outcome.MATCHED);
        ResultChange missing = take(results, day, Outcome.EXTRA);
        ResultChange duplicate = take(results, day, Outcome.DUPLICATE);
        results.add(withAmount(changed, 1));
        ResultChange unknown = withNumber(changed, "nobody's");
        results.add(unknown);
        TestingTables tampered = new TestingTables(directory, metastore.uri(), "tampered", yaml);
        tampered.write(1, recorded.withResults(results));
        Path file = directory.resolve("disagreements.csv");

        RunningRecon run =
                tampered.run(
                        "verify",
                        "--day",
                        LocalDate.ofEpochDay(day).toString(),
                        "--out",
                        file.toString());

        assertThat(run.exitCode()).as(run.output()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errors()).isEmpty();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("result_id,streamed,sql");
        long amount = changed.change().after().platform().amount().minor();
        assertThat(lines.subList(1, lines.size()))
                .satisfiesExactlyInAnyOrder(
                        line ->
                                assertThat(line)
                                        .isEqualTo(
                                                "%s,platform_amount=%d,platform_amount=%d",
                                                changed.resultId(), amount + 1, amount),
                        line ->
                                assertThat(line)
                                        .startsWith(missing.resultId() + ",no result,")
                                        .contains("EXTRA, channel_day="),
                        line ->
                                assertThat(line)
                                        .startsWith(duplicate.resultId() + ",no result,")
                                        .contains("DUPLICATE, channel_day="),
                        line ->
                                assertThat(line)
                                        .startsWith(unknown.resultId() + ",")
                                        .contains("MATCHED, ")
                                        .endsWith(",no result"));
        assertThat(run.output()).contains(changed.resultId(), "streamed says", "SQL says");
    }

    private static SortedSet<Integer> closedDays() {
        return recorded.rest().days().stream()
                .filter(change -> change.state() == DayState.CLOSED)
                .map(change -> change.day())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isClosed(String channel, int day) {
        return recorded.rest().days().stream()
                .anyMatch(
                        change ->
                                change.channel().equals(channel)
                                        && change.day() == day
                                        && change.state() == DayState.CLOSED);
    }

    /** Takes all revisions of a result that touches the day out of the list; gives the last one. */
    private static ResultChange take(List<ResultChange> results, int day, Outcome outcome) {
        Set<String> revised = new HashSet<>();
        Predicate<ResultChange> fits =
                result -> {
                    Result after = result.change().after();
                    return revised.add(result.resultId())
                            && after.verdict().outcome() == outcome
                            && after.partitionDay() == day
                            && isClosed(result.key().channel(), day);
                };
        ResultChange taken = results.stream().filter(fits).findFirst().orElseThrow();
        results.removeIf(result -> result.resultId().equals(taken.resultId()));
        return taken;
    }

    private static ResultChange withAmount(ResultChange change, long more) {
        Result after = change.change().after();
        PlatformSide platform = after.platform();
        Money amount = new Money(platform.amount().minor() + more, platform.amount().currency());
        return new ResultChange(
                change.key(),
                new Change(
                        null,
                        new Result(
                                after.kind(),
                                new PlatformSide(
                                        amount,
                                        platform.status(),
                                        platform.timeMs(),
                                        platform.day()),
                                after.line(),
                                after.verdict(),
                                after.revision(),
                                after.partitionDay())),
                change.decidedAtMs());
    }

    private static ResultChange withNumber(ResultChange change, String number) {
        return new ResultChange(
                new TransactionKey(
                        change.key().channel(),
                        change.key().account(),
                        change.key().type(),
                        number),
                change.change(),
                change.decidedAtMs());
    }
}
