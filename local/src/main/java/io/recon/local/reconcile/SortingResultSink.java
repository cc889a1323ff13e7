package io.recon.local.reconcile;

import io.recon.local.output.SortedRuns;
import io.recon.model.codec.ResultChangeCodec;
import io.recon.model.reconcile.ResultChange;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Puts results into sorted runs, by their ids. */
final class SortingResultSink implements Sink<ResultChange> {
    private static final long serialVersionUID = 1L;

    /** How much memory the unsorted results of all subtasks may take. */
    private static final long BUFFER_BYTES = 256L << 20;

    private final String directory;

    SortingResultSink(String directory) {
        this.directory = directory;
    }

    @Override
    @Deprecated
    public SinkWriter<ResultChange> createWriter(InitContext context) {
        throw new UnsupportedOperationException("Flink 1.20 asks with a WriterInitContext");
    }

    @Override
    public SinkWriter<ResultChange> createWriter(WriterInitContext context) {
        return new Writer(
                new SortedRuns.Writer(
                        Path.of(directory),
                        "results-" + context.getTaskInfo().getIndexOfThisSubtask(),
                        BUFFER_BYTES / context.getTaskInfo().getNumberOfParallelSubtasks()));
    }

    private static final class Writer implements SinkWriter<ResultChange> {
        private final ResultChangeCodec codec = new ResultChangeCodec();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        private final DataOutputStream out = new DataOutputStream(bytes);
        private final SortedRuns.Writer runs;

        Writer(SortedRuns.Writer runs) {
            this.runs = runs;
        }

        @Override
        public void write(ResultChange change, Context context) throws IOException {
            bytes.reset();
            codec.write(change, out);
            runs.add(
                    new SortedRuns.Entry(
                            change.resultId().getBytes(StandardCharsets.UTF_8),
                            change.change().after().revision(),
                            bytes.toByteArray()));
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            if (endOfInput) {
                runs.flush();
            }
        }

        @Override
        public void close() throws IOException {
            runs.close();
        }
    }
}
