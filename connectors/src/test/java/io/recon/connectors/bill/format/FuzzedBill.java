package io.recon.connectors.bill.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.bill.format.BillReader.TotalsCheck;
import io.recon.connectors.bill.format.template.BillTemplate;
import io.recon.connectors.bill.format.template.TemplateConverter;
import io.recon.connectors.bill.format.template.TemplateException;
import io.recon.connectors.bill.proof.ChannelBills;
import io.recon.connectors.bill.proof.FormatBillProver;
import io.recon.connectors.bill.proof.TestingProofs;
import io.recon.connectors.bill.proof.TestingProofs.Proven;
import io.recon.connectors.config.Quoted;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord.Cell;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.Line;
import io.recon.model.bill.BillRecord.OtherLines;
import io.recon.model.bill.BillRecord.Reject;
import io.recon.model.bill.LinePosition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What holds for whatever bytes lie where a channel's bill is expected. Fuzz tests ask it of every
 * input: what is read adds up, a file is refused only by a word, and no more memory is taken than
 * its size gives reason for.
 */
public final class FuzzedBill {
    /** Small, so that inputs of few bytes reach them. */
    public static final BillLimits LIMITS = new BillLimits(1 << 20, 4 << 10, 16, 100);

    /** What a file may take in all, however short. */
    private static final long FREE_BYTES = 16 << 20;

    /** What each byte of it may take in all, an entry of few bytes among them. */
    private static final long BYTES_PER_BYTE = 4 << 10;

    private static final LocalDate DAY = BillFormatContract.DAY;

    private final String name;
    private final BillConverter converter;
    private final BillContext context;
    private final TestingProofs proofs;
    private final Path path;

    /** What a reader made of a file: entries, or a refusal. */
    public record Reading(
            List<BillEntry> entries, TotalsCheck totals, UnreadableBillException refusal) {
        public boolean isRefused() {
            return refusal != null;
        }
    }

