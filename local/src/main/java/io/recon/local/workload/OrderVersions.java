package io.recon.local.workload;

import io.recon.model.TransactionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The versions of orders that a workload's events tell, each as often as it is told, in the columns
 * of the table {@code platform_order}. They come from what was planted: no parser has read them.
 */
public final class OrderVersions {
    /** The columns that were planted. */
    public static final List<String> COLUMNS =
            List.of(
                    "channel",
                    "account",
                    "txn_type",
                    "txn_no",
                    "op",
                    "deleted",
                    "version_kind",
                    "version_major",
                    "version_minor",
                    "version_row",
                    "version_ms",
                    "order_no",
                    "channel_trade_no",
                    "amount",
                    "currency",
                    "status",
                    "paid_at",
                    "updated_at");

    private final CdcEncoding encoding;
    private final List<List<String>> rows = new ArrayList<>();

    private OrderVersions(CdcEncoding encoding) {
        this.encoding = encoding;
    }

    static List<List<String>> of(Workload workload) {
        OrderVersions versions = new OrderVersions(workload.encoding());
        for (OrderFile file : workload.orderFiles()) {
            for (OrderFile.Line line : file.lines()) {
                if (line.change() != null) {
                    versions.add(line.change());
                }
            }
        }
        return versions.rows;
    }

    private void add(OrderChange change) {
        add(change, change.key(), change.row());
        if (change.movesItsKey()) {
            add(change, change.before(), null);
        }
    }

    private void add(OrderChange change, TransactionKey key, PlannedRow row) {
        List<String> cells = new ArrayList<>();
        cells.addAll(List.of(key.channel(), key.account(), key.type().name(), key.number()));
        cells.add(Character.toString(change.operation()));
        cells.add(Boolean.toString(row == null).toUpperCase(Locale.ROOT));
        cells.addAll(version(change.at()));
        if (row == null) {
            cells.addAll(List.of("", "", "", "", "", "", ""));
        } else {
            cells.add(orEmpty(row.orderNumber()));
            cells.add(orEmpty(row.tradeNumber()));
            cells.add(Long.toString(row.amount().minor()));
            cells.add(row.amount().currency());
            cells.add(row.status().name());
            cells.add(row.paidAtMs() == null ? "" : time(row.paidAtMs()));
            cells.add(time(row.updatedAtMs()));
        }
        rows.add(cells);
    }

    private List<String> version(LogPosition at) {
        String timeMs = Long.toString(at.timestampMs());
        return switch (encoding.positions()) {
            case MYSQL ->
                    List.of(
                            "LOG_FILE",
                            Long.toString(at.logFile(OrderLog.FIRST_LOG_FILE)),
                            Long.toString(at.inLogFile()),
                            Long.toString(at.rowOfEvent()),
                            timeMs);
            case POSTGRESQL -> List.of("LSN", Long.toString(at.lsn()), "0", "0", timeMs);
            case TIME_ONLY -> List.of("TIME_ONLY", "0", "0", "0", timeMs);
        };
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static String time(long timeMs) {
        return Instant.ofEpochMilli(timeMs).toString();
    }
}
