package io.recon.local.reconcile;

import io.recon.local.output.SortedRuns;
import io.recon.model.reconcile.ResultChange;
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
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;

/**
 * A directory into which the sinks of one bounded run put what they get, each subtask its own
 * files, and from which it is read when the job has ended. It belongs to one run that either ends
 * or is thrown away, so nothing here takes part in checkpoints.
 */
final class RunDirectory {
    private final Path path;

    RunDirectory(Path path) {
        this.path = path;
    }

    /** A sink that sorts results by their id. Only one may be made. */
    Sink<ResultChange> resultSink() {
        return new SortingResultSink(path.toString());
    }

    /** The newest revision of every result that the sink got, sorted by id. */
    SortedRuns.Merge results() throws IOException {
        return new SortedRuns.Merge(path);
    }

    /** A sink that keeps records under a name. */
    <T> Sink<T> sink(String name, TypeInformation<T> type) {
        return new AppendingSink<>(path.toString(), name, serializer(type));
    }

    /** Gives all records that the sink of this name got, those of one subtask in their order. */
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
