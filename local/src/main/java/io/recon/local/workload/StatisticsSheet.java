package io.recon.local.workload;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts results into the cells of {@code statistics.csv}. */
final class StatisticsSheet {
    static final List<String> COLUMNS =
            List.of(
                    "channel",
                    "account",
                    "day",
                    "currency",
                    "txn_type",
                    "outcome",
                    "platform_count",
                    "platform_amount",
                    "channel_count",
                    "channel_amount");

    private record Cell(
            String channel,
            String account,
            LocalDate day,
            String currency,
            TransactionType type,
            String outcome) {
        List<String> texts() {
            return List.of(channel, account, day.toString(), currency, type.name(), outcome);
        }
    }

    private static final int SUMS = 4;

    private final Map<Cell, long[]> cells = new HashMap<>();

    void platform(TransactionKey key, LocalDate day, Money amount, String outcome) {
        add(key, day, amount, outcome, 0);
    }

    void channel(TransactionKey key, LocalDate day, Money amount, String outcome) {
        add(key, day, amount, outcome, 2);
    }

    private void add(TransactionKey key, LocalDate day, Money amount, String outcome, int side) {
        Cell cell =
                new Cell(key.channel(), key.account(), day, amount.currency(), key.type(), outcome);
        long[] sums = cells.computeIfAbsent(cell, any -> new long[SUMS]);
        sums[side]++;
        sums[side + 1] += amount.minor();
    }

    void write(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        cells.forEach(
                (cell, sums) -> {
                    List<String> row = new ArrayList<>(cell.texts());
                    for (long sum : sums) {
                        row.add(Long.toString(sum));
                    }
                    rows.add(row);
                });
        rows.sort(Comparator.comparing(row -> String.join(",", row)));
        CsvTable.write(file, COLUMNS, rows);
    }
}
