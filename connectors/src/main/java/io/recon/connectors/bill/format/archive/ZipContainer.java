package io.recon.connectors.bill.format.archive;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillLimits;
import io.recon.connectors.bill.format.UnreadableBillException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A zip archive, read by its central directory. Every name and every claim of every entry is
 * checked when it is opened; sizes and checksums while it is read.
 */
final class ZipContainer extends Container {
    /** Names without the UTF-8 flag; Chinese channels write them so. */
    private static final String OLD_NAMES = "GBK";

    /** What a central directory may take an entry, names and extra fields in. */
    private static final long DIRECTORY_BYTES_PER_ENTRY = 1024;

    private static final long DIRECTORY_BYTES_SPARE = 2 << 20;
    private static final int MOST_NAME_CHARS = 1_000;

    /** What may stand behind an entry that was written as a stream: its sizes and its checksum. */
    private static final int MOST_DESCRIPTOR_BYTES = 24;

    private final BillFile file;
    private final BillLimits limits;
    private final SourceChannel source;
    private final ZipFile zip;
    private final List<Member> members = new ArrayList<>();

    private ZipContainer(BillFile file, BillLimits limits, SourceChannel source, ZipFile zip) {
        this.file = file;
        this.limits = limits;
        this.source = source;
        this.zip = zip;
    }

    static ZipContainer ofFile(BillFile file, BillLimits limits)
            throws UnreadableBillException, IOException {
        SourceChannel source = new SourceChannel(file.path());
        try {
            ZipContainer container =
                    new ZipContainer(file, limits, source, directoryOf(file, source, limits));
            container.check();
            return container;
        } catch (IOException | RuntimeException | UnreadableBillException e) {
            source.close();
            throw e;
        }
    }

    private static ZipFile directoryOf(BillFile file, SourceChannel source, BillLimits limits)
            throws UnreadableBillException, IOException {
        // A directory may have more entries than it says; all would be held in memory.
        source.allow(DIRECTORY_BYTES_SPARE + limits.entries() * DIRECTORY_BYTES_PER_ENTRY);
        try {
            ZipFile zip =
                    ZipFile.builder()
                            .setSeekableByteChannel(source)
                            .setCharset(OLD_NAMES)
                            .setUseUnicodeExtraFields(true)
                            .get();
            source.allow(Long.MAX_VALUE);
            return zip;
        } catch (IOException | RuntimeException e) {
            source.rethrowOwnFailure();
            if (source.isExhausted()) {
                throw new UnreadableBillException(
                        BillError.ARCHIVE_TOO_LARGE,
                        "the archive's directory is larger than "
                                + limits.entries()
                                + " entries need");
            }
            // The end record stands last: without it, the end of the file is missing.
            boolean endFound = EndRecord.of(file.path()) != null;
            throw new UnreadableBillException(
                    endFound ? BillError.ARCHIVE_CORRUPT : BillError.ARCHIVE_TRUNCATED,
                    endFound
                            ? "the archive's directory cannot be read: " + e.getMessage()
                            : "the archive's end is missing");
        }
    }

    private void check() throws UnreadableBillException, IOException {
        List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
        if (entries.size() > limits.entries()) {
            throw new UnreadableBillException(
                    BillError.ARCHIVE_TOO_LARGE,
                    "the archive has "
                            + entries.size()
                            + " entries, at most "
                            + limits.entries()
                            + " are read");
        }
        Set<String> names = new HashSet<>();
        for (ZipArchiveEntry entry : entries) {
            String name = entry.getName();
            checkName(name, entry);
            if (!names.add(name)) {
                // Lines are known by their entry's name: those of one would pass for the other's.
                throw new UnreadableBillException(
                        BillError.ARCHIVE_CORRUPT, "the archive has two entries \"" + name + "\"");
            }
            if (entry.isDirectory() || isLeftOut(name)) {
                continue;
            }
            checkClaims(name, entry);
            members.add(new Entry(name, entry));
        }
        checkTotal(entries);
        entries.sort(Comparator.comparingLong(ZipArchiveEntry::getLocalHeaderOffset));
        checkThatNoneOverlap(entries);
        checkThatNothingIsLeft(entries);
    }

    /** Left by file managers, never by a channel. */
    private static boolean isLeftOut(String name) {
        return name.startsWith("__MACOSX/") || name.startsWith(".", name.lastIndexOf('/') + 1);
    }

    private static void checkName(String name, ZipArchiveEntry entry)
            throws UnreadableBillException {
        String wrong = null;
        if (name.isBlank() || name.length() > MOST_NAME_CHARS) {
            wrong = "is empty or longer than " + MOST_NAME_CHARS + " characters";
        } else if (name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf(':') >= 0) {
            wrong = "is absolute, names a drive or has a backslash";
        } else if (("/" + name + "/").contains("/../")) {
            wrong = "leads out of the archive";
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            wrong = "has a control character";
        } else if (entry.isUnixSymlink()) {
            wrong = "is a link";
        }
        if (wrong != null) {
            String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
            throw new UnreadableBillException(
                    BillError.UNSAFE_ENTRY_NAME,
                    "the entry name \"" + printable(shown) + "\" " + wrong);
        }
    }

