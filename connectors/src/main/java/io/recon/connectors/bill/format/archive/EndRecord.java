package io.recon.connectors.bill.format.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The record at the end of every whole zip archive. */
final class EndRecord {
    private static final int SIGNATURE = 0x504b0506;
    private static final int BYTES = 22;
    private static final int MOST_COMMENT_BYTES = 0xffff;

    private EndRecord() {}

    /** Whether an archive has one, so that its end is there. */
    static boolean isIn(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            int length = (int) Math.min(channel.size(), BYTES + MOST_COMMENT_BYTES);
            ByteBuffer end = ByteBuffer.allocate(length);
            channel.position(channel.size() - length);
            int count = 0;
            while (count >= 0 && end.hasRemaining()) {
                count = channel.read(end);
            }
            for (int at = end.position() - BYTES; at >= 0; at--) {
                if (end.getInt(at) == SIGNATURE) {
                    return true;
                }
            }
            return false;
        }
    }
}
