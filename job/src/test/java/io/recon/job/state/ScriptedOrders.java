package io.recon.job.state;

import io.recon.connectors.order.DebeziumOrderParser;
import io.recon.connectors.order.EventOrigin;
import io.recon.connectors.order.OrderParserOptions;
import io.recon.model.order.OrderRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Change events of a script, read in their order by one reader, after which it waits for ever. It
 * keeps nothing in checkpoints: what is in the script comes once in each job.
 */
final class ScriptedOrders implements Source<OrderRecord, ScriptedOrders.None, Void> {
    private static final long serialVersionUID = 1L;

    private final OrderParserOptions options;
    private final List<String> events;

    ScriptedOrders(OrderParserOptions options, List<String> events) {
        this.options = options;
        this.events = List.copyOf(events);
    }

    /** The script is not shared out. */
    static final class None implements SourceSplit {
        @Override
        public String splitId() {
            return "none";
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<OrderRecord, None> createReader(SourceReaderContext context) {
        return new Reader(new DebeziumOrderParser(options), events);
    }

    private static final class Reader implements SourceReader<OrderRecord, None> {
        private final DebeziumOrderParser parser;
        private final List<String> events;
        private int next;

        Reader(DebeziumOrderParser parser, List<String> events) {
            this.parser = parser;
            this.events = events;
        }

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<OrderRecord> output) {
            if (next == events.size()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            byte[] event = events.get(next).getBytes(StandardCharsets.UTF_8);
            parser.parse(event, 0, event.length, at(next), output::collect);
            next++;
            return InputStatus.MORE_AVAILABLE;
        }

        private static EventOrigin at(int position) {
            return new EventOrigin() {
                @Override
                public String source() {
                    return "script";
                }

                @Override
                public long position() {
                    return position;
                }
            };
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return next == events.size()
                    ? new CompletableFuture<>()
                    : CompletableFuture.completedFuture(null);
        }

        @Override
        public List<None> snapshotState(long checkpointId) {
            return List.of();
        }

        @Override
        public void addSplits(List<None> splits) {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }

    @Override
    public SplitEnumerator<None, Void> createEnumerator(SplitEnumeratorContext<None> context) {
        return new Enumerator();
    }

    @Override
    public SplitEnumerator<None, Void> restoreEnumerator(
            SplitEnumeratorContext<None> context, Void checkpoint) {
        return new Enumerator();
    }

    private static final class Enumerator implements SplitEnumerator<None, Void> {
        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, String host) {}

        @Override
        public void addSplitsBack(List<None> splits, int subtask) {}

        @Override
        public void addReader(int subtask) {}

        @Override
        public Void snapshotState(long checkpointId) {
            return null;
        }

        @Override
        public void close() {}
    }

    @Override
    public SimpleVersionedSerializer<None> getSplitSerializer() {
        return new Nothing<>(new None());
    }

    @Override
    public SimpleVersionedSerializer<Void> getEnumeratorCheckpointSerializer() {
        return new Nothing<>(null);
    }

    /** Writes no byte. */
    private record Nothing<T>(T value) implements SimpleVersionedSerializer<T> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T written) {
            return new byte[0];
        }

        @Override
        public T deserialize(int version, byte[] bytes) {
            return value;
        }
    }
}