    private static String printable(String name) {
        return name.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void checkClaims(String name, ZipArchiveEntry entry)
            throws UnreadableBillException, IOException {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new UnreadableBillException(
                    BillError.ARCHIVE_CORRUPT,
                    "the entry \"" + name + "\" is encrypted; bills are read without a password");
        }
        int method = entry.getMethod();
        if (method != ZipEntry.STORED && method != ZipEntry.DEFLATED) {
            throw new UnreadableBillException(
                    BillError.ARCHIVE_CORRUPT,
                    "the entry \""
                            + name
                            + "\" is packed with method "
                            + method
                            + "; stored (0) and deflated (8) are read");
        }
        if (entry.getSize() > limits.entryBytes()) {
            throw new UnreadableBillException(
                    BillError.ARCHIVE_TOO_LARGE,
                    "the entry \""
                            + name
                            + "\" claims "
                            + entry.getSize()
                            + " bytes, at most "
                            + limits.entryBytes()
                            + " are unpacked");
        }
        if (entry.getSize() < 0 || entry.getCompressedSize() < 0) {
            throw new UnreadableBillException(
                    BillError.ARCHIVE_CORRUPT, "the entry \"" + name + "\" claims no size");
        }
        LocalHeader local = LocalHeader.at(entry.getLocalHeaderOffset(), source);
        if (!local.agreesWith(entry.getCrc(), entry.getCompressedSize(), entry.getSize())) {
            throw new UnreadableBillException(
                    BillError.ARCHIVE_CORRUPT,
                    "the entry \""
                            + name
                            + "\" claims one size or checksum and the archive's directory another");
        }
    }

    /** What the entries claim is what is read of them at most. */
    private void checkTotal(List<ZipArchiveEntry> entries) throws UnreadableBillException {
        long left = limits.archiveBytes();
        for (ZipArchiveEntry entry : entries) {
            left -= Math.max(entry.getSize(), 0);
            if (left < 0) {
                throw new UnreadableBillException(
                        BillError.ARCHIVE_TOO_LARGE,
                        "the archive's entries claim more than "
                                + limits.archiveBytes()
                                + " bytes together");
            }
        }
    }

    /** Entries that share their bytes would unpack the same bytes many times. */
    private static void checkThatNoneOverlap(List<ZipArchiveEntry> sorted)
            throws UnreadableBillException {
        for (int i = 1; i < sorted.size(); i++) {
            ZipArchiveEntry before = sorted.get(i - 1);
            if (endOf(before) > sorted.get(i).getLocalHeaderOffset()) {
                throw new UnreadableBillException(
                        BillError.ARCHIVE_CORRUPT,
                        "the entries \""
                                + before.getName()
                                + "\" and \""
                                + sorted.get(i).getName()
                                + "\" overlap");
            }
        }
    }

    private static long endOf(ZipArchiveEntry entry) {
        return Math.max(entry.getDataOffset(), entry.getLocalHeaderOffset() + 1)
                + entry.getCompressedSize();
    }

    /**
     * Bytes that belong to nothing are lines that nobody would miss: an archive that another one
     * was appended to, or an entry that a damaged directory has lost.
     */
    private void checkThatNothingIsLeft(List<ZipArchiveEntry> sorted)
            throws UnreadableBillException, IOException {
        EndRecord end = EndRecord.of(file.path());
        if (end == null || end.end() != end.fileSize()) {
            throw unknownBytes("behind its end");
        }
        if (zip.getFirstLocalFileHeaderOffset() > 0) {
            throw unknownBytes("before its first entry");
        }
        long known = 0;
        for (ZipArchiveEntry entry : sorted) {
            if (entry.getLocalHeaderOffset() - known > MOST_DESCRIPTOR_BYTES) {
                throw unknownBytes("before the entry \"" + entry.getName() + "\"");
            }
            known = endOf(entry);
        }
        if (end.directoryStart() - known > MOST_DESCRIPTOR_BYTES) {
            throw unknownBytes("behind its last entry");
        }
    }

    private static UnreadableBillException unknownBytes(String where) {
        return new UnreadableBillException(
                BillError.ARCHIVE_CORRUPT, "the archive has bytes of no entry " + where);
    }

    @Override
    public List<Member> members() {
        return Collections.unmodifiableList(members);
    }

    @Override
    public void close() throws IOException {
        zip.close();
        source.close();
    }

    private final class Entry implements Member {
        private final String name;
        private final ZipArchiveEntry entry;

        Entry(String name, ZipArchiveEntry entry) {
            this.name = name;
            this.entry = entry;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String file() {
            return file.name();
        }

        @Override
        public String fileAndEntry() {
            return file.name() + "#" + name;
        }

        @Override
        public InputStream open() throws UnreadableBillException, IOException {
            String what = "the entry \"" + name + "\"";
            InputStream unpacked;
            try {
                unpacked = zip.getInputStream(entry);
            } catch (IOException | RuntimeException e) {
                source.rethrowOwnFailure();
                throw new UnreadableBillException(
                        BillError.ARCHIVE_CORRUPT, what + " cannot be opened: " + e.getMessage());
            }
            if (unpacked == null) {
                throw new UnreadableBillException(
                        BillError.ARCHIVE_CORRUPT, what + " has no bytes where it claims them");
            }
            var claim =
                    new MeasuredInput.Claim(
                            entry.getCompressedSize(), entry.getSize(), entry.getCrc());
            return new MeasuredInput(unpacked, source, claim, limits, what);
        }
    }
}
