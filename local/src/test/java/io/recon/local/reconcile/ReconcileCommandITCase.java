package io.recon.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.ExitCode;
import io.recon.local.RunningRecon;
import io.recon.local.output.ResultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of {@code bin/recon reconcile} may rely on, in runs over small files. */
class ReconcileCommandITCase {
    private static final String[] FILES = {
        "bill_files.csv", "rejects.csv", "results.csv", "statistics.csv"
    };

    @TempDir private Path directory;
    private ReconcileInputs inputs;

    @BeforeEach
    void writeInputs() throws IOException {
        inputs = new ReconcileInputs(directory);
    }

    @Test
    void aRunWithoutBreaksSaysNothingOnStandardErrorAndLeavesFourFiles() throws IOException {
        inputs.order("o1", "1.00", "2026-11-01T10:00:00Z")
                .bill("2026-11-01/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00");

        RunningRecon run = inputs.run("--fail-on-break");

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(inputs.outcomes()).containsExactly("o1=MATCHED");
        assertThat(inputs.written()).containsExactly(FILES);
        String behindTheTable = run.output().substring(run.output().lastIndexOf("--\n") + 3);
        assertThat(behindTheTable.lines())
                .containsExactly(
                        "1 results, 0 breaks, 0 rejected",
                        "  " + inputs.out().resolve("results.csv"),
                        "  " + inputs.out().resolve("statistics.csv"),
                        "  " + inputs.out().resolve("bill_files.csv"),
                        "  " + inputs.out().resolve("rejects.csv"));
    }

    @Test
    void breaksAreNoErrorUnlessTheUserSaysSo() throws IOException {
        inputs.order("o1", "1.00", "2026-11-01T10:00:00Z")
                .order("o2", "2.00", "2026-11-01T10:00:00Z")
                .bill(
                        "2026-11-01/a.csv",
                        "sale,o1,t1,1.01,2026-11-01 10:00:00",
                        "sale,o3,t3,3.00,2026-11-01 10:00:00",
                        "fee,,t4,0.10,2026-11-01 10:00:00");

        assertThat(inputs.run().exitCode()).isEqualTo(ExitCode.OK);
        RunningRecon failing = inputs.run("--fail-on-break");

        assertThat(failing.exitCode()).isEqualTo(ExitCode.BREAKS);
        assertThat(failing.errors()).isEmpty();
        assertThat(inputs.outcomes())
                .containsExactly("o1=AMOUNT_MISMATCH", "o2=MISSING", "o3=EXTRA");
        assertThat(inputs.rows("bill_files.csv").get(0)).containsEntry("other", "1");
    }

    @Test
    void aRejectedLineHoldsItsDayAndNothingOfItIsMissing() throws IOException {
        inputs.order("o1", "1.00", "2026-11-01T10:00:00Z")
                .order("o2", "2.00", "2026-11-01T10:00:00Z")
                .order("o3", "3.00", "2026-11-02T10:00:00Z")
                .bill(
                        "2026-11-01/a.csv",
                        "sale,o1,t1,1.00,2026-11-01 10:00:00",
                        "sale,o2,t2,two,2026-11-01 10:00:00")
                .bill("2026-11-02/a.csv", "sale,o4,t4,4.00,2026-11-02 10:00:00");

        RunningRecon run = inputs.run("--fail-on-break");

        assertThat(run.exitCode()).isEqualTo(ExitCode.HELD);
        assertThat(run.errors().lines())
                .singleElement()
                .asString()
                .startsWith("recon: shop 2026-11-01: a.csv: 1 line rejected");
        assertThat(inputs.outcomes())
                .containsExactly("o1=MATCHED", "o2=UNDECIDED!", "o3=UNDECIDED!", "o4=UNDECIDED!");
        assertThat(inputs.rows("rejects.csv"))
                .singleElement()
                .satisfies(
                        row ->
                                assertThat(row)
                                        .containsEntry("source", "bills")
                                        .containsEntry("file", "shop/2026-11-01/a.csv")
                                        .containsEntry("line", "3"));
    }

