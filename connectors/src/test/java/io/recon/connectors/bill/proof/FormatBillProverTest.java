package io.recon.connectors.bill.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.proof.TestingProofs.Proven;
import io.recon.model.MinorUnits;
import io.recon.model.bill.BillRecord.OtherLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatBillProverTest {
    private static final LocalDate DAY = LocalDate.of(2026, 9, 15);
    private static final String TEMPLATE =
            """
            csv: { header: false }
            skip-when: { column: 1, in: [skip] }
            account: { column: 1 }
            txn-type: { column: 2, map: { P: PAYMENT, R: REFUND } }
            txn-no: { column: 3 }
            amount: { column: 4, unit: minor }
            currency: { constant: EUR }
            time: { column: 5, pattern: "yyyy-MM-dd" }
            """;
    private static final ChannelBills BILLS =
            ChannelBills.templated("acme", "t", TEMPLATE, ZoneId.of("UTC"));

    @TempDir private Path directory;

    private Proven prove(BillProver prover, String text) {
        return new TestingProofs(directory, prover, DAY).prove("a.csv", text.getBytes(UTF_8));
    }

    private static String line(String account, String type, String number) {
        return account + "," + type + "," + number + ",5,2026-09-15\n";
    }

    @Test
    void givesTheSameFromMemoryAndFromDisk() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(i % 97 == 0 ? "broken\n" : line("a" + i % 3, "P", "n" + i));
        }

        Proven inMemory = prove(FormatBillProver.of(BILLS, 64 << 20), text.toString());
        Proven onDisk = prove(FormatBillProver.of(BILLS, 16 << 10), text.toString());

        assertThat(onDisk).isEqualTo(inMemory);
        assertThat(onDisk.lines()).hasSize(20_000 - 207);
        assertThat(onDisk.rejects()).hasSize(207);
        assertThat(onDisk.report().content().rejected()).isEqualTo(207);
    }

    @Test
    void spoolsToDiskOnlyWhatMemoryDoesNotHold() throws IOException {
        Proven one = prove(FormatBillProver.of(BILLS), line("a", "P", "1"));
        try (RecordSpool small = new RecordSpool(1 << 20);
                RecordSpool large = new RecordSpool(100)) {
            for (int i = 0; i < 100; i++) {
                small.write(one.lines().get(0));
                large.write(one.lines().get(0));
            }
            assertThat(small.isOnDisk()).isFalse();
            assertThat(large.isOnDisk()).isTrue();
            for (int round = 0; round < 2; round++) {
                RecordSpool.Cursor cursor = large.read();
                for (int i = 0; i < 100; i++) {
                    assertThat(cursor.next()).isEqualTo(one.lines().get(0));
                }
                assertThat(cursor.next()).isNull();
            }
        }
    }

    @Test
    void rejectsWhatComesAfterTheThousandthLineOfOneTransaction() {
        StringBuilder text = new StringBuilder(line("skip", "P", "1"));
        for (int i = 0; i < 1_000; i++) {
            text.append(line("a", "P", "much")).append(line("a", "R", "much"));
            text.append(line("a", "P", "n" + i)).append(line("b", "P", "much"));
        }
        text.append("broken\n");
        Proven allowed = prove(FormatBillProver.of(BILLS), text.toString());
        text.append(line("a", "P", "much")).append(line("a", "P", "last"));
        text.append(line("a", "P", "much"));
        Proven excess = prove(FormatBillProver.of(BILLS), text.toString());

        assertThat(allowed.rejects()).hasSize(1);
        assertThat(excess.rejects()).hasSize(3);
        assertThat(excess.rejects().get(1).reason())
                .startsWith("line_inconsistent: the PAYMENT \"much\" of account a has 1000 lines");
        assertThat(excess.rejects().get(2).position().line()).isEqualTo(4_005);
        assertThat(excess.lines()).hasSize(4_001);
        assertThat(excess.report().content().rejected()).isEqualTo(3);
        assertThat(excess.report().content().other()).containsExactly(new OtherLines("EUR", 1));
        assertThat(excess.report().content().cells().get(0).count()).isEqualTo(2_001);
    }

    @Test
    void shortensWhatItShowsOfALine() {
        Proven proven = prove(FormatBillProver.of(BILLS), "x".repeat(499) + "𠮷𠮷\n");

        assertThat(proven.rejects().get(0).raw()).isEqualTo("x".repeat(499));
    }

    @Test
    void rejectsAFileWhoseSumsAreTooLarge() {
        String large = line("a", "P", "1").replace(",5,", "," + MinorUnits.MOST_OF_ONE + ",");
        int tooMany = (int) (Long.MAX_VALUE / MinorUnits.MOST_OF_ONE) + 1;

        Proven proven = prove(FormatBillProver.of(BILLS), large.repeat(tooMany));
        Proven ofTwo =
                prove(
                        FormatBillProver.of(BILLS),
                        large.repeat(tooMany / 2 + 1)
                                + large.replace("a,P", "b,P").repeat(tooMany / 2 + 1));

        assertThat(proven.error()).isEqualTo("bad_amount");
        assertThat(proven.lines()).isEmpty();
        assertThat(ofTwo.error()).isEqualTo("bad_amount");
    }

    @Test
    void rejectsAFileWithAccountsWithoutEnd() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_001; i++) {
            text.append(line("a" + i, "P", "n"));
        }

        assertThat(prove(FormatBillProver.of(BILLS), text.toString()).error())
                .isEqualTo("line_inconsistent");
    }

    @Test
    void travelsAsWhatTheConfigurationSays() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(FormatBillProver.of(BILLS));
        }
        BillProver arrived;
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            arrived = (BillProver) in.readObject();
        }

        assertThat(prove(arrived, line("a", "P", "1")).lines()).hasSize(1);
    }

    @Test
    void refusesAFormatThatItDoesNotKnow() {
        assertThatThrownBy(
                        () ->
                                FormatBillProver.of(
                                        ChannelBills.builtIn("a", "alipay", ZoneId.of("UTC"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "channel a has the format alipay, the built-in ones are alipay-trade");
    }

    @Test
    void failsByTheFilesNameWhereTheMachineFails() {
        BillFile gone = new BillFile(1, 1, "a.csv", directory.resolve("gone"));

        assertThatThrownBy(() -> FormatBillProver.of(BILLS).prove(gone))
                .hasMessage("bill file acme/1970-01-02/a.csv cannot be proven")
                .hasCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void leavesNothingOnDisk() throws IOException {
        Map<String, Integer> before = spools();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append(line("a", "P", "n" + i));
        }
        prove(FormatBillProver.of(BILLS, 1 << 10), text.toString());
        prove(FormatBillProver.of(BILLS, 1 << 10), text + "\0");

        assertThat(spools()).isEqualTo(before);
    }

    private static Map<String, Integer> spools() throws IOException {
        Map<String, Integer> spools = new HashMap<>();
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (var files = Files.newDirectoryStream(temporary, "recon-bill-*.spool")) {
            files.forEach(file -> spools.put(file.getFileName().toString(), 1));
        }
        return spools;
    }
}
