package io.recon.connectors.order;

import io.recon.model.order.OrderRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;

/**
 * The change events of a file, or of all files below a directory, as they stand: for whoever passes
 * them on. They come one by one, the files by their names; a file that is damaged ends it.
 */
public final class OrderFileEvents {
    private final Path path;
    private final DebeziumOrderParser parser;

    public OrderFileEvents(Path path, OrderParserOptions options) {
        this.path = path;
        this.parser = new DebeziumOrderParser(options);
    }

    /** Takes one event after the other. */
    public interface Receiver {
        /**
         * Takes an event.
         *
         * @param bytes the event as it stands, without the end of its line
         * @param records what it says, at least one record; a reject if it cannot be read
         * @param place its file and line
         */
        void take(byte[] bytes, List<OrderRecord> records, String place)
                throws IOException, InterruptedException;
    }

    /**
     * Gives all events to a receiver. What says nothing (an empty line, a tombstone) is passed
     * over.
     *
     * @throws IOException if a file cannot be read, if a line is too long to be passed on whole, or
     *     if the receiver fails
     */
    public void forEach(Receiver receiver) throws IOException, InterruptedException {
        // Ranges without a bound: each file is one.
        for (FileSourceSplit file :
                new OrderFiles(Long.MAX_VALUE).enumerateSplits(new Path[] {path}, 1)) {
            String name = OrderFiles.nameOf(path, file.path());
            try (OrderFileLines lines =
                    OrderFileLines.open(
                            file.path(), 0, file.length(), OrderFileLines.MOST_LINE_BYTES)) {
                while (lines.next()) {
                    take(lines.line(), name + " line " + lines.line().lineCount(), receiver);
                }
            }
        }
    }

    private void take(LineReader line, String place, Receiver receiver)
            throws IOException, InterruptedException {
        if (line.isTooLong()) {
            throw new IOException(
                    place + " is longer than " + OrderFileLines.MOST_LINE_BYTES + " bytes");
        }
        List<OrderRecord> records = new ArrayList<>(2);
        parser.parse(
                line.bytes(), line.offset(), line.length(), EventOrigin.of(place, 0), records::add);
        if (!records.isEmpty()) {
            int end = line.offset() + line.length();
            receiver.take(Arrays.copyOfRange(line.bytes(), line.offset(), end), records, place);
        }
    }
}