    @Test
    void aDayWithoutDirectoryBeforeTheLastHoldsItsChannel() throws IOException {
        twoDaysAround("2026-11-02");

        RunningRecon run = inputs.run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.HELD);
        assertThat(run.errors().lines())
                .singleElement()
                .asString()
                .startsWith("recon: shop 2026-11-02: ");
        assertThat(inputs.outcomes()).containsExactly("o1=MATCHED", "o2=UNDECIDED!", "o3=MATCHED");
    }

    @Test
    void anOperatorsWordSealsADayWithoutBill() throws IOException {
        twoDaysAround("2026-11-02").write("landing/shop/2026-11-02/_ACCEPT", "");

        RunningRecon run = inputs.run();

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(inputs.outcomes()).containsExactly("o1=MATCHED", "o2=MISSING", "o3=MATCHED");
    }

    @Test
    void anOperatorsWordSealsAHeldDay() throws IOException {
        inputs.order("o1", "1.00", "2026-11-01T10:00:00Z")
                .bill("2026-11-01/a.csv", "sale,o1,t1,one,2026-11-01 10:00:00")
                .write("landing/shop/2026-11-01/_ACCEPT", "");

        RunningRecon run = inputs.run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(inputs.outcomes()).containsExactly("o1=MISSING");
        assertThat(run.output()).contains("accepted");
    }

    @Test
    void theHighestIssueReplacesTheOthersWhole() throws IOException {
        inputs.order("o1", "1.00", "2026-11-01T10:00:00Z")
                .bill("2026-11-01/a.csv", "sale,o1,t1,one,2026-11-01 10:00:00")
                .bill("2026-11-01/b.csv", "sale,o2,t2,2.00,2026-11-01 10:00:00")
                .bill("2026-11-01/v2/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00");

        RunningRecon run = inputs.run();

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(inputs.outcomes()).containsExactly("o1=MATCHED");
        assertThat(inputs.rows("bill_files.csv"))
                .extracting(row -> row.get("file"))
                .containsExactly("v2/a.csv");
    }

    @Test
    void daysAfterTheLastBillAreOpenAndNotHeld() throws IOException {
        inputs.order("o1", "1.00", "2026-11-01T10:00:00Z")
                .order("o2", "2.00", "2026-11-02T10:00:00Z")
                .order("o3", "2.00", "2026-11-05T10:00:00Z")
                .bill("2026-11-01/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00");

        RunningRecon run = inputs.run("--fail-on-break");

        assertThat(run.errors()).isEmpty();
        // Not held, which would be told and give another code; but what is undecided is no match.
        assertThat(run.exitCode()).isEqualTo(ExitCode.BREAKS);
        assertThat(inputs.outcomes())
                .containsExactly("o1=MATCHED", "o2=UNDECIDED!", "o3=UNDECIDED!");
    }

    @Test
    void aLoneOrderBeforeTheFirstDayGivesNoResult() throws IOException {
        inputs.write(
                        "recon.yaml",
                        ReconcileInputs.CONFIG.replace("UTC }", "UTC, first-day: 2026-11-01 }"))
                .order("o0", "9.00", "2026-10-30T10:00:00Z")
                .order("o1", "1.00", "2026-11-01T10:00:00Z")
                .bill("2026-11-01/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00");

        RunningRecon run = inputs.run("--fail-on-break");

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(inputs.outcomes()).containsExactly("o1=MATCHED");
    }

    @Test
    void aConfiguredFirstDayWithoutDirectoryIsAbsent() throws IOException {
        inputs.write(
                        "recon.yaml",
                        ReconcileInputs.CONFIG.replace("UTC }", "UTC, first-day: 2026-10-31 }"))
                .order("o1", "1.00", "2026-11-01T10:00:00Z")
                .bill("2026-11-01/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00");

        RunningRecon run = inputs.run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.HELD);
        assertThat(run.errors()).startsWith("recon: shop 2026-10-31: ");
    }

    @Test
    void aChannelWithoutDirectoryStaysOpenAndHoldsBackNoOther() throws IOException {
        inputs.write(
                        "recon.yaml",
                        ReconcileInputs.CONFIG + "  kiosk: { format: shop-csv, zone: UTC }\n")
                .write("orders.jsonl", inputs.event("kiosk", "k1", "5.00", "2026-11-01T10:00:00Z"))
                .order("o1", "1.00", "2026-11-01T10:00:00Z")
                .bill("2026-11-01/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00");

        RunningRecon run = inputs.run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(inputs.outcomes()).containsExactlyInAnyOrder("o1=MATCHED", "k1=UNDECIDED!");
    }

    @Test
    void aDirectoryOfNoConfiguredChannelIsNamedAndChangesNothing() throws IOException {
        inputs.order("o1", "1.00", "2026-11-01T10:00:00Z")
                .bill("2026-11-01/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00")
                .write("landing/shpo/2026-11-01/a.csv", "x")
                .write("landing/a.csv", "x")
                .write("landing/.hidden/a.csv", "x")
                .write("landing/_work/a.csv", "x");

        RunningRecon run = inputs.run();

        assertThat(run.errors().lines())
                .containsExactly(
                        "recon: "
                                + inputs.landing().resolve("a.csv")
                                + " is not read: only the"
                                + " directories of configured channels are (shop)",
                        "recon: "
                                + inputs.landing().resolve("shpo")
                                + " is not read: only the"
                                + " directories of configured channels are (shop)");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void withoutAnyOrderEveryLineIsExtra() throws IOException {
        inputs.bill("2026-11-01/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00");

        RunningRecon run = inputs.run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(inputs.outcomes()).containsExactly("o1=EXTRA");
    }

    @Test
    void withoutAnyInputTheFilesHaveOnlyTheirHeads() throws IOException {
        RunningRecon run = inputs.run();

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        for (String file : FILES) {
            assertThat(Files.readAllLines(inputs.out().resolve(file))).hasSize(1);
        }
    }

    @Test
    void ordersMayBeADirectoryOfPlainAndCompressedFiles() throws IOException {
        inputs.write(
                        "orders/2026/one.jsonl",
                        inputs.event("shop", "o1", "1.00", "2026-11-01T10:00:00Z"))
                .write(
                        "orders/two.jsonl.gz",
                        ReconcileInputs.gzip(
                                inputs.event("shop", "o2", "2.00", "2026-11-01T10:00:00Z")))
                .write("orders/_unfinished.jsonl", "no order")
                .bill(
                        "2026-11-01/a.csv",
                        "sale,o1,t1,1.00,2026-11-01 10:00:00",
                        "sale,o2,t2,2.00,2026-11-01 10:00:00");

        RunningRecon run = inputs.run("--orders", inputs.path("orders").toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(inputs.outcomes()).containsExactly("o1=MATCHED", "o2=MATCHED");
    }

    @Test
    void noNameOfAFileStopsARun() throws IOException {
        List<String> names =
                List.of(
                        "a:b",
                        "http:c",
                        " d ",
                        "100%",
                        "e%20f",
                        "g#h",
                        "i\nj",
                        "账单",
                        "x".repeat(240));
        for (int i = 0; i < names.size(); i++) {
            inputs.write(
                            "the orders: 50%/" + names.get(i) + ".jsonl",
                            inputs.event("shop", "o" + i, "1.00", "2026-11-01T10:00:00Z"))
                    .bill(
                            "2026-11-01/" + names.get(i) + ".csv",
                            "sale,o%d,t,1.00,2026-11-01 10:00:00".formatted(i));
        }

        RunningRecon run = inputs.run("--orders", inputs.path("the orders: 50%").toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(inputs.outcomes())
                .hasSize(names.size())
                .allMatch(row -> row.endsWith("=MATCHED"));
        assertThat(inputs.rows("bill_files.csv"))
                .extracting(row -> row.get("file"))
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> name + ".csv").toList());
    }

    @Test
    void aReasonToHoldStaysOnOneLineWhateverTheFilesName() throws IOException {
        inputs.bill("2026-11-01/a\nb\u001b[31m.csv", "sale,o1,t1,one,2026-11-01 10:00:00");

        RunningRecon run = inputs.run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.HELD);
        assertThat(run.errors().lines())
                .singleElement()
                .asString()
                .startsWith("recon: shop 2026-11-01: a\\nb\\u001b[31m.csv: 1 line rejected");
    }

    @Test
    void aBillThatIsALinkToNowhereFailsTheRunByItsName() throws IOException {
        inputs.bill("2026-11-01/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00");
        Files.createSymbolicLink(
                inputs.landing().resolve("shop/2026-11-01/b.csv"), Path.of("gone"));

        RunningRecon run = inputs.run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errors().lines())
                .singleElement()
                .asString()
                .contains(
                        "cannot list landing directory",
                        "b.csv is a symbolic link that leads nowhere");
    }

    @Test
    void anOrderThatCannotBeReadIsRejectedAndTheRunGoesOn() throws IOException {
        inputs.order("o1", "1.00", "2026-11-01T10:00:00Z")
                .order("o2", "1.005", "2026-11-01T10:00:00Z")
                .bill("2026-11-01/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00");

        RunningRecon run = inputs.run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.output()).contains("1 results, 0 breaks, 1 rejected");
        assertThat(inputs.rows("rejects.csv"))
                .singleElement()
                .satisfies(
                        row ->
                                assertThat(row)
                                        .containsEntry("source", "orders")
                                        .containsEntry("file", "orders.jsonl")
                                        .containsEntry("line", "2"));
    }

    @Test
    void anOrdersFileThatIsCutShortFailsTheRunByItsName() throws IOException {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            events.append(inputs.event("shop", "o" + i, "1.00", "2026-11-01T10:00:00Z"));
        }
        byte[] whole = ReconcileInputs.gzip(events.toString());
        inputs.write("orders/a.jsonl.gz", Arrays.copyOf(whole, whole.length - 20))
                .bill("2026-11-01/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00")
                .write("out/results.csv", "of an earlier run");

        assertFailsByName("orders/a.jsonl.gz", "cannot be unpacked after line");
    }

    @Test
    void anOrdersFileThatIsNoGzipFailsTheRunByItsName() throws IOException {
        inputs.write("orders/a.jsonl.gz", "{}").write("out/results.csv", "of an earlier run");

        assertFailsByName("orders/a.jsonl.gz", "cannot be unpacked");
    }

    private void assertFailsByName(String file, String complaint) throws IOException {
        RunningRecon run = inputs.run("--orders", inputs.path("orders").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().lines())
                .singleElement()
                .asString()
                .startsWith("recon: the run failed: ")
                .contains(file)
                .contains(complaint);
        // What an earlier run wrote is left alone, and nothing of this one stays.
        assertThat(inputs.written()).containsExactly("results.csv");
        assertThat(inputs.out().resolve("results.csv")).hasContent("of an earlier run");
    }

    @Test
    void theOutputDirectoryIsMadeAndItsFilesAreReplaced() throws IOException {
        Path deep = inputs.path("made/by/the run");
        inputs.order("o1", "1.00", "2026-11-01T10:00:00Z")
                .write("out/results.csv", "of an earlier run")
                .write("out/notes.txt", "of the user");

        RunningRecon made = inputs.run("--out", deep.toString());
        inputs.run();

        assertThat(made.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(deep.resolve("results.csv")).exists();
        assertThat(inputs.rows("results.csv"))
                .extracting(Map::size)
                .containsOnly(ResultRow.COLUMNS.size());
        assertThat(inputs.out().resolve("notes.txt")).hasContent("of the user");
    }

    private ReconcileInputs twoDaysAround(String absent) throws IOException {
        return inputs.order("o1", "1.00", "2026-11-01T10:00:00Z")
                .order("o2", "2.00", absent + "T10:00:00Z")
                .order("o3", "3.00", "2026-11-03T10:00:00Z")
                .bill("2026-11-01/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00")
                .bill("2026-11-03/a.csv", "sale,o3,t3,3.00,2026-11-03 10:00:00");
    }
}
