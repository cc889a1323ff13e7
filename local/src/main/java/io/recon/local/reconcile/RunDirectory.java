package io.recon.local.reconcile;

import io.recon.job.topology.Outputs;
import io.recon.local.output.SortedRuns;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A directory into which the sinks of one bounded run put what they get, each subtask its own
 * files, and from which it is read when the job has ended. It belongs to one run that either ends
 * or is thrown away, so nothing here takes part in checkpoints.
 */
final class RunDirectory {
    static final String STATISTICS = "statistics";
    static final String BILLS = "bills";
    static final String ADJUSTED_LINES = "adjusted-lines";
    static final String LEDGER = "ledger";
    static final String DEAD_LETTERS = "dead-letters";

    private final Path path;

    RunDirectory(Path path) {
        this.path = path;
    }

    /** Adds the sinks for everything that leaves the engine. Only one job may have them. */
    void keep(Outputs outputs) {
        outputs.results()
                .sinkTo(new SortingResultSink(path.toString()))
                .name("results")
                .uid("results");
        keep(STATISTICS, outputs.statistics());
        keep(BILLS, outputs.bills().reports());
        keep(ADJUSTED_LINES, outputs.bills().adjustedLines());
        keep(LEDGER, outputs.ledger().kept());
        keep(DEAD_LETTERS, outputs.orders().rejects());
    }

    private <T> void keep(String name, DataStream<T> stream) {
        stream.sinkTo(new AppendingSink<>(path.toString(), name, serializer(stream.getType())))
                .name(name + " out")
                .uid(name + "-out");
    }

    /** The newest revision of every result that the sink got, sorted by id. */
    SortedRuns.Merge results() throws IOException {
        return new SortedRuns.Merge(path);
    }

    /** Gives all records that were kept under a name, those of one subtask in their order. */
    <T> void read(String name, TypeInformation<T> type, Consumer<T> consumer) throws IOException {
        TypeSerializer<T> serializer = serializer(type);
        List<Path> files;
        try (Stream<Path> listed = Files.list(path)) {
            files =
                    listed.filter(file -> AppendingSink.isOf(name, file.getFileName().toString()))
                            .sorted()
                            .toList();
        }
        for (Path file : files) {
            try (PushbackInputStream bytes =
                            new PushbackInputStream(
                                    new BufferedInputStream(Files.newInputStream(file)));
                    DataInputViewStreamWrapper in = new DataInputViewStreamWrapper(bytes)) {
                for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                    bytes.unread(next);
                    consumer.accept(serializer.deserialize(in));
                }
            }
        }
    }

    private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
        return type.createSerializer(new SerializerConfigImpl());
    }
}
