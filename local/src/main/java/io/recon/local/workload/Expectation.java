package io.recon.local.workload;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a reconciliation must give. As files it has the columns of the command's output, without
 * those that depend on the run ({@code result_id}, {@code revision}, {@code decided_at}), and
 * besides them the lines and orders that count.
 */
public final class Expectation {
    /** An order and its platform day. */
    record LocatedOrder(PlannedRow row, LocalDate day) {}

    /** A line and where it stands. */
    record LocatedLine(LocalDate day, String file, int lineNumber, PlannedLine line) {}

    /** A result that is due. */
    record Row(
            TransactionKey key,
            boolean duplicate,
            LocatedOrder platform,
            LocatedLine channel,
            String outcome,
            String state,
            String differences) {}

    static final List<String> RESULT_COLUMNS =
            List.of(
                    "channel",
                    "account",
                    "txn_type",
                    "txn_no",
                    "platform_day",
                    "channel_day",
                    "outcome",
                    "state",
                    "differences",
                    "platform_currency",
                    "platform_amount",
                    "platform_status",
                    "platform_time",
                    "channel_currency",
                    "channel_amount",
                    "channel_fee",
                    "channel_status",
                    "channel_time",
                    "channel_trade_no",
                    "bill_file",
                    "bill_line");

    private final List<Row> rows = new ArrayList<>();
    private final StatisticsSheet statistics = new StatisticsSheet();
    private final List<FileTotals> files = new ArrayList<>();
    private final List<List<String>> rejects = new ArrayList<>();
    private final List<List<String>> lines = new ArrayList<>();
    private final List<List<String>> orders = new ArrayList<>();
    private int exitCode;

