package io.recon.local.tables;

import io.recon.connectors.hive.HiveReader;
import io.recon.local.output.BillFileRows;
import io.recon.local.output.CsvFile;
import io.recon.local.output.CsvText;
import io.recon.local.output.RejectRows;
import io.recon.local.output.ResultRow;
import io.recon.local.output.SortedRuns;
import io.recon.local.output.StatisticsRows;
import io.recon.model.TransactionType;
import io.recon.model.bill.LinePosition;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.Policy;
import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.types.Row;

/**
 * Writes what the tables hold as the files of {@code reconcile}. What there is much of, results and
 * rejects, is sorted on disk.
 */
final class TablesExport {
    private static final long BUFFER_BYTES = 128L << 20;

    private final HiveReader tables;
    private final DayBounds days;
    private final Path work;
    private long results;

    /**
     * @param work an empty directory for what is sorted on disk
     */
    TablesExport(HiveReader tables, DayBounds days, Path work) {
        this.tables = tables;
        this.days = days;
        this.work = work;
    }

    /** How many results were written, but for the withdrawn ones, which count nowhere. */
    long results() {
        return results;
    }

    void writeResults(Path path) throws Exception {
        Path runs = Files.createDirectory(work.resolve("results"));
        try (SortedRuns.Writer writer = new SortedRuns.Writer(runs, "results", BUFFER_BYTES)) {
            CsvText text = new CsvText();
            tables.query(
                    "SELECT "
                            + String.join(", ", ResultRow.COLUMNS)
                            + " FROM recon_result_latest WHERE "
                            + days.ofTexts("dt"),
                    row -> add(row, text, writer));
        }
        try (CsvFile csv = new CsvFile(path, ResultRow.COLUMNS);
                SortedRuns.Merge merge = new SortedRuns.Merge(runs)) {
            for (SortedRuns.Entry entry = merge.next(); entry != null; entry = merge.next()) {
                csv.row(entry.value());
            }
            csv.complete();
        }
    }

    /** The cells are copied as they stand: the tables have them in the same form. */
    private void add(Row row, CsvText text, SortedRuns.Writer writer) {
        for (String column : ResultRow.COLUMNS) {
            Object cell = row.getField(column);
            text.text(cell == null ? null : cell.toString());
        }
        results += Outcome.WITHDRAWN.name().equals(row.getField("outcome")) ? 0 : 1;
        String id = row.getFieldAs("result_id");
        try {
            writer.add(new SortedRuns.Entry(id.getBytes(StandardCharsets.UTF_8), 0, text.endRow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeStatistics(Path path) throws Exception {
        StatisticsRows statistics = new StatisticsRows();
        tables.query(
                "SELECT * FROM recon_statistics_latest WHERE " + days.ofDates("`day`"),
                row -> statistics.add(cell(row)));
        try (CsvFile csv = new CsvFile(path, StatisticsRows.COLUMNS)) {
            statistics.writeTo(csv);
            csv.complete();
        }
    }

    private static StatisticsCell cell(Row row) {
        LocalDate day = row.getFieldAs("day");
        String type = row.getFieldAs("txn_type");
        String outcome = row.getFieldAs("outcome");
        return new StatisticsCell(
                new StatisticsKey(
                        row.getFieldAs("channel"),
                        row.getFieldAs("account"),
                        Math.toIntExact(day.toEpochDay()),
                        row.getFieldAs("currency"),
                        TransactionType.valueOf(type),
                        Outcome.valueOf(outcome)),
                new Sums(
                        row.getFieldAs("platform_count"),
                        row.getFieldAs("platform_amount"),
                        row.getFieldAs("channel_count"),
                        row.getFieldAs("channel_amount")),
                row.getFieldAs("revision"));
    }

    void writeBillFiles(Path path) throws Exception {
        Map<LandedFile, FileContents> contents = new HashMap<>();
        tables.query(
                Question.of("bill-files").with("days", days.ofTexts("dt")).sql(),
                row ->
                        contents.computeIfAbsent(LandedFile.of(row), file -> new FileContents())
                                .add(row));
        BillFileRows files = new BillFileRows();
        contents.forEach((file, content) -> files.add(file.channel(), content.report(file)));
        contents.clear();
        String earlierToo = days.untilTo().ofTexts("dt");
        tables.query(
                Question.of("adjusted-lines")
                        .including("bill-lines", "bill-lines")
                        .with("bills", earlierToo)
                        .with(
                                "transactions",
                                """
                                SELECT channel, account, txn_type, txn_no FROM channel_bill
                                WHERE ${bills}
                                GROUP BY channel, account, txn_type, txn_no HAVING COUNT(*) > 1\
                                """)
                        .with("days", days.ofTexts("dt"))
                        .with("most_lines", Policy.MOST_LINES)
                        .sql(),
                row -> AdjustedRow.adjust(row, files));
        try (CsvFile csv = new CsvFile(path, BillFileRows.COLUMNS)) {
            files.writeTo(csv);
            csv.complete();
        }
    }

    void writeRejects(Path path) throws Exception {
        RejectRows rejects = new RejectRows(Files.createDirectory(work.resolve("rejects")));
        tables.query(
                Question.of("rejects").with("days", days.ofTexts("dt")).sql(),
                row -> add(row, rejects));
        try (CsvFile csv = new CsvFile(path, RejectRows.COLUMNS)) {
            rejects.writeTo(csv, (file, line, reason) -> {});
            csv.complete();
        }
    }

    private static void add(Row row, RejectRows rejects) {
        String source = row.getFieldAs("source");
        String file = row.getFieldAs("file");
        long line = row.<Long>getFieldAs("line");
        String reason = row.getFieldAs("reason");
        String raw = row.getFieldAs("raw");
        int times = row.<Integer>getFieldAs("times");
        for (int i = 0; i < times; i++) {
            if (source.equals("orders")) {
                rejects.addOrder(new OrderReject(file, line, reason, raw));
            } else {
                rejects.addLine(
                        row.getFieldAs("channel"),
                        new LinePosition(LandedFile.dayOf(row), file, line),
                        reason,
                        raw);
            }
        }
    }
}
