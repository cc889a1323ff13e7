package io.recon.connectors.order;

import static org.apache.flink.connector.file.src.util.CheckpointedPosition.NO_OFFSET;

import io.recon.model.order.OrderRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;

/**
 * Reads a range of a file of change events, one a line, and parses them where they are read: the
 * source's readers do that side by side, and no line is copied.
 *
 * <p>A place in a plain file is remembered as the first byte of a line and the records after it, in
 * a compressed one as the number of records before it.
 */
final class OrderFileFormat implements BulkFormat<OrderRecord, FileSourceSplit> {
    /** A batch ends after this many bytes: two or three of them wait for the task's thread. */
    private static final int BATCH_BYTES = 1 << 18;

    private final Path root;
    private final OrderParserOptions options;
    private final int mostLineBytes;
    private final TypeInformation<OrderRecord> type;

    /** One for all ranges that a source reader reads. */
    private transient LineNumbers lineNumbers;

    /**
     * @param root what lies below it is named by its path from there
     */
    OrderFileFormat(
            Path root,
            OrderParserOptions options,
            int mostLineBytes,
            TypeInformation<OrderRecord> type) {
        this.root = root;
        this.options = options;
        this.mostLineBytes = mostLineBytes;
        this.type = type;
    }

    @Override
    public Reader<OrderRecord> createReader(Configuration config, FileSourceSplit split)
            throws IOException {
        return new RangeReader(split, split.offset(), 0);
    }

    @Override
    public Reader<OrderRecord> restoreReader(Configuration config, FileSourceSplit split)
            throws IOException {
        CheckpointedPosition position = split.getReaderPosition().orElse(null);
        if (position == null) {
            return createReader(config, split);
        }
        long skipped = position.getRecordsAfterOffset();
        return position.getOffset() == NO_OFFSET
                ? new RangeReader(split, split.offset(), skipped)
                : new RangeReader(split, position.getOffset(), skipped);
    }

    @Override
    public boolean isSplittable() {
        return true;
    }

    @Override
    public TypeInformation<OrderRecord> getProducedType() {
        return type;
    }

    private synchronized LineNumbers lineNumbers() {
        if (lineNumbers == null) {
            lineNumbers = new LineNumbers();
        }
        return lineNumbers;
    }

    private final class RangeReader implements Reader<OrderRecord>, EventOrigin {
        private final Path file;
        private final boolean isCompressed;
        private final OrderFileLines lines;
        private final DebeziumOrderParser parser = new DebeziumOrderParser(options);

        /** Where the first line of this reader begins. */
        private final long firstLineStart;

        /** How many lines of the file end before that; -1 until a reject asks for it. */
        private long linesBefore = -1;

        private long toSkip;

        /** How many records of the split were given, those before a restore among them. */
        private long recordCount;

        RangeReader(FileSourceSplit split, long start, long toSkip) throws IOException {
            this.file = split.path();
            this.toSkip = toSkip;
            lines =
                    OrderFileLines.open(
                            file, start, split.offset() + split.length(), mostLineBytes);
            isCompressed = lines.isCompressed();
            firstLineStart = lines.line().nextLineStart();
        }

        @Override
        public RecordIterator<OrderRecord> readBatch() throws IOException {
            List<OrderRecord> batch = new ArrayList<>();
            LineReader line = lines.line();
            long start = line.nextLineStart();
            long skippedOfBatch = 0;
            try {
                int bytes = 0;
                boolean isMore = true;
                while (bytes < BATCH_BYTES && (isMore = lines.next())) {
                    readLine(line, batch);
                    bytes += line.length() + 1;
                }
                if (!isMore && batch.isEmpty()) {
                    return null;
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            int read = batch.size();
            if (toSkip > 0) {
                skippedOfBatch = Math.min(toSkip, read);
                toSkip -= skippedOfBatch;
                batch = batch.subList((int) skippedOfBatch, read);
            }
            ArrayResultIterator<OrderRecord> result = new ArrayResultIterator<>();
            result.set(
                    batch.toArray(OrderRecord[]::new),
                    batch.size(),
                    isCompressed ? NO_OFFSET : start,
                    isCompressed ? recordCount + skippedOfBatch : skippedOfBatch);
            recordCount += read;
            return result;
        }

        private void readLine(LineReader line, List<OrderRecord> batch) {
            if (line.isTooLong()) {
                batch.add(
                        DebeziumOrderParser.reject(
                                this,
                                "the line is longer than " + mostLineBytes + " bytes",
                                line.bytes(),
                                line.offset(),
                                line.length()));
            } else {
                parser.parse(line.bytes(), line.offset(), line.length(), this, batch::add);
            }
        }

        @Override
        public String source() {
            return OrderFiles.nameOf(root, file);
        }

        @Override
        public long position() {
            if (linesBefore < 0) {
                try {
                    linesBefore = isCompressed ? 0 : lineNumbers().before(file, firstLineStart);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return linesBefore + lines.line().lineCount();
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
