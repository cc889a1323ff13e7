package io.recon.connectors.bill.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.bill.proof.ChannelBills;
import io.recon.connectors.bill.proof.FormatBillProver;
import io.recon.connectors.bill.proof.TestingProofs;
import io.recon.connectors.bill.proof.TestingProofs.Proven;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.Line;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds for every bill format, however hostile a file. A format's test extends this and says
 * how a good file of it looks.
 */
public abstract class BillFormatContract {
    /** The bill day of all files. */
    protected static final LocalDate DAY = LocalDate.of(2026, 9, 15);

    private static final int LINE_BYTES = 4 << 10;

    @TempDir private Path directory;

    /** The channel's bills, with the default limits and all accounts accepted. */
    protected abstract ChannelBills bills();

    /** The name of a plain file. */
    protected abstract String name();

    /** A good file of that name with at least two payments or refunds and nothing rejected. */
    protected abstract byte[] goodFile();

    /** The account of the good file. */
    protected abstract String account();

    /** Proves a file of this format. */
    protected final Proven prove(String name, byte[] content) {
        return prove(bills(), name, content);
    }

    protected final Proven prove(ChannelBills bills, String name, byte[] content) {
        return new TestingProofs(directory, FormatBillProver.of(bills), DAY).prove(name, content);
    }

    /** Whether a file without any byte is a bill of this format that has no lines. */
    protected boolean takesEmptyFiles() {
        return false;
    }

