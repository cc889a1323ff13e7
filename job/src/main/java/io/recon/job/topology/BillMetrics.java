package io.recon.job.topology;

import io.recon.connectors.bill.format.BillError;
import io.recon.model.bill.BillRecord;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of what a channel's bill source reads, in the operator's group as {@code
 * recon.channel.<channel>.<name>}.
 *
 * <ul>
 *   <li>{@code linesRead}: lines that may count, and retractions
 *   <li>{@code lineRejects}: lines that could not be read
 *   <li>{@code fileRejects}: files of which no line counts
 *   <li>{@code files}: files that were read to their end, or came too late to be read
 *   <li>{@code provenFiles}: those that hold no day
 *   <li>{@code unprovenFiles}: those that hold their day
 *   <li>{@code lateFiles}: those that came after their day was sealed, and are ignored
 * </ul>
 *
 * <p>What holds between them: {@code files} = {@code provenFiles} + {@code unprovenFiles} + {@code
 * lateFiles}. {@code linesRead} is the {@code lines} of the operator behind, but for what is on its
 * way between the two.
 */
final class BillMetrics {
    private final Counter linesRead;
    private final Counter lineRejects;
    private final Counter fileRejects;
    private final Counter files;
    private final Counter provenFiles;
    private final Counter unprovenFiles;
    private final Counter lateFiles;

    BillMetrics(MetricGroup operator, String channel) {
        MetricGroup group = operator.addGroup("recon").addGroup("channel", channel);
        linesRead = group.counter("linesRead");
        lineRejects = group.counter("lineRejects");
        fileRejects = group.counter("fileRejects");
        files = group.counter("files");
        provenFiles = group.counter("provenFiles");
        unprovenFiles = group.counter("unprovenFiles");
        lateFiles = group.counter("lateFiles");
    }

    void count(BillRecord record) {
        if (record instanceof BillRecord.Line || record instanceof BillRecord.Retraction) {
            linesRead.inc();
        } else if (record instanceof BillRecord.Reject reject) {
            (reject.position().line() == 0 ? fileRejects : lineRejects).inc();
        } else if (record instanceof BillRecord.FileReport report) {
            files.inc();
            counterOf(report).inc();
        }
    }

    private Counter counterOf(BillRecord.FileReport report) {
        if (report.error().equals(BillError.LATE_FILE.word())) {
            return lateFiles;
        }
        return report.isProven() ? provenFiles : unprovenFiles;
    }
}