    /**
     * @param name the name under which the bytes landed
     */
    public FuzzedBill(ChannelBills channel, String name) {
        ChannelBills bills = channel.withLimits(LIMITS);
        this.name = name;
        this.converter = converterOf(bills);
        this.context =
                new BillContext(
                        bills.channel(),
                        ZoneId.of(bills.zone()),
                        bills.account(),
                        bills.accounts(),
                        LIMITS);
        try {
            Path directory = Files.createTempDirectory("fuzzed");
            this.path = directory.resolve("landing.bytes");
            this.proofs = new TestingProofs(directory, FormatBillProver.of(bills), DAY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BillConverter converterOf(ChannelBills bills) {
        if (bills.template().isEmpty()) {
            return BillConverters.all().get(bills.format());
        }
        try {
            String file = "formats/" + bills.format() + ".yaml";
            return new TemplateConverter(BillTemplate.read(file, bills.template()));
        } catch (TemplateException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Reads and proves a file, and holds one against the other; gives what was read. */
    public Reading check(byte[] content) throws IOException {
        Files.write(path, content);
        Reading reading = read();
        boolean isPlain = !isArchive(content);
        Proven proven = proofs.prove(name, path);
        if (isPlain) {
            AllocatedBytes.assertAtMost(
                    FREE_BYTES + BYTES_PER_BYTE * content.length,
                    () -> assertThat(proofs.prove(name, path)).isEqualTo(proven));
        }
        assertAgrees(proven, reading);
        assertAddsUp(proven);
        assertPlacesRise(reading, isPlain ? 1 + newLines(content) : Long.MAX_VALUE);
        proven.rejects().forEach(FuzzedBill::assertIsToldOnOneLine);
        if (isPlain) {
            Files.write(path, inTwoParts(content));
            Proven ofParts = proofs.prove(name + ".gz", path);
            assertThat(saidBy(ofParts)).isEqualTo(saidBy(proven));
            assertThat(ofParts.report().content()).isEqualTo(proven.report().content());
            assertThat(ofParts.error()).isEqualTo(proven.error());
        }
        return reading;
    }

    private Reading read() throws IOException {
        BillFile file = new BillFile(Math.toIntExact(DAY.toEpochDay()), 1, name, path);
        List<BillEntry> entries = new ArrayList<>();
        try (BillReader reader = converter.open(file, context)) {
            for (BillEntry entry = reader.next(); entry != null; entry = reader.next()) {
                entries.add(entry);
            }
            return new Reading(entries, reader.totals(), null);
        } catch (UnreadableBillException e) {
            return new Reading(List.of(), TotalsCheck.NONE, e);
        }
    }

    private static boolean isArchive(byte[] content) {
        return content.length > 1
                && ((content[0] == 'P' && content[1] == 'K')
                        || (content[0] == 0x1f && content[1] == (byte) 0x8b));
    }

    /** The same bytes as two parts of one gzip file, cut within a line. */
    private static byte[] inTwoParts(byte[] content) {
        int cut = content.length / 3;
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        parts.writeBytes(TestingArchives.gzip(Arrays.copyOf(content, cut)));
        parts.writeBytes(TestingArchives.gzip(Arrays.copyOfRange(content, cut, content.length)));
        return parts.toByteArray();
    }

    /** Every entry of the reader is in the proof, and nothing else; it was read twice by then. */
    private void assertAgrees(Proven proven, Reading reading) {
        if (reading.isRefused()) {
            assertThat(proven.error()).isEqualTo(reading.refusal().error().word());
            assertThat(proven.reason()).isEqualTo(Quoted.plain(reading.refusal().getMessage()));
            assertThat(proven.lines()).isEmpty();
            assertThat(proven.report().content()).isEqualTo(FileContent.EMPTY);
            return;
        }
        List<Line> lines = new ArrayList<>();
        List<String> rejects = new ArrayList<>();
        Map<String, Long> others = new TreeMap<>();
        for (BillEntry entry : reading.entries()) {
            if (entry instanceof BillEntry.Other other) {
                others.merge(other.currency(), 1L, Long::sum);
            } else if (entry instanceof BillEntry.Rejected rejected) {
                String reason = rejected.error().word() + ": " + rejected.detail();
                rejects.add(rejected.position() + " " + Quoted.plain(reason));
            } else {
                BillEntry.Detail detail = (BillEntry.Detail) entry;
                assertThat(detail.key().number()).isNotEmpty();
                lines.add(new Line(detail.key(), detail.line(), 1));
            }
        }
        assertThat(proven.lines()).isEqualTo(lines);
        assertThat(proven.rejects())
                .extracting(reject -> reject.position() + " " + reject.reason())
                .isEqualTo(rejects);
        assertThat(proven.report().content().other())
                .isEqualTo(
                        others.entrySet().stream()
                                .map(other -> new OtherLines(other.getKey(), other.getValue()))
                                .toList());
        assertThat(proven.report().totals()).isEqualTo(reading.totals().totals());
    }

    /** The file's report against the records that go out before it. */
    private static void assertAddsUp(Proven proven) {
        Map<List<Object>, Cell> sums = new HashMap<>();
        for (Line line : proven.lines()) {
            BillLine bill = line.line();
            String currency = bill.amount().currency();
            sums.merge(
                    List.of(line.key().account(), currency, line.key().type()),
                    new Cell(
                            line.key().account(),
                            currency,
                            line.key().type(),
                            1,
                            bill.amount().minor(),
                            bill.feeMinor()),
                    FuzzedBill::sum);
        }
        FileContent content = proven.report().content();
        assertThat(content.cells()).containsExactlyInAnyOrderElementsOf(sums.values());
        boolean isRefused = isWhole(proven);
        assertThat(content.rejected()).isEqualTo(isRefused ? 0 : proven.rejects().size());
        assertThat(proven.report().isProven())
                .isEqualTo(proven.error().isEmpty() && proven.rejects().isEmpty());
    }

    private static Cell sum(Cell a, Cell b) {
        return new Cell(
                a.account(),
                a.currency(),
                a.type(),
                a.count() + b.count(),
                Math.addExact(a.amountMinor(), b.amountMinor()),
                Math.addExact(a.feeMinor(), b.feeMinor()));
    }

    /** No line is given twice, and none that is not there. */
    private static void assertPlacesRise(Reading reading, long mostLines) {
        Map<String, Long> last = new HashMap<>();
        for (BillEntry entry : reading.entries()) {
            LinePosition at = positionOf(entry);
            if (at.line() > 0) {
                assertThat(at.line()).isLessThanOrEqualTo(mostLines);
                Long before = last.put(at.file(), at.line());
                assertThat(before == null || before < at.line()).as("%s", at).isTrue();
            }
        }
    }

    private static LinePosition positionOf(BillEntry entry) {
        if (entry instanceof BillEntry.Detail detail) {
            return detail.line().position();
        }
        return entry instanceof BillEntry.Other other
                ? other.position()
                : ((BillEntry.Rejected) entry).position();
    }

    private static void assertIsToldOnOneLine(Reject reject) {
        assertThat(reject.raw().length()).isLessThanOrEqualTo(500);
        assertThat(reject.reason()).matches("(?s)[a-z_]+: .+");
        assertThat(reject.reason().chars().filter(Character::isISOControl).count())
                .as(reject.reason())
                .isZero();
    }

    /** What was read, but for the name of the file that it was read from. */
    private static List<String> saidBy(Proven proven) {
        List<String> said = new ArrayList<>();
        for (Line line : proven.lines()) {
            said.add(line.key() + " " + line.line().identity() + " " + line.line().feeMinor());
        }
        for (Reject reject : proven.rejects()) {
            said.add(reject.position().line() + " " + reject.raw());
        }
        return said;
    }

    /** How many line feeds there are. */
    public static long newLines(byte[] content) {
        long count = 0;
        for (byte b : content) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    private static boolean isWhole(Proven proven) {
        return !proven.error().isEmpty() && !proven.error().equals("totals_mismatch");
    }
}
