package io.recon.connectors.bill;

import io.recon.model.bill.BillRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.io.InputStatus;

/** Stands for Flink's file reader: emits what it is told to, one step a poll. */
final class TestingFileReader implements SourceReader<BillRecord, FileSourceSplit> {
    private final List<FileSourceSplit> splits = new ArrayList<>();
    private final Deque<Consumer<ReaderOutput<BillRecord>>> steps = new ArrayDeque<>();

    /** With the next polls emits a record of a split, and with the one after it ends the split. */
    void emitLast(String splitId, BillRecord record) {
        steps.add(output -> output.createOutputForSplit(splitId).collect(record));
        steps.add(
                output -> {
                    splits.removeIf(split -> split.splitId().equals(splitId));
                    output.releaseOutputForSplit(splitId);
                });
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<BillRecord> output) {
        if (!steps.isEmpty()) {
            steps.poll().accept(output);
        }
        return steps.isEmpty() ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<FileSourceSplit> snapshotState(long checkpointId) {
        return List.copyOf(splits);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return new CompletableFuture<>();
    }

    @Override
    public void addSplits(List<FileSourceSplit> added) {
        splits.addAll(added);
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
}
