package io.recon.connectors.bill.format.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The record at the end of every whole zip archive.
 *
 * @param end where it ends, with the archive's comment
 * @param directoryStart where it says that the directory begins
 * @param fileSize where the file ends
 */
record EndRecord(long end, long directoryStart, long fileSize) {
    private static final int SIGNATURE = 0x06054b50;
    private static final int BYTES = 22;
    private static final int MOST_COMMENT_BYTES = 0xffff;
    private static final int DIRECTORY_START = 16;
    private static final int COMMENT_LENGTH = 20;

    /** Says that the offset does not fit, and stands in the record of a large archive before it. */
    private static final long LARGE = 0xffffffffL;

    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int LARGE_BYTES = 56;
    private static final int LARGE_DIRECTORY_START = 48;

    /** The last one of a file, or null if there is none: the archive was cut. */
    static EndRecord of(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            int length = (int) Math.min(channel.size(), BYTES + MOST_COMMENT_BYTES);
            long from = channel.size() - length;
            ByteBuffer bytes = read(channel, from, length);
            for (int at = length - BYTES; at >= 0; at--) {
                if (bytes.getInt(at) == SIGNATURE) {
                    int comment = Short.toUnsignedInt(bytes.getShort(at + COMMENT_LENGTH));
                    long start = Integer.toUnsignedLong(bytes.getInt(at + DIRECTORY_START));
                    return new EndRecord(
                            from + at + BYTES + comment,
                            start == LARGE ? largeDirectoryStart(channel, from + at) : start,
                            channel.size());
                }
            }
            return null;
        }
    }

    private static long largeDirectoryStart(FileChannel channel, long record) throws IOException {
        if (record < LOCATOR_BYTES) {
            return LARGE;
        }
        ByteBuffer locator = read(channel, record - LOCATOR_BYTES, LOCATOR_BYTES);
        long large = locator.getLong(8);
        if (locator.getInt(0) != LOCATOR_SIGNATURE || large < 0 || large > record - LARGE_BYTES) {
            return LARGE;
        }
        return read(channel, large, LARGE_BYTES).getLong(LARGE_DIRECTORY_START);
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        int count = 0;
        while (count >= 0 && bytes.hasRemaining()) {
            count = channel.read(bytes, from + bytes.position());
        }
        return bytes;
    }
}
