package io.recon.local.workload;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * One file of a bill.
 *
 * @param path below the day's directory, with {@code v2/} where it belongs to a re-issue
 * @param account the merchant account that the file names; null where each line names its own
 * @param day the day that the file names
 * @param rows in the file's order; of a UnionPay zip those of the ZM go before those of the ZME
 */
public record PlannedFile(
        String path,
        BillFormat format,
        String account,
        LocalDate day,
        List<BillRow> rows,
        Packing packing,
        Damage damage) {
    /** What the file is packed in. */
    public enum Packing {
        PLAIN,
        GZIP,
        ZIP,
        /** Two entries with lines of one kind in one archive. */
        ZIP_OF_TWO
    }

    /** What is wrong with the file as a whole. */
    public enum Damage {
        NONE(""),
        /** The trailer declares one line more than there is. */
        COUNT_OFF("totals_mismatch"),
        /** The trailer declares a cent more than there is. */
        AMOUNT_OFF("totals_mismatch"),
        /** The archive ends early: the file is rejected whole. */
        TRUNCATED("archive_truncated");

        final String word;

        Damage(String word) {
            this.word = word;
        }
    }

    private static final int ALIPAY_HEAD_LINES = 5;
    private static final int HEADER_LINES = 1;

    public PlannedFile {
        requireNonNull(path, "path");
        requireNonNull(format, "format");
        requireNonNull(day, "day");
        requireNonNull(packing, "packing");
        requireNonNull(damage, "damage");
        rows =
                format == BillFormat.UNIONPAY_ZM && packing == Packing.ZIP
                        ? rows.stream().sorted(Comparator.comparing(PlannedFile::isOther)).toList()
                        : List.copyOf(rows);
    }

    private static boolean isOther(BillRow row) {
        return row.kind() == BillRow.Kind.OTHER;
    }

    /** Whether it is a zip of the normal records and the adjustments, which are the other lines. */
    private boolean isZmWithZme() {
        return format == BillFormat.UNIONPAY_ZM && packing == Packing.ZIP;
    }

    /** How many rows the first entry holds. */
    int firstEntryRows() {
        if (isZmWithZme()) {
            return Math.toIntExact(rows.stream().filter(row -> !isOther(row)).count());
        }
        return packing == Packing.ZIP_OF_TWO && rows.size() > 1 ? rows.size() / 2 : rows.size();
    }

    String entryName(int entry) {
        if (isZmWithZme()) {
            return UnionpayBillWriter.entryName(entry == 0 ? "ZM" : "ZME", account, day);
        }
        return (entry == 0 ? "a" : "b") + format.suffix;
    }

    /** Where a row stands: the file, with the entry where several hold lines. */
    String positionFile(int row) {
        if (!isZmWithZme() && firstEntryRows() == rows.size()) {
            return path;
        }
        return path + '#' + entryName(row < firstEntryRows() ? 0 : 1);
    }

    /** The physical line of a row, from 1. */
    int positionLine(int row) {
        int inEntry = row < firstEntryRows() ? row : row - firstEntryRows();
        int head =
                switch (format) {
                    case ALIPAY_TRADE -> ALIPAY_HEAD_LINES;
                    case UNIONPAY_ZM -> 0;
                    case WECHAT_TRADE, CSV, FIXED_WIDTH -> HEADER_LINES;
                };
        return 1 + inEntry + head;
    }

    boolean isRejectedWhole() {
        return damage == Damage.TRUNCATED;
    }

    /** Whether the bill day is not proven because of this file. */
    boolean holdsItsDay() {
        return damage != Damage.NONE
                || rows.stream().anyMatch(row -> row.kind() == BillRow.Kind.BAD);
    }
}
