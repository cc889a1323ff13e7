package io.recon.connectors.bill.format.archive;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.BillLimits;
import io.recon.connectors.bill.format.UnreadableInput;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * What a packed member unpacks to, measured while it is read: never more than the limits allow, not
 * an archive again, and at its end exactly as long and as summed as it claims to be.
 */
final class MeasuredInput extends FilterInputStream {
    /** No ratio is judged before this: few bytes pack well. */
    private static final long RATIO_FREE_BYTES = 1 << 20;

    private final String what;
    private final BillLimits limits;
    private final SourceChannel source;
    private final Claim claim;
    private final CRC32 crc = new CRC32();
    private final byte[] first = new byte[Magic.LENGTH];
    private long bytes;
    private boolean ended;

    /**
     * What an archive says of a member.
     *
     * @param packedBytes how many bytes it takes in the archive
     * @param size its unpacked bytes, or -1 if that is not known before it is read
     * @param crc its checksum, read only if the size is known
     */
    record Claim(long packedBytes, long size, long crc) {}

    /**
     * @param source where the packed bytes come from
     * @param what the member in messages
     */
    MeasuredInput(
            InputStream in, SourceChannel source, Claim claim, BillLimits limits, String what) {
        super(in);
        this.source = source;
        this.claim = claim;
        this.limits = limits;
        this.what = what;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int count;
        try {
            count = super.read(target, offset, length);
        } catch (EOFException e) {
            source.rethrowOwnFailure();
            // A zip's end is there, or it had not been opened: its inside is wrong then.
            throw new UnreadableInput(
                    claim.size() < 0 ? BillError.ARCHIVE_TRUNCATED : BillError.ARCHIVE_CORRUPT,
                    what + " ends too early");
        } catch (IOException | RuntimeException e) {
            source.rethrowOwnFailure();
            throw new UnreadableInput(
                    BillError.ARCHIVE_CORRUPT, what + " cannot be unpacked: " + e.getMessage());
        }
        if (count < 0) {
            ended = true;
            checkEnd();
        } else {
            checkMore(target, offset, count);
        }
        return count;
    }

    private void checkMore(byte[] target, int offset, int count) throws IOException {
        for (int i = 0; i < count && bytes + i < first.length; i++) {
            first[(int) bytes + i] = target[offset + i];
        }
        boolean firstKnown = bytes < first.length && bytes + count >= first.length;
        bytes += count;
        if (firstKnown && (Magic.isZip(first) || Magic.isGzip(first))) {
            throw new UnreadableInput(
                    BillError.ARCHIVE_CORRUPT, what + " is an archive within an archive");
        }
        if (bytes > limits.entryBytes()) {
            throw new UnreadableInput(
                    BillError.ARCHIVE_TOO_LARGE,
                    what + " unpacks to more than " + limits.entryBytes() + " bytes");
        }
        if (bytes > RATIO_FREE_BYTES && bytes / limits.ratio() > claim.packedBytes()) {
            throw new UnreadableInput(
                    BillError.ARCHIVE_TOO_LARGE,
                    what
                            + " unpacks to more than "
                            + limits.ratio()
                            + " times its packed "
                            + claim.packedBytes()
                            + " bytes");
        }
        if (claim.size() >= 0) {
            if (bytes > claim.size()) {
                throw new UnreadableInput(
                        BillError.ARCHIVE_CORRUPT,
                        what + " claims " + claim.size() + " bytes and holds more");
            }
            crc.update(target, offset, count);
        }
    }

    private void checkEnd() throws IOException {
        if (claim.size() < 0) {
            return;
        }
        if (bytes != claim.size()) {
            throw new UnreadableInput(
                    BillError.ARCHIVE_CORRUPT,
                    what + " claims " + claim.size() + " bytes and holds " + bytes);
        }
        if (crc.getValue() != claim.crc()) {
            throw new UnreadableInput(
                    BillError.ARCHIVE_CORRUPT,
                    String.format(
                            "%s claims the checksum %08x and has %08x",
                            what, claim.crc(), crc.getValue()));
        }
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