    /** How many main results each outcome has, and how many DUPLICATE. */
    public Map<String, Long> outcomes() {
        Map<String, Long> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(row.outcome(), 1L, Long::sum));
        return counts;
    }

    /** The exit code of the command. */
    public int exitCode() {
        return exitCode;
    }

    List<Row> rows() {
        return rows;
    }

    List<FileTotals> files() {
        return files;
    }

    List<List<String>> rejects() {
        return rejects;
    }

    void exitCode(int code) {
        exitCode = code;
    }

    void row(Row row) {
        rows.add(row);
        if (row.platform() != null) {
            Money amount = row.platform().row().amount();
            statistics.platform(row.key(), row.platform().day(), amount, row.outcome());
        }
        if (row.channel() != null) {
            Money amount = row.channel().line().amount();
            statistics.channel(row.key(), row.channel().day(), amount, row.outcome());
        }
    }

    void file(FileTotals totals) {
        files.add(totals);
    }

    void reject(String source, String file, int line, String word) {
        rejects.add(List.of(source, file, Integer.toString(line), word));
    }

    void line(LocatedLine located, boolean repeated) {
        PlannedLine line = located.line();
        TransactionKey key = line.key();
        lines.add(
                List.of(
                        key.channel(),
                        located.day().toString(),
                        key.account(),
                        line.amount().currency(),
                        key.type().name(),
                        Long.toString(line.amount().minor()),
                        Boolean.toString(repeated),
                        key.number(),
                        located.file(),
                        Integer.toString(located.lineNumber()),
                        line.tradeNumber() == null ? "" : line.tradeNumber(),
                        Long.toString(line.feeMinor()),
                        line.status().name(),
                        Instant.ofEpochMilli(line.timeMs()).toString()));
    }

    void order(TransactionKey key, PlannedRow row, LocalDate day) {
        orders.add(
                List.of(
                        key.channel(),
                        day.toString(),
                        key.account(),
                        row.amount().currency(),
                        key.type().name(),
                        Long.toString(row.amount().minor()),
                        row.status().name(),
                        key.number()));
    }

    /** Writes everything below a directory. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        CsvTable.write(
                directory.resolve("results.csv"),
                RESULT_COLUMNS,
                rows.stream().map(Expectation::cells).toList());
        statistics.write(directory.resolve("statistics.csv"));
        CsvTable.write(
                directory.resolve("bill_files.csv"),
                FileTotals.COLUMNS,
                files.stream().flatMap(file -> file.rows().stream()).toList());
        CsvTable.write(
                directory.resolve("rejects.csv"),
                List.of("source", "file", "line", "reason"),
                rejects);
        List<String> sums = List.of("channel", "day", "account", "currency", "txn_type", "amount");
        CsvTable.write(
                directory.resolve("bill_lines.csv"),
                plus(
                        sums,
                        "repeated",
                        "txn_no",
                        "file",
                        "line",
                        "channel_trade_no",
                        "fee",
                        "status",
                        "time"),
                lines);
        CsvTable.write(directory.resolve("orders.csv"), plus(sums, "status", "txn_no"), orders);
        Files.writeString(directory.resolve("exit_code"), exitCode + "\n");
    }

    private static List<String> plus(List<String> columns, String... more) {
        List<String> all = new ArrayList<>(columns);
        all.addAll(List.of(more));
        return all;
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        TransactionKey key = row.key();
        cells.addAll(List.of(key.channel(), key.account(), key.type().name(), key.number()));
        cells.add(row.platform() == null ? "" : row.platform().day().toString());
        cells.add(row.channel() == null ? "" : row.channel().day().toString());
        cells.addAll(List.of(row.outcome(), row.state(), row.differences()));
        if (row.platform() == null) {
            cells.addAll(List.of("", "", "", ""));
        } else {
            PlannedRow order = row.platform().row();
            money(cells, order.amount());
            cells.add(order.status().name());
            cells.add(Instant.ofEpochMilli(order.timeMs()).toString());
        }
        if (row.channel() == null) {
            cells.addAll(List.of("", "", "", "", "", "", "", ""));
        } else {
            PlannedLine line = row.channel().line();
            money(cells, line.amount());
            cells.add(Long.toString(line.feeMinor()));
            cells.add(line.status().name());
            cells.add(Instant.ofEpochMilli(line.timeMs()).toString());
            cells.add(line.tradeNumber() == null ? "" : line.tradeNumber());
            cells.add(row.channel().file());
            cells.add(Integer.toString(row.channel().lineNumber()));
        }
        return cells;
    }

    private static void money(List<String> cells, Money money) {
        cells.add(money.currency());
        cells.add(Long.toString(money.minor()));
    }

    /** What a file's rows in {@code bill_files.csv} must say. */
    static final class FileTotals {
        static final List<String> COLUMNS =
                List.of(
                        "channel",
                        "day",
                        "file",
                        "account",
                        "currency",
                        "lines",
                        "payments",
                        "refunds",
                        "other",
                        "rejected",
                        "repeated",
                        "payment_amount",
                        "refund_amount",
                        "fee",
                        "totals",
                        "error");

        private static final int PAYMENTS = 0;
        private static final int REFUNDS = 1;
        private static final int REPEATED = 2;
        private static final int PAYMENT_AMOUNT = 3;
        private static final int REFUND_AMOUNT = 4;
        private static final int FEE = 5;
        private static final int SUMS = 6;

        private final String channel;
        private final LocalDate day;
        private final PlannedFile file;
        private final Map<String, long[]> sums = new TreeMap<>();
        private final TreeSet<String> accounts = new TreeSet<>();
        private long other;
        private long rejected;

        FileTotals(String channel, LocalDate day, PlannedFile file) {
            this.channel = channel;
            this.day = day;
            this.file = file;
        }

        void line(PlannedLine line, boolean payment) {
            long[] sum = sums.computeIfAbsent(line.amount().currency(), any -> new long[SUMS]);
            sum[payment ? PAYMENTS : REFUNDS]++;
            sum[payment ? PAYMENT_AMOUNT : REFUND_AMOUNT] += line.amount().minor();
            sum[FEE] += line.feeMinor();
            accounts.add(line.key().account());
        }

        void repeated(String currency) {
            sums.get(currency)[REPEATED]++;
        }

        void other() {
            other++;
        }

        void rejected() {
            rejected++;
        }

        /** The rows; what has no currency is given with the first. */
        List<List<String>> rows() {
            Map<String, long[]> shown = sums.isEmpty() ? Map.of("", new long[SUMS]) : sums;
            List<List<String>> rows = new ArrayList<>();
            for (Map.Entry<String, long[]> entry : shown.entrySet()) {
                long[] sum = entry.getValue();
                boolean first = rows.isEmpty();
                long loose = first ? other + rejected : 0;
                List<String> row = new ArrayList<>();
                row.addAll(List.of(channel, day.toString(), file.path()));
                row.addAll(List.of(String.join(";", accounts), entry.getKey()));
                row.add(Long.toString(sum[PAYMENTS] + sum[REFUNDS] + loose));
                row.add(Long.toString(sum[PAYMENTS]));
                row.add(Long.toString(sum[REFUNDS]));
                row.add(Long.toString(first ? other : 0));
                row.add(Long.toString(first ? rejected : 0));
                row.add(Long.toString(sum[REPEATED]));
                row.add(Long.toString(sum[PAYMENT_AMOUNT]));
                row.add(Long.toString(sum[REFUND_AMOUNT]));
                row.add(Long.toString(sum[FEE]));
                row.add(totals());
                row.add(file.damage().word);
                rows.add(row);
            }
            return rows;
        }

        /** Empty where it is not said what a reader must find. */
        private String totals() {
            if (!file.format().statesTotals) {
                return file.isRejectedWhole() ? "" : "NONE";
            }
            return switch (file.damage()) {
                case NONE -> rejected == 0 ? "AGREE" : "";
                case COUNT_OFF, AMOUNT_OFF -> "DISAGREE";
                case TRUNCATED -> "";
            };
        }
    }
}
