package io.recon.connectors.bill;

import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.day.DayClock;
import io.recon.model.day.Horizon;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads files through {@link org.apache.flink.connector.file.src.FileSource}'s reader and adds what
 * that one does not know: the reports of days, the reports of files to the enumerator, and the
 * watermarks.
 *
 * <p>The first watermark after every start closes the day before the channel's first one; whoever
 * follows learns the first day from it. Each later one closes the last day that is sealed and of
 * which, as of every earlier day, this reader has emitted all it holds.
 */
@SuppressWarnings("try") // Flink's reader may be interrupted in close(), and so may this one
final class BillSourceReader implements SourceReader<BillRecord, BillSplit> {
    private final SourceReader<BillRecord, FileSourceSplit> files;
    private final SourceReaderContext context;
    private final DayClock clock;
    private final BillSourceSettings settings;

    /** The days of the files that are not yet emitted to their end, by split. */
    private final Map<String, Integer> openFiles = new HashMap<>();

    /** What the enumerator says and is not yet emitted. Restored splits come in any order. */
    private final Queue<BillSplit> said =
            new PriorityQueue<>(Comparator.comparingLong(BillSplit::number));

    /** The reports of the emitted files whose days are not sealed, by split. */
    private final Map<String, BillSplit> fileReports = new LinkedHashMap<>();

    private boolean started;
    private int firstDay = Horizon.NONE;
    private int sealed = Horizon.NONE;
    private int emitted = Horizon.NONE;

    private WatchedOutput watched;
    private CompletableFuture<Void> woken = new CompletableFuture<>();
    private CompletableFuture<Void> filesAvailable;
    private CompletableFuture<Void> available;

    BillSourceReader(
            SourceReader<BillRecord, FileSourceSplit> files,
            SourceReaderContext context,
            BillSourceSettings settings) {
        this.files = files;
        this.context = context;
        this.clock = new DayClock(settings.watch().zone(), settings.watch().cutOff());
        this.settings = settings;
    }

    /** Repeats the reports that it kept: what was sent before a recovery may have been lost. */
    @Override
    public void start() {
        started = true;
        fileReports.values().forEach(this::send);
        files.start();
    }

    private void send(BillSplit report) {
        context.sendSourceEventToCoordinator(new FileReported(report.fileReport()));
    }

    @Override
    public InputStatus pollNext(ReaderOutput<BillRecord> output) throws Exception {
        if (woken.isDone()) {
            woken = new CompletableFuture<>();
        }
        if (watched == null || watched.output != output) {
            watched = new WatchedOutput(output);
        }
        for (BillSplit split = said.poll(); split != null; split = said.poll()) {
            output.collect(split.said());
        }
        InputStatus status = files.pollNext(watched);
        emitWatermark(output);
        return status;
    }

    private void emitWatermark(ReaderOutput<BillRecord> output) {
        if (firstDay == Horizon.NONE) {
            return;
        }
        if (emitted == Horizon.NONE) {
            emit(firstDay - 1, output);
        }
        int through = sealed;
        if (emitted < through && settings.keeps(Safeguard.WAIT_FOR_OPEN_SPLITS)) {
            for (int day : openFiles.values()) {
                through = Math.min(through, day - 1);
            }
        }
        if (emitted < through) {
            emit(through, output);
        }
    }

    private void emit(int day, ReaderOutput<BillRecord> output) {
        emitted = day;
        output.emitWatermark(new Watermark(clock.closingWatermarkOf(day)));
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (!(event instanceof DaySealed seal)) {
            files.handleSourceEvents(event);
            return;
        }
        firstDay = seal.firstDay();
        sealed = Math.max(sealed, seal.day());
        fileReports.values().removeIf(report -> report.day() <= sealed);
        woken.complete(null);
    }

    @Override
    public void addSplits(List<BillSplit> splits) {
        List<FileSourceSplit> toRead = new ArrayList<>();
        for (BillSplit split : splits) {
            switch (split.kind()) {
                case FILE -> {
                    openFiles.put(split.splitId(), split.day());
                    toRead.add(split);
                }
                case SAID -> said.add(split);
                case REPORT -> keep(split);
            }
        }
        if (!toRead.isEmpty()) {
            files.addSplits(toRead);
        }
        woken.complete(null);
    }

    private void keep(BillSplit report) {
        fileReports.put(report.splitId(), report);
        if (started) {
            send(report);
        }
    }

    @Override
    public List<BillSplit> snapshotState(long checkpointId) {
        List<BillSplit> splits = new ArrayList<>();
        for (FileSourceSplit file : files.snapshotState(checkpointId)) {
            splits.add((BillSplit) file);
        }
        splits.addAll(said);
        splits.addAll(fileReports.values());
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> now = files.isAvailable();
        if (now.isDone()) {
            return now;
        }
        if (woken.isDone()) {
            return woken;
        }
        if (now != filesAvailable || available == null || available.isDone()) {
            filesAvailable = now;
            available = CompletableFuture.anyOf(now, woken).thenApply(either -> null);
        }
        return available;
    }

    @Override
    public void notifyNoMoreSplits() {
        files.notifyNoMoreSplits();
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        files.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        files.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
        files.pauseOrResumeSplits(toPause, toResume);
    }

    @Override
    public void close() throws Exception {
        files.close();
    }

    /**
     * Sees what the file reader emits. It releases a split's output only after the split's last
     * record was emitted: that is how a file is known to be done.
     */
    private final class WatchedOutput implements ReaderOutput<BillRecord> {
        private final ReaderOutput<BillRecord> output;

        WatchedOutput(ReaderOutput<BillRecord> output) {
            this.output = output;
        }

        @Override
        public void collect(BillRecord record) {
            output.collect(record);
        }

        @Override
        public void collect(BillRecord record, long timestamp) {
            output.collect(record, timestamp);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            throw new IllegalStateException("only seals make watermarks, not " + watermark);
        }

        /** A bill source is never idle: the orders alone would close its days. */
        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<BillRecord> createOutputForSplit(String splitId) {
            return new FileOutput(output.createOutputForSplit(splitId));
        }

        @Override
        public void releaseOutputForSplit(String splitId) {
            output.releaseOutputForSplit(splitId);
            openFiles.remove(splitId);
        }
    }

    /** Sees a file's report pass. */
    private final class FileOutput implements SourceOutput<BillRecord> {
        private final SourceOutput<BillRecord> output;

        FileOutput(SourceOutput<BillRecord> output) {
            this.output = output;
        }

        @Override
        public void collect(BillRecord record) {
            output.collect(record);
            if (record instanceof FileReport report) {
                keep(BillSplit.ofReport(report));
            }
        }

        @Override
        public void collect(BillRecord record, long timestamp) {
            collect(record);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            throw new IllegalStateException("only seals make watermarks, not " + watermark);
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }
}
