package io.recon.connectors.bill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/** Notes what each reader is sent, in order; what is to run later runs when it is told to. */
final class TestingEnumeratorContext implements SplitEnumeratorContext<BillSplit> {
    private final Map<Integer, ReaderInfo> readers = new HashMap<>();
    private final Map<Integer, List<String>> sent = new HashMap<>();
    private final Map<String, BillSplit> assigned = new HashMap<>();
    private Runnable scan = () -> {};

    /** A reader of an enumerator comes, or comes again. */
    void register(int reader, BillEnumerator enumerator) {
        readers.put(reader, new ReaderInfo(reader, "here"));
        enumerator.addReader(reader);
    }

    /** A reader fails: what it got since the last checkpoint comes back. */
    void fail(int reader, BillEnumerator enumerator, BillSplit... uncheckpointed) {
        readers.remove(reader);
        sent.remove(reader);
        enumerator.addSplitsBack(List.of(uncheckpointed), reader);
    }

    List<String> sentTo(int reader) {
        return sent.getOrDefault(reader, List.of());
    }

    BillSplit assigned(String splitId) {
        return assigned.get(splitId);
    }

    void scan() {
        scan.run();
    }

    private void note(int reader, String what) {
        sent.computeIfAbsent(reader, key -> new ArrayList<>()).add(what);
    }

    @Override
    public void assignSplits(SplitsAssignment<BillSplit> assignment) {
        assignment
                .assignment()
                .forEach(
                        (reader, splits) -> {
                            for (BillSplit split : splits) {
                                assigned.put(split.splitId(), split);
                                note(reader, split.splitId());
                            }
                        });
    }

    @Override
    public void sendEventToSourceReader(int reader, SourceEvent event) {
        DaySealed seal = (DaySealed) event;
        note(reader, "seal " + seal.number() + " of day " + seal.day());
    }

    @Override
    public void signalNoMoreSplits(int reader) {
        note(reader, "end");
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        scan =
                () -> {
                    T result;
                    try {
                        result = callable.call();
                    } catch (Exception e) {
                        handler.accept(null, e);
                        return;
                    }
                    handler.accept(result, null);
                };
        scan.run();
    }

    @Override
    public <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long delayMs, long periodMs) {
        callAsync(callable, handler);
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        runnable.run();
    }

    @Override
    public void setIsProcessingBacklog(boolean isProcessingBacklog) {}

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return null;
    }

    @Override
    public int currentParallelism() {
        return 2;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return readers;
    }
}
