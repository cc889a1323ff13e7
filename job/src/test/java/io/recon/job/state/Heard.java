package io.recon.job.state;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink that hands everything to the test, which is in the same JVM. */
final class Heard<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;
    private static final Map<String, List<Object>> BY_JOB = new ConcurrentHashMap<>();

    private final String job;

    /**
     * Makes one.
     *
     * @param job whose output it is; no other job has this name
     */
    Heard(String job) {
        this.job = job;
    }

    /** What the job has said up to now, in the order in which each stream gave it. */
    static List<Object> of(String job) {
        return Collections.unmodifiableList(list(job));
    }

    private static List<Object> list(String job) {
        return BY_JOB.computeIfAbsent(job, name -> new CopyOnWriteArrayList<>());
    }

    @Override
    @SuppressWarnings("deprecation") // Flink's interface still asks for it.
    public SinkWriter<T> createWriter(InitContext context) {
        return writer();
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return writer();
    }

    private SinkWriter<T> writer() {
        List<Object> list = list(job);
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context context) {
                list.add(element);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
