package io.recon.local.reconcile;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/** Appends records to one file per subtask. */
final class AppendingSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    private final String directory;
    private final String name;
    private final TypeSerializer<T> serializer;

    AppendingSink(String directory, String name, TypeSerializer<T> serializer) {
        this.directory = directory;
        this.name = name;
        this.serializer = serializer;
    }

    /** Whether a file was written by a sink of this name. */
    static boolean isOf(String name, String fileName) {
        return fileName.startsWith(name + ".");
    }

    @Override
    @Deprecated
    public SinkWriter<T> createWriter(InitContext context) throws IOException {
        throw new UnsupportedOperationException("Flink 1.20 asks with a WriterInitContext");
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return new Writer<>(
                Path.of(directory, name + "." + context.getTaskInfo().getIndexOfThisSubtask()),
                serializer.duplicate());
    }

    private static final class Writer<T> implements SinkWriter<T> {
        private final TypeSerializer<T> serializer;
        private final DataOutputViewStreamWrapper out;

        Writer(Path file, TypeSerializer<T> serializer) throws IOException {
            this.serializer = serializer;
            this.out =
                    new DataOutputViewStreamWrapper(
                            new BufferedOutputStream(Files.newOutputStream(file)));
        }

        @Override
        public void write(T record, Context context) throws IOException {
            serializer.serialize(record, out);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
