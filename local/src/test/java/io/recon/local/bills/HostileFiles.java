package io.recon.local.bills;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What a hostile or broken sender may make of a good bill file, and what is to be said of it. */
final class HostileFiles {
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_FLAGS = 8;
    private static final int CENTRAL_CHECKSUM = 16;
    private static final int CENTRAL_SIZE = 24;
    private static final int CENTRAL_OFFSET = 42;
    private static final int LOCAL_FLAGS = 6;
    private static final int LOCAL_HEADER_BYTES = 30;

    private static final int BOMB_BYTES = 64 << 20;
    private static final int LONG_LINE_BYTES = 16 << 20;
    private static final int MANY_LINES = 1_100_000;

    /** How much of a file must not count. */
    enum Extent {
        /** Nothing of it counts. */
        FILE,
        /** Some lines are rejected. The others count, though the totals may disagree. */
        LINES,
        /** Every line counts, and the totals disagree. */
        TOTALS
    }

    /**
     * One file.
     *
     * @param name what is done to the good file
     * @param fileName how it lands
     * @param errors the error words of which one is to be said; none where the totals say all
     */
    @SuppressWarnings("ArrayRecordComponent") // Files are not compared.
    record HostileFile(
            String name, String fileName, byte[] bytes, Extent extent, Set<String> errors) {}

    private final String name;
    private final byte[] good;
    private final List<HostileFile> files = new ArrayList<>();

    private HostileFiles(String name, byte[] good) {
        this.name = name;
        this.good = good;
    }

    /**
     * All kinds.
     *
     * @param name the plain file's usual name
     * @param good a good file
     */
    static List<HostileFile> of(String name, byte[] good) throws IOException {
        HostileFiles hostile = new HostileFiles(name, good);
        hostile.texts();
        hostile.brokenArchives();
        hostile.lyingArchives();
        hostile.bombs();
        hostile.names();
        return hostile.files;
    }

    private void add(String kind, String fileName, byte[] bytes, String... errors) {
        files.add(new HostileFile(kind, fileName, bytes, Extent.FILE, Set.of(errors)));
    }

    private void texts() {
        add("garbage", name, noise(100_000), "bad_encoding", "missing_header");
        add("utf-16", name, "Date,Type,Amount\r\n".repeat(99).getBytes(UTF_16LE), "bad_encoding");
        add("a nul", name, spoiled(good, good.length - 10, b -> 0), "bad_encoding");
        byte[] tail = new byte[LONG_LINE_BYTES];
        Arrays.fill(tail, (byte) 'x');
        add("a long line", name, joined(good, tail), "line_too_long");
        byte[] lines = "x\n".repeat(MANY_LINES).getBytes(US_ASCII);
        add("lines of nonsense without end", name, joined(good, lines), "column_mismatch");
    }

    private void brokenArchives() throws IOException {
        byte[] zip = zip(Map.of(name, good));
        byte[] gzip = gzip(good);
        add("a zip cut in two", "a.zip", Arrays.copyOf(zip, zip.length / 2), "archive_truncated");
        add(
                "a zip without its end",
                "a.zip",
                Arrays.copyOf(zip, zip.length - 5),
                "archive_truncated");
        add(
                "a gzip cut in two",
                name + ".gz",
                Arrays.copyOf(gzip, gzip.length / 2),
                "archive_truncated");
        add("an empty zip file", "a.zip", new byte[0], "archive_truncated");
        // Behind the entry's header, in the packed text.
        int inside = LOCAL_HEADER_BYTES + name.length() + 10;
        add(
                "a spoiled zip",
                "a.zip",
                spoiled(zip, inside, b -> b ^ 0x55),
                // What it unpacks to is read before the checksum behind it.
                "archive_corrupt",
                "missing_header",
                "bad_encoding");
        add(
                "a spoiled gzip",
                name + ".gz",
                spoiled(gzip, gzip.length - 6, b -> b + 1),
                "archive_corrupt");
        add("an archive that is none", "a.zip", good, "archive_corrupt");
        add("a zip in a zip", "a.zip", zip(Map.of(name, zip)), "archive_corrupt");
        add("a gzip in a gzip", name + ".gz", gzip(gzip), "archive_corrupt");
    }

