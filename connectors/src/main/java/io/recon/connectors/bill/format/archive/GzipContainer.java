package io.recon.connectors.bill.format.archive;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillLimits;
import io.recon.connectors.bill.format.UnreadableBillException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** A gzip file: one member, which may be packed in several parts one after another. */
final class GzipContainer extends Container implements Container.Member {
    private static final String SUFFIX = ".gz";

    private final BillFile file;
    private final BillLimits limits;

    GzipContainer(BillFile file, BillLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    @Override
    public List<Member> members() {
        return List.of(this);
    }

    @Override
    public String name() {
        String name = file.name().substring(file.name().lastIndexOf('/') + 1);
        return name.toLowerCase(Locale.ROOT).endsWith(SUFFIX)
                ? name.substring(0, name.length() - SUFFIX.length())
                : name;
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
    public InputStream open() throws UnreadableBillException, IOException {
        SourceChannel source = new SourceChannel(file.path());
        try {
            InputStream unpacked =
                    GzipCompressorInputStream.builder()
                            .setInputStream(
                                    new BufferedInputStream(Channels.newInputStream(source)))
                            .setDecompressConcatenated(true)
                            .get();
            var claim = new MeasuredInput.Claim(source.size(), -1, 0);
            return new MeasuredInput(unpacked, source, claim, limits, "the gzip file");
        } catch (IOException | RuntimeException e) {
            source.close();
            source.rethrowOwnFailure();
            throw e instanceof EOFException
                    ? new UnreadableBillException(
                            BillError.ARCHIVE_TRUNCATED, "the gzip file ends within its header")
                    : new UnreadableBillException(
                            BillError.ARCHIVE_CORRUPT,
                            "the gzip file's header cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() {}
}
