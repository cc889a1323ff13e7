package io.recon.local.output;

import io.recon.connectors.bill.landing.LandingNames;
import io.recon.model.TransactionKey;
import io.recon.model.bill.LinePosition;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.Policy;
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

    /** Parts the cells of a key; no file name and no reason can hold it. */
    private static final char PART = '\u0000';

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
        String key =
                source
                        + PART
                        + file.replace(PART, ' ')
                        + PART
                        + String.format("%019d", line)
                        + PART
                        + reason.replace(PART, ' ')
                        + PART
                        + count++;
        try {
            writer.add(
                    new SortedRuns.Entry(
                            key.getBytes(StandardCharsets.UTF_8),
                            0,
                            raw.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
                String[] parts =
                        new String(entry.key(), StandardCharsets.UTF_8)
                                .split(String.valueOf(PART), -1);
                long line = Long.parseLong(parts[2]);
                csv.row(
                        parts[0],
                        parts[1],
                        line,
                        parts[3],
                        new String(entry.value(), StandardCharsets.UTF_8));
                listener.rejected(parts[1], line, parts[3]);
            }
        }
    }
}
