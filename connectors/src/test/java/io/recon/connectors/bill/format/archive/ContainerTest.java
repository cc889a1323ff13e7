package io.recon.connectors.bill.format.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillLimits;
import io.recon.connectors.bill.format.TestingArchives;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.UnreadableInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are not what they say they are. */
class ContainerTest {
    private static final BillLimits LIMITS = new BillLimits(4 << 20, 1024, 10, 100);
    private static final byte[] TEXT = "a line of a bill\n".repeat(100).getBytes(US_ASCII);

    @TempDir private Path directory;

    /** All members' texts by their names, or what is wrong. */
    private Map<String, String> read(String name, byte[] bytes) throws UnreadableBillException {
        try {
            Path path = Files.write(directory.resolve("landed"), bytes);
            Map<String, String> texts = new LinkedHashMap<>();
            try (Container container = Container.open(new BillFile(1, 1, name, path), LIMITS)) {
                for (Container.Member member : container.members()) {
                    try (InputStream in = member.open()) {
                        texts.put(member.name(), new String(in.readAllBytes(), UTF_8));
                    }
                }
            }
            return texts;
        } catch (UnreadableInput e) {
            throw e.reason();
        } catch (IOException e) {
            throw new AssertionError("the machine is not to blame", e);
        }
    }

    private void assertRefused(byte[] bytes, BillError error, String detail) {
        assertThatThrownBy(() -> read("bill.zip", bytes))
                .isInstanceOfSatisfying(
                        UnreadableBillException.class,
                        e -> {
                            assertThat(e.error()).isEqualTo(error);
                            assertThat(e.detail()).contains(detail);
                        });
    }

    /** A zip written by hand, so that each of its claims can be a lie. */
    private static final class ZipBytes {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final ByteArrayOutputStream directoryBytes = new ByteArrayOutputStream();
        private int count;
        private int claimedCount = -1;

        ZipBytes entry(byte[] name, byte[] content) {
            return entry(name, content, content.length, crc(content), 0, 8, body.size());
        }

        ZipBytes entry(
                byte[] name, byte[] content, long size, long crc, int flags, int method, int at) {
            byte[] packed = method == 8 ? deflated(content) : content;
            int offset = body.size();
            byte[] local = new byte[30];
            describe(
                    header(local, 0x04034b50),
                    4,
                    flags,
                    method,
                    crc,
                    packed.length,
                    size,
                    name.length);
            body.writeBytes(local);
            body.writeBytes(name);
            body.writeBytes(packed);
            byte[] central = new byte[46];
            ByteBuffer entry = header(central, 0x02014b50);
            describe(entry, 6, flags, method, crc, packed.length, size, name.length);
            entry.putInt(42, at == offset ? offset : at);
            directoryBytes.writeBytes(central);
            directoryBytes.writeBytes(name);
            count++;
            return this;
        }

        private static ByteBuffer header(byte[] bytes, int signature) {
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(0, signature);
        }

        private static void describe(
                ByteBuffer header,
                int from,
                int flags,
                int method,
                long crc,
                int packed,
                long size,
                int nameLength) {
            header.putShort(from, (short) 20);
            header.putShort(from + 2, (short) flags);
            header.putShort(from + 4, (short) method);
            header.putInt(from + 10, (int) crc);
            header.putInt(from + 14, packed);
            header.putInt(from + 18, (int) size);
            header.putShort(from + 22, (short) nameLength);
        }

        int size() {
            return body.size();
        }

        /** Takes an entry out of the directory. */
        ZipBytes without(String name) {
            byte[] directory = directoryBytes.toByteArray();
            directoryBytes.reset();
            int length = 46 + name.length();
            for (int at = 0; at < directory.length; at += length) {
                if (directory[at + 46] != name.charAt(0)) {
                    directoryBytes.write(directory, at, length);
                }
            }
            count--;
            return this;
        }

        ZipBytes claiming(int entries) {
            claimedCount = entries;
            return this;
        }