    private void lyingArchives() throws IOException {
        byte[] zip = zip(Map.of(name, good));
        add(
                "a wrong checksum",
                "a.zip",
                patched(zip, CENTRAL_HEADER, CENTRAL_CHECKSUM, 7),
                "archive_corrupt");
        add(
                "an entry that holds more than it claims",
                "a.zip",
                patched(zip, CENTRAL_HEADER, CENTRAL_SIZE, 100),
                "archive_corrupt");
        add(
                "an entry that holds less than it claims",
                "a.zip",
                patched(zip, CENTRAL_HEADER, CENTRAL_SIZE, good.length + 1),
                "archive_corrupt");
        byte[] encrypted = zip.clone();
        encrypted[indexOf(zip, CENTRAL_HEADER) + CENTRAL_FLAGS] |= 1;
        encrypted[indexOf(zip, LOCAL_HEADER) + LOCAL_FLAGS] |= 1;
        add("an encrypted entry", "a.zip", encrypted, "archive_corrupt");
        add("an archive behind an archive", "a.zip", joined(zip, zip), "archive_corrupt");
        add("an archive with a text behind it", "a.zip", joined(zip, good), "archive_corrupt");
        Map<String, byte[]> two = new LinkedHashMap<>();
        two.put("b" + name, good);
        two.put("a" + name, good);
        byte[] both = zip(two);
        int second = indexOf(both, CENTRAL_HEADER, indexOf(both, CENTRAL_HEADER) + 4);
        ByteBuffer.wrap(both).order(ByteOrder.LITTLE_ENDIAN).putInt(second + CENTRAL_OFFSET, 0);
        add("entries that share their bytes", "a.zip", both, "archive_corrupt");
    }

    private void bombs() throws IOException {
        byte[] blanks = new byte[BOMB_BYTES];
        Arrays.fill(blanks, (byte) '\n');
        byte[] bomb = joined(good, blanks);
        add("a bomb in a zip", "a.zip", zip(Map.of(name, bomb)), "archive_too_large");
        add("a bomb in a gzip", name + ".gz", gzip(bomb), "archive_too_large");
        byte[] huge = zip(Map.of(name, good));
        add(
                "an entry that claims 4 GB",
                "a.zip",
                patched(huge, CENTRAL_HEADER, CENTRAL_SIZE, -2),
                "archive_too_large");
        for (int count : new int[] {1_001, 60_000}) {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                entries.put(i + name, new byte[0]);
            }
            add(count + " entries", "a.zip", zip(entries), "archive_too_large");
        }
    }

    private void names() throws IOException {
        for (String entry :
                List.of(
                        "../" + name,
                        "a/../../" + name,
                        "/tmp/" + name,
                        "C:\\" + name,
                        "a\\..\\..\\" + name,
                        "..",
                        "a\n" + name)) {
            add(
                    "the entry name " + entry.replace('\n', '~'),
                    "a.zip",
                    zip(Map.of(entry, good)),
                    "unsafe_entry_name");
        }
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new java.util.Random(7).nextBytes(noise);
        return noise;
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] both = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return both;
    }

    private static byte[] spoiled(byte[] bytes, int at, IntUnaryOperator change) {
        byte[] copy = bytes.clone();
        copy[at] = (byte) change.applyAsInt(copy[at]);
        return copy;
    }

    private static byte[] patched(byte[] bytes, int header, int field, int value) {
        byte[] copy = bytes.clone();
        ByteBuffer.wrap(copy)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(indexOf(bytes, header) + field, value);
        return copy;
    }

    private static int indexOf(byte[] bytes, int signature) {
        return indexOf(bytes, signature, 0);
    }

    private static int indexOf(byte[] bytes, int signature, int from) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = from;
        while (buffer.getInt(at) != signature) {
            at++;
        }
        return at;
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
