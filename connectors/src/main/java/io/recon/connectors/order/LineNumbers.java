package io.recon.connectors.order;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/**
 * Tells which line of a file begins at a place, by counting the line feeds before it. Only rejects
 * need it. What has been counted is remembered every few MiB, so that all ranges of a file together
 * count it about once, whichever asks first.
 */
final class LineNumbers {
    private static final int MARK_BYTES = 4 << 20;
    private static final int BUFFER_BYTES = 1 << 17;

    private final Map<Path, NavigableMap<Long, Long>> marks = new HashMap<>();

    /** How many lines end before a place in a file. */
    synchronized long before(Path file, long place) throws IOException {
        NavigableMap<Long, Long> known = marks.computeIfAbsent(file, key -> firstMark());
        Map.Entry<Long, Long> from = known.floorEntry(place);
        long at = from.getKey();
        long lines = from.getValue();
        if (at == place) {
            return lines;
        }
        try (FSDataInputStream in = file.getFileSystem().open(file)) {
            in.seek(at);
            byte[] buffer = new byte[BUFFER_BYTES];
            while (at < place) {
                long nextMark = (at / MARK_BYTES + 1) * MARK_BYTES;
                int most = (int) Math.min(buffer.length, Math.min(place, nextMark) - at);
                int count = read(in, buffer, most, file, at);
                lines += lineFeeds(buffer, count);
                at += count;
                if (at == place || at == nextMark) {
                    known.put(at, lines);
                }
            }
        }
        return lines;
    }

    private static NavigableMap<Long, Long> firstMark() {
        NavigableMap<Long, Long> mark = new TreeMap<>();
        mark.put(0L, 0L);
        return mark;
    }

    private static int read(InputStream in, byte[] buffer, int most, Path file, long at)
            throws IOException {
        int count = in.read(buffer, 0, most);
        if (count < 0) {
            throw new IOException(file + " ended at byte " + at + ": it became shorter");
        }
        return count;
    }

    private static int lineFeeds(byte[] buffer, int count) {
        int lineFeeds = 0;
        for (int i = 0; i < count; i++) {
            lineFeeds += buffer[i] == '\n' ? 1 : 0;
        }
        return lineFeeds;
    }
}