        byte[] bytes() {
            byte[] record = new byte[22];
            ByteBuffer end = header(record, 0x06054b50);
            int claimed = claimedCount < 0 ? count : claimedCount;
            end.putShort(8, (short) claimed);
            end.putShort(10, (short) claimed);
            end.putInt(12, directoryBytes.size());
            end.putInt(16, body.size());
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(body.toByteArray());
            all.writeBytes(directoryBytes.toByteArray());
            all.writeBytes(record);
            return all.toByteArray();
        }
    }

    private static long crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    @Test
    void readsNamesInGbkAndSkipsWhatIsNoFile() throws UnreadableBillException {
        byte[] chinese = "业务明细.csv".getBytes(Charset.forName("GBK"));

        Map<String, String> texts =
                read(
                        "bill.zip",
                        new ZipBytes()
                                .entry(ascii("__MACOSX/._a"), TEXT)
                                .entry(ascii("a/.DS_Store"), TEXT)
                                .entry(ascii("a/"), new byte[0])
                                .entry(chinese, TEXT)
                                .bytes());

        assertThat(texts).containsOnly(Map.entry("业务明细.csv", new String(TEXT, US_ASCII)));
    }

    @Test
    void looksAtTheBytesNotAtTheName() throws UnreadableBillException {
        byte[] zip = new ZipBytes().entry(ascii("a.csv"), TEXT).bytes();

        assertThat(read("bill.csv", zip)).containsOnlyKeys("a.csv");
        assertThat(read("bill", TestingArchives.gzip(TEXT))).containsOnlyKeys("bill");
        assertThat(read("v2/bill.csv", TEXT)).containsOnlyKeys("bill.csv");
        assertRefused(TEXT, BillError.ARCHIVE_CORRUPT, "named like an archive");
        assertRefused(new byte[2], BillError.ARCHIVE_TRUNCATED, "only 2 bytes");
    }

    @Test
    void readsStoredEntriesAndArchivesWithoutEntries() throws UnreadableBillException {
        byte[] stored =
                new ZipBytes().entry(ascii("a"), TEXT, TEXT.length, crc(TEXT), 0, 0, 0).bytes();

        assertThat(read("bill.zip", stored)).containsOnlyKeys("a");
        assertThat(read("bill.zip", new ZipBytes().bytes())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a.csv",
                "a/../../b",
                "/etc/passwd",
                "C:\\a.csv",
                "C:a.csv",
                "a\\..\\b",
                "..",
                "a\nb",
                "\u0001"
            })
    void refusesANameThatLeadsElsewhere(String name) {
        byte[] zip = new ZipBytes().entry(ascii("ok"), TEXT).entry(ascii(name), TEXT).bytes();

        assertRefused(zip, BillError.UNSAFE_ENTRY_NAME, "entry name");
    }

    @Test
    void readsANameWithDotsThatLeadsNowhere() throws UnreadableBillException {
        byte[] zip = new ZipBytes().entry(ascii("a..b/c...csv"), TEXT).bytes();

        assertThat(read("bill.zip", zip)).containsOnlyKeys("a..b/c...csv");
    }

    @Test
    void refusesAnEntryThatIsLongerOrShorterThanItClaims() {
        long crc = crc(TEXT);
        for (int lie : new int[] {-1, 1, -1_000, 1_000}) {
            byte[] zip =
                    new ZipBytes().entry(ascii("a"), TEXT, TEXT.length + lie, crc, 0, 8, 0).bytes();
            assertRefused(zip, BillError.ARCHIVE_CORRUPT, "claims " + (TEXT.length + lie));
        }
    }

