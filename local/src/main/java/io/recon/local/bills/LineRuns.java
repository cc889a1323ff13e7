package io.recon.local.bills;

import io.recon.local.output.SortedRuns;
import io.recon.model.TransactionKey;
import io.recon.model.bill.BillRecord.Line;
import io.recon.model.bill.LinePosition;
import io.recon.model.codec.BillRecordCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Sorts more bill lines than memory holds. First all are added, then all are read. */
final class LineRuns {
    /** What of the lines is in memory before it is written out, roughly. */
    private static final long BUFFER_BYTES = 32L << 20;

    private static final int FIRST_BYTES = 256;

    /** Ends a name in a key. No name of a channel, a file or an entry holds it. */
    private static final char END = 0;

    /** In what order lines come back. */
    enum Order {
        /** By channel, day, file and line. */
        POSITION,
        /** The lines of one transaction one after the other, by day, file and line. */
        TRANSACTION
    }

    /** Takes lines. */
    @FunctionalInterface
    interface Lines {
        void accept(Line line) throws IOException;
    }

    private final Order order;
    private final Path directory;
    private final SortedRuns.Writer writer;
    private final BillRecordCodec codec = new BillRecordCodec();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BYTES);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private String lastFile = "";
    private byte[] lastFileBytes = {};

    /**
     * @param directory an empty one
     */
    LineRuns(Order order, Path directory) {
        this.order = order;
        this.directory = directory;
        this.writer = new SortedRuns.Writer(directory, "lines", BUFFER_BYTES);
    }

    void add(Line line) throws IOException {
        writer.add(new SortedRuns.Entry(keyOf(line), 0, valueOf(line)));
    }

    private byte[] valueOf(Line line) throws IOException {
        bytes.reset();
        codec.write(line, out);
        return bytes.toByteArray();
    }

    /** Both orders hold transaction and position, so that no two lines share a key. */
    private byte[] keyOf(Line line) throws IOException {
        bytes.reset();
        TransactionKey key = line.key();
        byte[] channel = key.channel().getBytes(StandardCharsets.UTF_8);
        byte[] transaction = key.partitionKey().getBytes(StandardCharsets.UTF_8);
        switch (order) {
            case POSITION -> {
                out.write(channel);
                out.writeChar(END);
                writePosition(line.line().position());
                out.write(transaction);
            }
            case TRANSACTION -> {
                out.write(channel);
                out.writeChar(END);
                // Its length first: else a number could run on into the position.
                out.writeInt(transaction.length);
                out.write(transaction);
                writePosition(line.line().position());
            }
        }
        return bytes.toByteArray();
    }

    /** So that the order of the bytes is that of {@link LinePosition}. */
    private void writePosition(LinePosition position) throws IOException {
        if (!position.file().equals(lastFile)) {
            lastFile = position.file();
            // That is how Java compares texts.
            lastFileBytes = lastFile.getBytes(StandardCharsets.UTF_16BE);
        }
        out.writeInt(position.day() ^ Integer.MIN_VALUE);
        out.write(lastFileBytes);
        out.writeChar(END);
        out.writeLong(position.line());
    }

    /** Hands over all lines in order. */
    void forEach(Lines lines) throws IOException {
        writer.close();
        try (SortedRuns.Merge merge = new SortedRuns.Merge(directory)) {
            for (SortedRuns.Entry entry = merge.next(); entry != null; entry = merge.next()) {
                var in = new DataInputStream(new ByteArrayInputStream(entry.value()));
                lines.accept((Line) codec.read(codec.version(), in));
            }
        }
    }
}
