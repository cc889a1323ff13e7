package io.recon.local.output;

import io.recon.connectors.bill.landing.LandingNames;
import io.recon.model.TransactionKey;
import io.recon.model.bill.LinePosition;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.Policy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What could not be read, sorted by source, file and line. A hostile file may have millions of such
 * lines, so they are sorted on disk.
 */
public final class RejectRows {
    public static final List<String> COLUMNS = List.of("source", "file", "line", "reason", "raw");

    private static final long BUFFER_BYTES = 32L << 20;

    private final Path directory;
    private final SortedRuns.Writer writer;
    private long count;

    public RejectRows(Path directory) {
        this.directory = directory;
        this.writer = new SortedRuns.Writer(directory, "rejects", BUFFER_BYTES);
    }

    /** How many were taken. */
    public long count() {
        return count;
    }

    /** Takes a bill line, or with line 0 a file, under its path below the landing directory. */
    public void addLine(String channel, LinePosition position, String reason, String raw) {
        String file =
                channel + "/" + LandingNames.directory(position.day()) + "/" + position.file();
        add("bills", file, position.line(), reason, raw);
    }

    /** Takes a line that stands behind the most lines of its transaction. */
    public void addOverLimit(AdjustedLine adjusted) {
        TransactionKey key = adjusted.key();
        addLine(
                key.channel(),
                adjusted.adjustment().line().position(),
                "line_inconsistent: transaction "
                        + key.number()
                        + " has "
                        + Policy.MOST_LINES
                        + " lines before this one",
                "");
    }

    /** Takes what was no order. */
    public void addOrder(OrderReject reject) {
        add("orders", reject.source(), reject.position(), reject.reason(), reject.raw());
    }

    private void add(String source, String file, long line, String reason, String raw) {
        try {
            new Row(source, file, line, reason, raw).addTo(writer, count++);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A row of the file: its key is only there to be sorted by, and the row stands in the value.
     */
    private record Row(String source, String file, long line, String reason, String raw) {

        /**
         * @param number tells rows of one place and reason apart
         */
        void addTo(SortedRuns.Writer writer, long number) throws IOException {
            ByteArrayOutputStream key = new ByteArrayOutputStream();
            DataOutputStream sorted = new DataOutputStream(key);
            for (String name : List.of(source, file)) {
                sorted.write(name.getBytes(StandardCharsets.UTF_8));
                // Ends a name before any that is longer.
                sorted.writeByte(0);
            }
            // From 0 on, so that the order of the bytes is that of the numbers.
            sorted.writeLong(line);
            sorted.write(reason.getBytes(StandardCharsets.UTF_8));
            sorted.writeByte(0);
            sorted.writeLong(number);
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(value);
            writeText(source, out);
            writeText(file, out);
            out.writeLong(line);
            writeText(reason, out);
            writeText(raw, out);
            writer.add(new SortedRuns.Entry(key.toByteArray(), 0, value.toByteArray()));
        }

        static Row of(SortedRuns.Entry entry) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(entry.value()));
            return new Row(readText(in), readText(in), in.readLong(), readText(in), readText(in));
        }

        private static void writeText(String text, DataOutputStream out) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        private static String readText(DataInputStream in) throws IOException {
            return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        }
    }

    /** Sees rejects pass in the order of their rows. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A line, or with line 0 a whole file.
         *
         * @param file its path below the orders' or the landing directory
         */
        void rejected(String file, long line, String reason);
    }

    /** Hands over every row, sorted by source, file and line. */
    public void writeTo(CsvFile csv, Listener listener) throws IOException {
        writer.close();
        try (SortedRuns.Merge merge = new SortedRuns.Merge(directory)) {
            for (SortedRuns.Entry entry = merge.next(); entry != null; entry = merge.next()) {
                Row row = Row.of(entry);
                csv.row(row.source(), row.file(), row.line(), row.reason(), row.raw());
                listener.rejected(row.file(), row.line(), row.reason());
            }
        }
    }
}
