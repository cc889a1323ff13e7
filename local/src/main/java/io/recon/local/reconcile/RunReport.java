package io.recon.local.reconcile;

import io.recon.local.output.BillFileRows;
import io.recon.local.output.CsvFile;
import io.recon.local.output.CsvText;
import io.recon.local.output.DayRange;
import io.recon.local.output.RejectRows;
import io.recon.local.output.ResultRow;
import io.recon.local.output.SortedRuns;
import io.recon.local.output.StatisticsRows;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Reject;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.codec.ResultChangeCodec;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.LineAdjustment;
import io.recon.model.reconcile.ResultChange;
import io.recon.udf.type.DomainTypes;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Turns what the sinks of a bounded run left behind into the files that its user asked for, and
 * checks on the way that nothing is unaccounted for.
 */
final class RunReport {
    private final RunDirectory run;
    private final Conservation conservation = new Conservation();
    private final DaySummary summary = new DaySummary();
    private final BillFileRows files = new BillFileRows();
    private final RejectRows rejects;
    private final List<String> heldDays = new ArrayList<>();
    private long results;
    private long breaks;

    RunReport(RunDirectory run, Path rejectsDirectory) {
        this.run = run;
        this.rejects = new RejectRows(rejectsDirectory);
    }

    /** Writes all files of the run into a directory. */
    void write(Path out) throws IOException {
        readBills();
        writeResults(out.resolve("results.csv"));
        writeStatistics(out.resolve("statistics.csv"));
        try (CsvFile csv = new CsvFile(out.resolve("bill_files.csv"), BillFileRows.COLUMNS)) {
            files.writeTo(csv);
            csv.complete();
        }
        writeRejects(out.resolve("rejects.csv"));
    }

    /** Every equation of conservation that does not hold. */
    List<String> violations() {
        return conservation.violations();
    }

    /** How many lone orders of days before its first each channel has, if any. */
    SortedMap<String, Long> ordersBeforeFirstDay() {
        return conservation.ordersBeforeFirstDay();
    }

    DaySummary summary() {
        return summary;
    }

    /** The days that are held or absent, each with its reason. */
    List<String> heldDays() {
        return heldDays;
    }

    long results() {
        return results;
    }

    long breaks() {
        return breaks;
    }

    long rejected() {
        return rejects.count();
    }

    private void readBills() throws IOException {
        run.read(RunDirectory.BILLS, DomainTypes.CHANNEL_RECORD, this::addBillRecord);
        run.read(RunDirectory.ADJUSTED_LINES, DomainTypes.ADJUSTED_LINE, this::adjust);
        run.read(RunDirectory.LEDGER, DomainTypes.LEDGER_DELTA, conservation::add);
        heldDays.sort(null);
    }

    private void addBillRecord(ChannelRecord value) {
        String channel = value.channel();
        BillRecord record = value.record();
        if (record instanceof FileReport report) {
            files.add(channel, report);
            conservation.add(channel, report);
        } else if (record instanceof Reject reject) {
            rejects.addLine(channel, reject.position(), reject.reason(), reject.raw());
        } else if (record instanceof DayReport day) {
            summary.add(channel, day);
            if (day.status() == DayStatus.HELD || day.status() == DayStatus.ABSENT) {
                heldDays.add(channel + " " + DayRange.of(day) + ": " + day.reason());
            }
        } else {
            throw new IllegalStateException(record + " is reconciled and no report");
        }
    }

    private void adjust(AdjustedLine adjusted) {
        conservation.add(adjusted);
        files.adjust(adjusted);
        if (adjusted.adjustment().kind() == LineAdjustment.Kind.OVER_LIMIT) {
            rejects.addOverLimit(adjusted);
        }
    }

    private void writeResults(Path path) throws IOException {
        ResultChangeCodec codec = new ResultChangeCodec();
        CsvText row = new CsvText();
        try (CsvFile csv = new CsvFile(path, ResultRow.COLUMNS);
                SortedRuns.Merge merge = run.results()) {
            for (SortedRuns.Entry entry = merge.next(); entry != null; entry = merge.next()) {
                ResultChange change =
                        codec.read(
                                codec.version(),
                                new DataInputStream(new ByteArrayInputStream(entry.value())));
                ResultRow.write(change, row);
                csv.row(row);
                conservation.add(change.key(), change.change().after());
                summary.add(change.key().channel(), change.change().after());
                results += change.change().after().isWithdrawn() ? 0 : 1;
                breaks += change.change().after().verdict().outcome().isBreak() ? 1 : 0;
            }
            csv.complete();
        }
    }

    private void writeStatistics(Path path) throws IOException {
        StatisticsRows statistics = new StatisticsRows();
        run.read(RunDirectory.STATISTICS, DomainTypes.STATISTICS_CELL, statistics::add);
        statistics.latest().forEach(conservation::add);
        try (CsvFile csv = new CsvFile(path, StatisticsRows.COLUMNS)) {
            statistics.writeTo(csv);
            csv.complete();
        }
    }

    private void writeRejects(Path path) throws IOException {
        run.read(RunDirectory.DEAD_LETTERS, DomainTypes.ORDER_REJECT, rejects::addOrder);
        try (CsvFile csv = new CsvFile(path, RejectRows.COLUMNS)) {
            rejects.writeTo(csv, (file, line, reason) -> {});
            csv.complete();
        }
    }
}
