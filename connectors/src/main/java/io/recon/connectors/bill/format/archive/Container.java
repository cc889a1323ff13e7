package io.recon.connectors.bill.format.archive;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillLimits;
import io.recon.connectors.bill.format.UnreadableBillException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/**
 * An open landing file: one member if it is plain or gzip, any number if it is a zip. Its first
 * bytes say which it is, not its name alone.
 */
public abstract class Container implements Closeable {

    /** One thing in a landing file that may hold lines. */
    public interface Member {
        /**
         * The entry's name in its archive, else the landing file's name, without {@code .gz}. It is
         * for people and for patterns, never a path on this machine.
         */
        String name();

        /** Where the member's lines stand, if this is the only member that holds lines. */
        String file();

        /** Where the member's lines stand, if other members hold lines too. */
        String fileAndEntry();

        /**
         * The member's bytes, from their beginning. The stream throws {@link
         * io.recon.connectors.bill.format.UnreadableInput} where the archive turns out to be bad,
         * at its very end too: its size and its checksum are known only there.
         */
        InputStream open() throws UnreadableBillException, IOException;
    }

    /**
     * Opens a landing file.
     *
     * @throws UnreadableBillException if it is an archive that must not or cannot be read
     * @throws IOException if the machine fails, not the file
     */
    public static Container open(BillFile file, BillLimits limits)
            throws UnreadableBillException, IOException {
        byte[] magic = Magic.firstBytesOf(file.path());
        if (Magic.isZip(magic)) {
            return ZipContainer.ofFile(file, limits);
        }
        if (Magic.isGzip(magic)) {
            return new GzipContainer(file, limits);
        }
        refuseMisnamed(file, magic);
        return new PlainContainer(file);
    }

    private static void refuseMisnamed(BillFile file, byte[] magic) throws UnreadableBillException {
        String name = file.name().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".zip") && !name.endsWith(".gz")) {
            return;
        }
        if (magic.length < Magic.LENGTH) {
            throw new UnreadableBillException(
                    BillError.ARCHIVE_TRUNCATED,
                    "the file has only " + magic.length + " bytes, so it is no whole archive");
        }
        throw new UnreadableBillException(
                BillError.ARCHIVE_CORRUPT,
                "the file is named like an archive, but does not begin like one");
    }

    /** What may hold lines, in the archive's order; directories and the like are left out. */
    public abstract List<Member> members();

    private static final class PlainContainer extends Container implements Member {
        private final BillFile file;

        PlainContainer(BillFile file) {
            this.file = file;
        }

        @Override
        public List<Member> members() {
            return List.of(this);
        }

        @Override
        public String name() {
            return file.name().substring(file.name().lastIndexOf('/') + 1);
        }

        @Override
        public String file() {
            return file.name();
        }

        @Override
        public String fileAndEntry() {
            return file.name();
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file.path());
        }

        @Override
        public void close() {}
    }
}
