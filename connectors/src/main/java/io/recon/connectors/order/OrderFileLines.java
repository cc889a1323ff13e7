package io.recon.connectors.order;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/** The lines of a range of an order file, unpacked where it is compressed. */
final class OrderFileLines implements Closeable {
    /** No longer line is read. */
    static final int MOST_LINE_BYTES = 16 << 20;

    private static final int GZIP_BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final boolean isCompressed;
    private final LineReader lines;

    private OrderFileLines(Path file, boolean isCompressed, LineReader lines) {
        this.file = file;
        this.isCompressed = isCompressed;
        this.lines = lines;
    }

    /**
     * Opens a file.
     *
     * @param start the place of the range's first byte, or of a line's
     * @param end the place after the range's last byte; a compressed file has one range
     */
    static OrderFileLines open(Path file, long start, long end, int mostLineBytes)
            throws IOException {
        boolean isCompressed = OrderFiles.isCompressed(file);
        FSDataInputStream opened = file.getFileSystem().open(file);
        try {
            opened.seek(LineReader.firstByte(start));
            InputStream in = isCompressed ? unpacked(opened) : opened;
            long rangeEnd = isCompressed ? Long.MAX_VALUE : end;
            LineReader lines = new LineReader(in, start, rangeEnd, mostLineBytes);
            return new OrderFileLines(file, isCompressed, lines);
        } catch (IOException e) {
            opened.close();
            throw isCompressed ? cannotBeUnpacked(file, "", e) : e;
        }
    }

    /** Java's own stream takes a file that goes on after a damaged member for a whole one. */
    private static InputStream unpacked(InputStream packed) throws IOException {
        return GzipCompressorInputStream.builder()
                .setInputStream(new BufferedInputStream(packed, GZIP_BUFFER_BYTES))
                .setDecompressConcatenated(true)
                .get();
    }

    boolean isCompressed() {
        return isCompressed;
    }

    /** Goes to the next line; false if the range has none. */
    boolean next() throws IOException {
        try {
            return lines.next();
        } catch (IOException e) {
            throw isCompressed ? cannotBeUnpacked(file, " after line " + lines.lineCount(), e) : e;
        }
    }

    /** An order file that is damaged stops the run: what it lost would look like breaks. */
    private static IOException cannotBeUnpacked(Path file, String place, IOException e) {
        return new IOException(
                "order file "
                        + file
                        + " cannot be unpacked"
                        + place
                        + ": "
                        + (e instanceof EOFException ? "it is cut short" : e.getMessage()),
                e);
    }

    /** The line, and where in the file the next one begins. */
    LineReader line() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
