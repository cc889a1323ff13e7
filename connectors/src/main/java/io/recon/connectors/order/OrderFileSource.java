package io.recon.connectors.order;

import io.recon.model.order.OrderRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.apache.flink.connector.file.src.assigners.SimpleSplitAssigner;
import org.apache.flink.core.fs.Path;

/**
 * Orders from files of change events, one JSON object a line, plain or {@code .gz}: a bounded
 * source, whose readers share the files among them. The order in which lines are read is not that
 * of the files; versions decide which is the newer.
 *
 * <p>It emits no watermark: take it with {@code WatermarkStrategy.noWatermarks()}. What cannot be
 * read is emitted as a reject; a file that cannot be unpacked to its end fails the job.
 */
public final class OrderFileSource {
    private OrderFileSource() {}

    /**
     * The source of a file, or of all files below a directory.
     *
     * @param type the records' type, by their codec
     */
    public static FileSource<OrderRecord> of(
            Path path, OrderParserOptions options, TypeInformation<OrderRecord> type) {
        return of(
                path, options, type, OrderFiles.LEAST_RANGE_BYTES, OrderFileLines.MOST_LINE_BYTES);
    }

    static FileSource<OrderRecord> of(
            Path path,
            OrderParserOptions options,
            TypeInformation<OrderRecord> type,
            long leastRangeBytes,
            int mostLineBytes) {
        OrderFileFormat format = new OrderFileFormat(path, options, mostLineBytes, type);
        return FileSource.forBulkFileFormat(format, path)
                .setFileEnumerator(() -> new OrderFiles(leastRangeBytes))
                .setSplitAssigner(OrderFileSource::inOrder)
                .build();
    }

    /** Gives the files' ranges out from the first to the last: the assigner begins at the end. */
    private static FileSplitAssigner inOrder(Collection<FileSourceSplit> splits) {
        List<FileSourceSplit> reversed = new ArrayList<>(splits);
        Collections.reverse(reversed);
        return new SimpleSplitAssigner(reversed);
    }
}