    @Test
    void refusesAnEntryWithAnotherChecksum() {
        byte[] zip = new ZipBytes().entry(ascii("a"), TEXT, TEXT.length, 7, 0, 8, 0).bytes();

        assertRefused(zip, BillError.ARCHIVE_CORRUPT, "checksum");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18, 22})
    void refusesAnEntryThatClaimsOtherThanTheDirectory(int offset) {
        byte[] zip = new ZipBytes().entry(ascii("a"), TEXT).bytes();
        zip[offset]++;

        assertRefused(zip, BillError.ARCHIVE_CORRUPT, "and the archive's directory another");
    }

    @Test
    void refusesAnEncryptedEntry() {
        byte[] zip =
                new ZipBytes().entry(ascii("a"), TEXT, TEXT.length, crc(TEXT), 1, 8, 0).bytes();

        assertRefused(zip, BillError.ARCHIVE_CORRUPT, "encrypted");
    }

    @Test
    void refusesAnUnknownMethod() {
        byte[] zip =
                new ZipBytes().entry(ascii("a"), TEXT, TEXT.length, crc(TEXT), 0, 14, 0).bytes();

        assertRefused(zip, BillError.ARCHIVE_CORRUPT, "method 14");
    }

    @Test
    void refusesArchivesWithinArchives() {
        byte[] inner = new ZipBytes().entry(ascii("a"), TEXT).bytes();

        assertRefused(
                new ZipBytes().entry(ascii("b"), inner).bytes(),
                BillError.ARCHIVE_CORRUPT,
                "archive within an archive");
        assertRefused(
                TestingArchives.gzip(TestingArchives.gzip(TEXT)),
                BillError.ARCHIVE_CORRUPT,
                "archive within an archive");
    }

    @Test
    void refusesTooManyEntriesWhateverTheEndSays() {
        ZipBytes eleven = new ZipBytes();
        for (int i = 0; i < 11; i++) {
            eleven.entry(ascii("e" + i), TEXT);
        }
        ZipBytes many = new ZipBytes();
        for (int i = 0; i < 60_000; i++) {
            many.entry(ascii("e" + i), new byte[0]);
        }

        assertRefused(eleven.bytes(), BillError.ARCHIVE_TOO_LARGE, "11 entries");
        assertRefused(eleven.claiming(1).bytes(), BillError.ARCHIVE_TOO_LARGE, "11 entries");
        assertRefused(many.claiming(1).bytes(), BillError.ARCHIVE_TOO_LARGE, "directory");
    }

    @Test
    void refusesABomb() {
        byte[] zeros = new byte[3 << 20];
        byte[] tooLong = new byte[5 << 20];
        byte[] lying =
                new ZipBytes().entry(ascii("a"), tooLong, 100, crc(tooLong), 0, 8, 0).bytes();

        assertRefused(
                new ZipBytes().entry(ascii("a"), zeros).bytes(),
                BillError.ARCHIVE_TOO_LARGE,
                "100 times");
        assertRefused(
                new ZipBytes().entry(ascii("a"), tooLong).bytes(),
                BillError.ARCHIVE_TOO_LARGE,
                "claims 5242880 bytes");
        assertRefused(lying, BillError.ARCHIVE_CORRUPT, "holds more");
        assertRefused(TestingArchives.gzip(zeros), BillError.ARCHIVE_TOO_LARGE, "100 times");
    }

    @Test
    void refusesAGzipThatUnpacksToMoreThanTheLimit() {
        byte[] noise = new byte[5 << 20];
        new java.util.Random(3).nextBytes(noise);

        assertRefused(
                TestingArchives.gzip(noise), BillError.ARCHIVE_TOO_LARGE, "more than 4194304");
    }

    @Test
    void refusesEntriesThatShareTheirBytes() {
        byte[] zip =
                new ZipBytes()
                        .entry(ascii("a"), TEXT)
                        .entry(ascii("b"), TEXT, TEXT.length, crc(TEXT), 0, 8, 0)
                        .bytes();

        assertRefused(zip, BillError.ARCHIVE_CORRUPT, "overlap");
    }

    @Test
    void refusesAnArchiveThatAnotherOneWasAppendedTo() {
        byte[] first = new ZipBytes().entry(ascii("a"), TEXT).bytes();
        byte[] second = new ZipBytes().entry(ascii("b"), TEXT).bytes();

        assertRefused(joined(first, second), BillError.ARCHIVE_CORRUPT, "before its first entry");
    }

    @Test
    void refusesAnArchiveWithSomethingBehindItsEnd() {
        byte[] zip = new ZipBytes().entry(ascii("a"), TEXT).bytes();

        assertRefused(joined(zip, ascii("more")), BillError.ARCHIVE_CORRUPT, "behind its end");
    }

    @Test
    void refusesAnArchiveWhoseDirectoryHasLostAnEntry() {
        for (String lost : List.of("a", "b", "c")) {
            byte[] zip =
                    new ZipBytes()
                            .entry(ascii("a"), TEXT)
                            .entry(ascii("b"), TEXT)
                            .entry(ascii("c"), TEXT)
                            .without(lost)
                            .bytes();

            assertRefused(zip, BillError.ARCHIVE_CORRUPT, "bytes of no entry");
        }
    }

    @Test
    void readsAnArchiveThatWasWrittenAsAStreamAndHasAComment() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setComment("a comment");
            for (String name : List.of("a", "b")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(TEXT);
                zip.closeEntry();
            }
        }

        assertThat(read("bill.zip", bytes.toByteArray())).containsOnlyKeys("a", "b");
    }

    @Test
    void refusesEntriesThatTogetherUnpackToTooMuch() {
        ZipBytes zip = new ZipBytes();
        for (int i = 0; i < 5; i++) {
            zip.entry(ascii("entry" + i), TEXT, LIMITS.entryBytes(), crc(TEXT), 0, 8, zip.size());
        }

        assertRefused(zip.bytes(), BillError.ARCHIVE_TOO_LARGE, "16777216 bytes together");
    }

    @Test
    void refusesTwoEntriesOfOneName() {
        byte[] name = ascii("a.csv");
        byte[] zip = new ZipBytes().entry(name, TEXT).entry(name, TEXT).bytes();

        assertRefused(zip, BillError.ARCHIVE_CORRUPT, "two entries \"a.csv\"");
    }

    @Test
    void readsAGzipOfSeveralParts() throws UnreadableBillException {
        byte[] part = TestingArchives.gzip(TEXT);

        assertThat(read("bill.gz", joined(part, part)).get("bill")).hasSize(2 * TEXT.length);
    }

    @Test
    void refusesAGzipWithGarbageBehindIt() {
        byte[] gzip = TestingArchives.gzip(TEXT);

        assertRefused(Arrays.copyOf(gzip, gzip.length + 9), BillError.ARCHIVE_CORRUPT, "unpacked");
    }

    @Test
    void refusesAGzipThatEndsWithinItsHeader() {
        byte[] gzip = Arrays.copyOf(TestingArchives.gzip(TEXT), 5);

        assertRefused(gzip, BillError.ARCHIVE_TRUNCATED, "ends within its header");
    }

    @Test
    void refusesAGzipWithAnotherChecksum() {
        byte[] gzip = TestingArchives.gzip(TEXT);
        gzip[gzip.length - 6]++;

        assertRefused(gzip, BillError.ARCHIVE_CORRUPT, "CRC");
    }

    @Test
    void neverBlamesTheMachineForADamagedArchive() {
        byte[] zip = new ZipBytes().entry(ascii("a"), TEXT).entry(ascii("b/c.csv"), TEXT).bytes();
        byte[] gzip = TestingArchives.gzip(TEXT);
        List<byte[]> damaged = new ArrayList<>();
        for (int at = 0; at < zip.length; at++) {
            for (int value : new int[] {0, 0x7f, 0xff}) {
                byte[] copy = zip.clone();
                copy[at] = (byte) value;
                damaged.add(copy);
            }
        }
        for (int at = 0; at < gzip.length; at++) {
            byte[] copy = gzip.clone();
            copy[at] ^= (byte) 0x55;
            damaged.add(copy);
        }
        for (byte[] bytes : damaged) {
            try {
                for (String text : read("bill.bin", bytes).values()) {
                    assertThat(text).isNotNull();
                }
            } catch (UnreadableBillException e) {
                assertThat(e.error())
                        .isIn(
                                BillError.ARCHIVE_CORRUPT,
                                BillError.ARCHIVE_TRUNCATED,
                                BillError.ARCHIVE_TOO_LARGE,
                                BillError.UNSAFE_ENTRY_NAME);
            }
        }
    }

    @Test
    void blamesTheMachineWhereTheFileIsGone() {
        BillFile gone = new BillFile(1, 1, "bill.zip", directory.resolve("gone"));

        assertThatThrownBy(() -> Container.open(gone, LIMITS))
                .isInstanceOf(NoSuchFileException.class);
    }
}
