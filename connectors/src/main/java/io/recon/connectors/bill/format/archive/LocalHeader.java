package io.recon.connectors.bill.format.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * What an entry of a zip claims of itself, right before its bytes. The directory repeats it, but
 * for what is written after the bytes only: then it is 0 here.
 */
record LocalHeader(long crc, long packedBytes, long size) {
    private static final int BYTES = 26;
    private static final int FLAGS = 6;
    private static final int CRC = 14;
    private static final int PACKED_BYTES = 18;
    private static final int SIZE = 22;
    private static final int CLAIMED_LATER = 1 << 3;

    /** Says that a size does not fit here. */
    private static final long LARGE = 0xffffffffL;

    static LocalHeader at(long offset, SeekableByteChannel source) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        source.position(offset);
        int count = 0;
        while (count >= 0 && bytes.hasRemaining()) {
            count = source.read(bytes);
        }
        if ((bytes.getShort(FLAGS) & CLAIMED_LATER) != 0) {
            return new LocalHeader(0, 0, 0);
        }
        return new LocalHeader(
                Integer.toUnsignedLong(bytes.getInt(CRC)),
                Integer.toUnsignedLong(bytes.getInt(PACKED_BYTES)),
                Integer.toUnsignedLong(bytes.getInt(SIZE)));
    }

    /** Whether the directory may claim this of the same entry. */
    boolean agreesWith(long otherCrc, long otherPackedBytes, long otherSize) {
        return (crc == 0 || crc == otherCrc)
                && agrees(packedBytes, otherPackedBytes)
                && agrees(size, otherSize);
    }

    private static boolean agrees(long claimed, long other) {
        return claimed == 0 || claimed == LARGE || claimed == other;
    }
}