    @Test
    void provesAGoodFile() {
        Proven proven = prove(name(), goodFile());

        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.lines()).hasSizeGreaterThan(1);
        assertThat(proven.report().isProven()).isTrue();
        assertThat(proven.report().file()).isEqualTo(name());
        assertThat(proven.lines()).allMatch(line -> line.key().account().equals(account()));
        assertThat(proven.lines())
                .allMatch(line -> line.line().position().file().equals(name()))
                .allMatch(line -> line.day() == DAY.toEpochDay());
    }

    @Test
    void readsTheSameFromAnyContainer() {
        Proven plain = prove(name(), goodFile());
        Proven gzip = prove(name() + ".gz", TestingArchives.gzip(goodFile()));
        Proven zip = prove("bill.zip", TestingArchives.zip("目录/" + name(), goodFile()));

        assertThat(gzip.report().content()).isEqualTo(plain.report().content());
        assertThat(zip.report().content()).isEqualTo(plain.report().content());
        assertThat(zip.lines().get(0).line().position().file()).isEqualTo("bill.zip");
        assertThat(gzip.lines().get(0).line().position().line())
                .isEqualTo(plain.lines().get(0).line().position().line());
    }

    @Test
    void namesTheEntryWhereSeveralHoldLines() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("b/" + name(), goodFile());
        entries.put("a/" + name(), goodFile());

        Proven proven = prove("bill.zip", TestingArchives.zip(entries));

        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.lines())
                .extracting(line -> line.line().position().file())
                .contains("bill.zip#a/" + name(), "bill.zip#b/" + name())
                .doesNotContain("bill.zip");
        assertThat(proven.report().file()).isEqualTo("bill.zip");
    }

    @Test
    void anEmptyFileIsAnEmptyBillOnlyWhereTheFormatSaysSo() {
        Proven proven = prove(name(), new byte[0]);

        if (takesEmptyFiles()) {
            assertThat(proven.report().isProven()).isTrue();
            assertThat(proven.lines()).isEmpty();
        } else {
            assertRejectedWhole(proven, "missing_header", "no_detail_file");
        }
    }

    @Test
    void rejectsGarbageWhole() {
        byte[] garbage = new byte[5_000];
        new Random(7).nextBytes(garbage);

        assertRejectedWhole(prove(name(), garbage), "bad_encoding", "missing_header");
    }

    @Test
    void rejectsUtf16Whole() {
        String text = new String(goodFile(), UTF_8);
        byte[] withMark = ("\uFEFF" + text).getBytes(UTF_16LE);

        assertRejectedWhole(prove(name(), withMark), "bad_encoding");
        assertRejectedWhole(
                prove(name(), "Date,Type,Amount\r\n".repeat(99).getBytes(UTF_16LE)),
                "bad_encoding");
    }

    @Test
    void rejectsATextWithANulWhole() {
        byte[] file = goodFile();
        file[file.length - 10] = 0;

        assertRejectedWhole(prove(name(), file), "bad_encoding");
    }

    @Test
    void losesNoLinesThatEndWithCarriageReturnsAlone() {
        String text = new String(goodFile(), ISO_8859_1).replace("\r\n", "\n");

        Proven proven = prove(name(), text.replace('\n', '\r').getBytes(ISO_8859_1));

        assertThat(proven.lines()).isEmpty();
        assertThat(proven.report().isProven()).isFalse();
    }

    @Test
    void rejectsAFileWithATooLongLineWhole() {
        ChannelBills bills = bills().withLimits(new BillLimits(2L << 30, LINE_BYTES, 1_000, 1_000));
        byte[] tail = new byte[2 * LINE_BYTES];
        Arrays.fill(tail, (byte) 'x');
        byte[] file = Arrays.copyOf(goodFile(), goodFile().length + tail.length);
        System.arraycopy(tail, 0, file, goodFile().length, tail.length);

        assertThat(prove(bills, name(), goodFile()).report().isProven()).isTrue();
        assertRejectedWhole(prove(bills, name(), file), "line_too_long");
    }

    @Test
    void rejectsEveryTruncatedArchiveWhole() {
        byte[] zip = TestingArchives.zip(name(), goodFile());
        byte[] gzip = TestingArchives.gzip(goodFile());

        for (int length = 0; length < zip.length; length += 1 + zip.length / 40) {
            assertRejectedWhole(prove("bill.zip", Arrays.copyOf(zip, length)), "archive_truncated");
        }
        for (int length = 0; length < gzip.length; length += 1 + gzip.length / 40) {
            assertRejectedWhole(
                    prove(name() + ".gz", Arrays.copyOf(gzip, length)), "archive_truncated");
        }
    }

    @Test
    void neverLetsADamagedArchivePass() {
        byte[] zip = TestingArchives.zip(name(), goodFile());
        FileContent good = prove(name(), goodFile()).report().content();
        Random random = new Random(11);

        for (int round = 0; round < 300; round++) {
            byte[] damaged = zip.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Proven proven = prove("bill.zip", damaged);
            if (proven.report().isProven()) {
                // A bit of a time or of an attribute may flip, but none of a line.
                assertThat(proven.report().content()).isEqualTo(good);
            }
        }
    }

    @Test
    void neverFailsOnADamagedFile() {
        Random random = new Random(13);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = goodFile();
            for (int i = 0; i < 1 + round % 5; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Proven proven = prove(name(), damaged);
            long lines =
                    proven.report().content().cells().stream()
                            .mapToLong(cell -> cell.count())
                            .sum();
            assertThat(proven.lines()).hasSize((int) lines);
        }
    }

    @Test
    void countsNoLineOfAnotherAccount() {
        ChannelBills bills = bills().withAccounts(Set.of("somebody else"));

        Proven proven = prove(bills, name(), goodFile());

        assertThat(proven.lines()).isEmpty();
        assertThat(proven.report().isProven()).isFalse();
        assertThat(proven.rejects())
                .isNotEmpty()
                .allMatch(reject -> reject.reason().startsWith("wrong_merchant: "));
        assertThat(prove(bills().withAccounts(Set.of(account())), name(), goodFile()).lines())
                .isNotEmpty();
    }

    @Test
    void addsUpWhatItEmits() {
        Proven proven = prove(name(), goodFile());
        List<Long> amounts = new ArrayList<>();
        for (Line line : proven.lines()) {
            amounts.add(line.line().amount().minor());
        }

        assertThat(proven.report().content().cells().stream().mapToLong(c -> c.amountMinor()).sum())
                .isEqualTo(amounts.stream().mapToLong(Long::longValue).sum());
        assertThat(proven.report().content().cells().stream().mapToLong(c -> c.feeMinor()).sum())
                .isEqualTo(proven.lines().stream().mapToLong(l -> l.line().feeMinor()).sum());
    }

    /** A file of which nothing counts: one reject with line 0, and a report that says why. */
    protected static void assertRejectedWhole(Proven proven, String... errors) {
        assertThat(proven.error()).isIn((Object[]) errors);
        assertThat(proven.lines()).isEmpty();
        assertThat(proven.reason()).startsWith(proven.error() + ": ");
        assertThat(proven.rejects().get(0).position().line()).isZero();
        assertThat(proven.report().content()).isEqualTo(FileContent.EMPTY);
        assertThat(proven.report().isProven()).isFalse();
    }
}
