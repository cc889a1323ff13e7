package io.recon.local.bills;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.ExitCode;
import io.recon.local.Home;
import io.recon.local.RunningRecon;
import io.recon.local.reconcile.ReconcileInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of {@code bin/recon bills} may rely on. */
class BillsCommandTest {
    private static final String GOOD = "sale,o1,t1,1.00,2026-11-01 10:00:00";
    private static final String BAD = "sale,o1,t1,one,2026-11-01 10:00:00";

    @TempDir private Path directory;
    private ReconcileInputs inputs;

    @BeforeEach
    void writeInputs() throws IOException {
        inputs = new ReconcileInputs(directory);
    }

    @Test
    void countsWhatEveryFileHolds() throws IOException {
        PlantedLanding.write(inputs);

        RunningRecon run = inputs.runBills();

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.HELD);
        assertThat(inputs.written())
                .containsExactly("bill_files.csv", "bill_lines.csv", "rejects.csv");
        assertThat(inputs.out().resolve("bill_files.csv"))
                .hasContent(
                        """
                        channel,day,file,account,currency,lines,payments,refunds,other,rejected,\
                        repeated,payment_amount,refund_amount,fee,totals,error
                        accepted,2026-11-01,a.csv,acct_1,USD,2,1,0,0,1,0,100,0,0,NONE,
                        accepted,2026-11-03,a.csv,acct_1,USD,1,1,0,0,0,0,200,0,0,NONE,
                        gap,2026-11-01,a.csv,acct_1,USD,1,1,0,0,0,0,100,0,0,NONE,
                        gap,2026-11-03,a.csv,acct_1,USD,1,1,0,0,0,0,200,0,0,NONE,
                        held,2026-11-01,a.csv,acct_1,USD,4,1,1,1,1,0,100,300,0,NONE,
                        held,2026-11-02,a.csv,acct_1,USD,1,1,0,0,0,0,200,0,0,NONE,
                        many,2026-11-01,a.csv,acct_1,USD,1,1,0,0,0,0,100,0,0,NONE,
                        many,2026-11-01,b.csv,acct_1,USD,600,600,0,0,0,0,600,0,0,NONE,
                        many,2026-11-02,a.csv,acct_1,USD,403,400,0,0,3,2,400,0,0,NONE,
                        many-in-one,2026-11-01,a.csv,acct_1,USD,1001,1000,0,0,1,0,1000,0,0,NONE,
                        names,2026-11-01,😀.csv,acct_1,USD,1,1,0,0,0,0,100,0,0,NONE,
                        names,2026-11-01,｡.csv,acct_1,USD,1,1,0,0,0,1,100,0,0,NONE,
                        reissued,2026-11-01,v2/a.csv,acct_1,USD,1,1,0,0,0,0,100,0,0,NONE,
                        reissued,2026-11-02,v3/a.csv,,,1,0,0,0,1,0,0,0,0,NONE,
                        repeated,2026-11-01,0.csv,,,0,0,0,0,0,0,0,0,0,NONE,missing_header
                        repeated,2026-11-01,a.csv,acct_1,USD,2,2,0,0,0,0,300,0,0,NONE,
                        repeated,2026-11-02,a.csv,acct_1,USD,4,3,1,0,0,2,300,300,0,NONE,
                        repeated,2026-11-02,b.csv,acct_1,USD,2,1,1,0,0,1,200,100,0,NONE,
                        several,2026-11-01,a.zip,acct_1,USD,4,2,1,1,0,2,200,300,0,NONE,
                        several,2026-11-01,a.zip!.csv,acct_1,USD,2,2,0,0,0,0,300,0,0,NONE,
                        totals,2026-11-01,bill.csv,2088001160000023,CNY,2,2,0,0,0,0,4000,0,24,\
                        DISAGREE,totals_mismatch
                        """);
    }

    @Test
    void namesEveryLineThatItCannotRead() throws IOException {
        PlantedLanding.write(inputs);

        inputs.runBills();

        assertThat(inputs.out().resolve("rejects.csv"))
                .hasContent(
                        """
                        source,file,line,reason,raw
                        bills,accepted/2026-11-01/a.csv,3,"bad_amount: column amount: amount \
                        ""five"" is no plain decimal number (formats/shop-csv.yaml:7)","sale,o5,t5,five,2026-11-01 14:00:00"
                        bills,held/2026-11-01/a.csv,3,"bad_amount: column amount: amount \
                        ""five"" is no plain decimal number (formats/shop-csv.yaml:7)","sale,o5,t5,five,2026-11-01 14:00:00"
                        bills,many-in-one/2026-11-01/a.csv,1002,"line_inconsistent: the PAYMENT \
                        ""m"" of account acct_1 has 1000 lines in this file already, the most that \
                        are compared","m,t1000,1,USD"
                        bills,many/2026-11-02/a.csv,402,line_inconsistent: transaction m has 1000 \
                        lines before this one,
                        bills,many/2026-11-02/a.csv,403,line_inconsistent: transaction m has 1000 \
                        lines before this one,
                        bills,many/2026-11-02/a.csv,404,line_inconsistent: transaction m has 1000 \
                        lines before this one,
                        bills,reissued/2026-11-02/v3/a.csv,2,"bad_amount: column amount: amount \
                        ""five"" is no plain decimal number (formats/shop-csv.yaml:7)","sale,o5,t5,five,2026-11-01 14:00:00"
                        bills,repeated/2026-11-01/0.csv,0,"missing_header: the header has no \
                        column type, it is ""no header"" (formats/shop-csv.yaml:2)",
                        """);
    }

    @Test
    void listsEveryPaymentAndRefundByItsPlace() throws IOException {
        PlantedLanding.write(inputs);

        inputs.runBills();

        List<Map<String, String>> lines = inputs.rows("bill_lines.csv");
        assertThat(lines)
                .filteredOn(line -> line.get("channel").startsWith("many"))
                .hasSize(1 + 600 + 400 + 1_000);
        assertThat(lines)
                .filteredOn(line -> !line.get("channel").startsWith("many"))
                .extracting(line -> String.join(",", line.values()))
                .containsExactly(
                        """
                        accepted,2026-11-01,a.csv,2,acct_1,PAYMENT,o1,t1,100,0,USD,SUCCESS,2026-11-01T10:00:00Z
                        accepted,2026-11-03,a.csv,2,acct_1,PAYMENT,o2,t2,200,0,USD,SUCCESS,2026-11-01T11:00:00Z
                        gap,2026-11-01,a.csv,2,acct_1,PAYMENT,o1,t1,100,0,USD,SUCCESS,2026-11-01T10:00:00Z
                        gap,2026-11-03,a.csv,2,acct_1,PAYMENT,o2,t2,200,0,USD,SUCCESS,2026-11-01T11:00:00Z
                        held,2026-11-01,a.csv,2,acct_1,PAYMENT,o1,t1,100,0,USD,SUCCESS,2026-11-01T10:00:00Z
                        held,2026-11-01,a.csv,5,acct_1,REFUND,r3,t3,300,0,USD,SUCCESS,2026-11-01T12:00:00Z
                        held,2026-11-02,a.csv,2,acct_1,PAYMENT,o2,t2,200,0,USD,SUCCESS,2026-11-01T11:00:00Z
                        names,2026-11-01,😀.csv,2,acct_1,PAYMENT,o1,t1,100,0,USD,SUCCESS,2026-11-01T10:00:00Z
                        names,2026-11-01,｡.csv,2,acct_1,PAYMENT,o1,t1,100,0,USD,SUCCESS,2026-11-01T10:00:00Z
                        reissued,2026-11-01,v2/a.csv,2,acct_1,PAYMENT,o1,t1,100,0,USD,SUCCESS,2026-11-01T10:00:00Z
                        repeated,2026-11-01,a.csv,2,acct_1,PAYMENT,o1,t1,100,0,USD,SUCCESS,2026-11-01T10:00:00Z
                        repeated,2026-11-01,a.csv,3,acct_1,PAYMENT,o2,t2,200,0,USD,SUCCESS,2026-11-01T11:00:00Z
                        repeated,2026-11-02,a.csv,2,acct_1,PAYMENT,o1,t9,100,0,USD,SUCCESS,2026-11-01T10:00:00Z
                        repeated,2026-11-02,a.csv,3,acct_1,PAYMENT,o1,t1,100,0,USD,SUCCESS,2026-11-01T10:00:00Z
                        repeated,2026-11-02,a.csv,4,acct_1,PAYMENT,o1,t1,100,0,USD,SUCCESS,2026-11-01T10:00:00Z
                        repeated,2026-11-02,a.csv,5,acct_1,REFUND,r3,t3,300,0,USD,SUCCESS,2026-11-01T12:00:00Z
                        repeated,2026-11-02,b.csv,2,acct_1,PAYMENT,o2,t2,200,0,USD,SUCCESS,2026-11-01T11:00:00Z
                        repeated,2026-11-02,b.csv,3,acct_1,REFUND,o1,t1,100,0,USD,SUCCESS,2026-11-01T10:00:00Z
                        several,2026-11-01,a.zip!.csv,2,acct_1,PAYMENT,o1,t1,100,0,USD,SUCCESS,2026-11-01T10:00:00Z
                        several,2026-11-01,a.zip!.csv,3,acct_1,PAYMENT,o2,t2,200,0,USD,SUCCESS,2026-11-01T11:00:00Z
                        several,2026-11-01,a.zip#in/a.csv,2,acct_1,PAYMENT,o1,t1,100,0,USD,SUCCESS,2026-11-01T10:00:00Z
                        several,2026-11-01,a.zip#in/b.csv,2,acct_1,REFUND,r3,t3,300,0,USD,SUCCESS,2026-11-01T12:00:00Z
                        several,2026-11-01,a.zip#in/b.csv,3,acct_1,PAYMENT,o1,t1,100,0,USD,SUCCESS,2026-11-01T10:00:00Z
                        totals,2026-11-01,bill.csv,6,2088001160000023,PAYMENT,PO1,T1,2000,12,CNY,SUCCESS,2026-11-01T02:00:00Z
                        totals,2026-11-01,bill.csv,7,2088001160000023,PAYMENT,PO2,T2,2000,12,CNY,SUCCESS,2026-11-01T03:00:00Z
                        """
                                .lines()
                                .toArray(String[]::new));
    }

    @Test
    void saysWhatBecomesOfEveryDay() throws IOException {
        PlantedLanding.write(inputs);

        String output = inputs.runBills().output();

        assertThat(behindTheTable(output))
                .isEqualTo(
                        """
                        accepted 2026-11-01: accepted: a.csv: 1 line rejected
                        accepted 2026-11-02: accepted: no bill
                        accepted 2026-11-03: proven
                        empty 2026-11-01: proven
                        gap 2026-11-01: proven
                        gap 2026-11-02: absent: no directory, though a later day has one
                        gap 2026-11-03: proven, waits for 2026-11-02
                        held 2026-11-01: held: a.csv: 1 line rejected
                        held 2026-11-02: proven, waits for 2026-11-01
                        many 2026-11-01: proven
                        many 2026-11-02: proven
                        many-in-one 2026-11-01: held: a.csv: 1 line rejected
                        names 2026-11-01: proven
                        none: no bills
                        reissued 2026-11-01 v2: proven
                        reissued 2026-11-02 v3: held: v3/a.csv: 1 line rejected
                        repeated 2026-11-01: held: 0.csv: missing_header (the header has no column \
                        type, it is "no header" (formats/shop-csv.yaml:2))
                        repeated 2026-11-02: proven, waits for 2026-11-01
                        several 2026-11-01: proven
                        totals 2026-11-01: held: bill.csv: totals_mismatch (交易合计: 3 lines declared, \
                        2 read)
                        rejected:
                          accepted/2026-11-01/a.csv:3: bad_amount: column amount: amount "five" is \
                        no plain decimal number (formats/shop-csv.yaml:7)
                          held/2026-11-01/a.csv:3: bad_amount: column amount: amount "five" is no \
                        plain decimal number (formats/shop-csv.yaml:7)
                          many-in-one/2026-11-01/a.csv:1002: line_inconsistent: the PAYMENT "m" of \
                        account acct_1 has 1000 lines in this file already, the most that are \
                        compared
                          many/2026-11-02/a.csv:402: line_inconsistent: transaction m has 1000 lines \
                        before this one
                          many/2026-11-02/a.csv:403: line_inconsistent: transaction m has 1000 lines \
                        before this one
                          many/2026-11-02/a.csv:404: line_inconsistent: transaction m has 1000 lines \
                        before this one
                          reissued/2026-11-02/v3/a.csv:2: bad_amount: column amount: amount "five" \
                        is no plain decimal number (formats/shop-csv.yaml:7)
                          repeated/2026-11-01/0.csv: missing_header: the header has no column type, \
                        it is "no header" (formats/shop-csv.yaml:2)
                        21 files, 2,035 lines, 8 repeated, 8 rejected
                          OUT/bill_files.csv
                          OUT/bill_lines.csv
                          OUT/rejects.csv
                        """
                                .replace("OUT", inputs.out().toString()));
    }

    @Test
    void printsWhatItsPageShows() throws IOException {
        Path example = Home.resolve("examples", "quickstart");

        RunningRecon run =
                RunningRecon.of(
                        "bills",
                        "--config",
                        example.resolve("recon.yaml").toString(),
                        "--bills",
                        example.resolve("landing").toString(),
                        "--out",
                        inputs.out().toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        String shown = run.output().replace(inputs.out().toString(), "quickstart-bills");
        assertThat(Files.readString(Home.resolve("docs", "bills.md"))).contains(shown.indent(4));
    }

    @Test
    void showsTheFirstRejectsOfAFileAndSaysWhereTheOthersAre() throws IOException {
        String[] lines = new String[1_200];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = BAD;
        }
        for (int file = 0; file < 23; file++) {
            inputs.bill(
                    "2026-11-01/%02d.csv".formatted(file), file == 1 ? lines : new String[] {BAD});
        }

        String output = inputs.runBills().output();

        List<String> shown =
                behindTheTable(output)
                        .lines()
                        .dropWhile(line -> !line.equals("rejected:"))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("23 files"))
                        .toList();
        String rejects = inputs.out().resolve("rejects.csv").toString();
        assertThat(shown).hasSize(1 + 5 + 1 + 18 + 1);
        assertThat(shown.get(5)).startsWith("  shop/2026-11-01/01.csv:6: bad_amount: ");
        assertThat(shown.get(6)).isEqualTo("  shop/2026-11-01/01.csv: 1,195 more, see " + rejects);
        assertThat(shown.get(24)).startsWith("  shop/2026-11-01/19.csv:2: bad_amount: ");
        assertThat(shown.get(25)).isEqualTo("  and of 3 more files, see " + rejects);
        assertThat(output).contains("23 files, 1,222 lines, 0 repeated, 1,222 rejected");
    }

    @Test
    void aNameOfAFileNeverBreaksALineOrMovesTheCursor() throws IOException {
        inputs.bill("2026-11-01/a\nb\u001b[31m\u202e.csv", BAD);

        RunningRecon run = inputs.runBills();

        assertThat(run.exitCode()).isEqualTo(ExitCode.HELD);
        assertThat(run.output())
                .doesNotContain("\u001b", "\u202e")
                .contains(" a\\nb\\u001b[31m\\u202e.csv ")
                .contains("\nshop 2026-11-01: held: a\\nb\\u001b[31m\\u202e.csv: 1 line rejected\n")
                .contains("\n  shop/2026-11-01/a\\nb\\u001b[31m\\u202e.csv:2: bad_amount: ");
        assertThat(inputs.rows("bill_files.csv"))
                .extracting(row -> row.get("file"))
                .containsExactly("a\nb\u001b[31m\u202e.csv");
    }

    @Test
    void withoutBillsTheFilesHaveOnlyTheirHeads() throws IOException {
        RunningRecon run = inputs.runBills();

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.output()).startsWith("shop: no bills\n0 files, 0 lines, ");
        for (String file : inputs.written()) {
            assertThat(Files.readAllLines(inputs.out().resolve(file))).hasSize(1);
        }
    }

    @Test
    void whatIsPassedOverIsNamedOnStandardError() throws IOException {
        inputs.write(
                        "recon.yaml",
                        ReconcileInputs.CONFIG.replace("UTC }", "UTC, first-day: 2026-11-01 }"))
                .bill("2026-10-31/a.csv", BAD)
                .bill("2026-11-01/a.csv", GOOD)
                .bill("2026-11-01/sub/a.csv", GOOD)
                .write("landing/shpo/2026-11-01/a.csv", "x");

        RunningRecon run = inputs.runBills();

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.errors().lines())
                .containsExactly(
                        "recon: "
                                + inputs.landing().resolve("shpo")
                                + " is not read: only the directories of configured channels are"
                                + " (shop)",
                        "recon: shop: "
                                + inputs.landing().resolve("shop/2026-11-01/sub")
                                + " is ignored: a bill's directory has files and directories vN",
                        "recon: shop: 1 directory is of a day before the first day 2026-11-01 and"
                                + " is not read");
    }

    @Test
    void aBillThatIsALinkToNowhereFailsTheRunByItsName() throws IOException {
        inputs.bill("2026-11-01/a.csv", GOOD).write("out/bill_files.csv", "of an earlier run");
        Files.createSymbolicLink(
                inputs.landing().resolve("shop/2026-11-01/b.csv"), Path.of("gone"));

        RunningRecon run = inputs.runBills();

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors())
                .isEqualTo(
                        "recon: the bills cannot be read: "
                                + inputs.landing().resolve("shop/2026-11-01/b.csv")
                                + " is a symbolic link that leads nowhere\n");
        assertThat(inputs.written()).containsExactly("bill_files.csv");
        assertThat(inputs.out().resolve("bill_files.csv")).hasContent("of an earlier run");
    }

    @Test
    void everyProblemOfTheArgumentsIsToldAtOnce() throws IOException {
        inputs.write("recon.yaml", "channels: { shop: { format: none, zone: Mars } }");

        RunningRecon run =
                inputs.runBills(
                        "--bills",
                        inputs.path("none").toString(),
                        "--out",
                        inputs.path("recon.yaml").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("channels.shop.zone", "\"Mars\""),
                        line -> assertThat(line).contains("channels.shop.format", "\"none\""),
                        line -> assertThat(line).endsWith("none: there is no such directory"),
                        line -> assertThat(line).endsWith("is a file, a directory is needed"));
    }

    @Test
    void aRefusedRunMakesNoDirectory() throws IOException {
        Path out = inputs.path("made/by/the run");

        assertThat(inputs.runBills("--bills", "none", "--out", out.toString()).exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(inputs.path("made")).doesNotExist();
        assertThat(inputs.runBills("--out", out.toString()).exitCode()).isEqualTo(ExitCode.OK);
        assertThat(out.resolve("bill_lines.csv")).exists();
    }

    private static String behindTheTable(String output) {
        return output.substring(output.lastIndexOf("--\n") + 3);
    }
}
