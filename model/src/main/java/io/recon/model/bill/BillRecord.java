package io.recon.model.bill;

import static java.util.Objects.requireNonNull;

import io.recon.model.TransactionKey;
import io.recon.model.TransactionType;
import java.util.List;

/** What a bill source emits. Each record carries the number of the bill's issue, from 1. */
public sealed interface BillRecord {
    /** Which issue of the day's bill this is of: 1 for the first, 2 for {@code v2}, and so on. */
    int issue();

    /** The bill day, epoch days. */
    int day();

    /** A line that may count. It is emitted only after its whole file has been read. */
    record Line(TransactionKey key, BillLine line, int issue) implements BillRecord {
        public Line {
            requireNonNull(key, "key");
            requireNonNull(line, "line");
        }

        @Override
        public int day() {
            return line.position().day();
        }
    }

    /** A line that counted and counts no longer, since its bill was issued again. */
    record Retraction(TransactionKey key, BillLine line, int issue) implements BillRecord {
        public Retraction {
            requireNonNull(key, "key");
            requireNonNull(line, "line");
        }

        @Override
        public int day() {
            return line.position().day();
        }
    }

    /**
     * A line, or with {@code line} 0 a whole file, that could not be read.
     *
     * @param reason one of the error words, or an error word, a colon and a sentence
     * @param raw the line as it stood, at most 500 characters
     */
    record Reject(LinePosition position, String reason, String raw, int issue)
            implements BillRecord {
        public Reject {
            requireNonNull(position, "position");
            requireNonNull(reason, "reason");
            requireNonNull(raw, "raw");
        }

        @Override
        public int day() {
            return position.day();
        }
    }

    /**
     * What one landing file held, read to its end.
     *
     * @param file the file's path below the day's directory
     * @param content counts and sums of what could be read; empty if the file was rejected whole
     * @param totals whether the totals that the file states agree with what was read
     * @param error empty, or the word of what is wrong with the file
     * @param detail a sentence for people, for example {@code 1000 lines declared, 999 read}; may
     *     be empty
     */
    record FileReport(
            int day,
            int issue,
            String file,
            FileContent content,
            Totals totals,
            String error,
            String detail)
            implements BillRecord {
        public FileReport {
            requireNonNull(file, "file");
            requireNonNull(content, "content");
            requireNonNull(totals, "totals");
            requireNonNull(error, "error");
            requireNonNull(detail, "detail");
        }

        /**
         * Whether the file keeps its day from being held: read whole, nothing rejected, no error.
         */
        public boolean isProven() {
            return error.isEmpty() && content.rejected() == 0 && totals != Totals.DISAGREE;
        }
    }

    /**
     * Something became of a bill day, or of days in a row that are all absent.
     *
     * @param lastDay epoch days; {@code day} itself unless days in a row are absent
     */
    record DayReport(int day, int lastDay, int issue, DayStatus status, String reason)
            implements BillRecord {
        public DayReport {
            requireNonNull(status, "status");
            requireNonNull(reason, "reason");
            if (lastDay < day || (lastDay > day && status != DayStatus.ABSENT)) {
                throw new IllegalArgumentException(
                        "a report of the days " + day + " to " + lastDay + " cannot be " + status);
            }
        }

        /** A report of one day. */
        public DayReport(int day, int issue, DayStatus status, String reason) {
            this(day, day, issue, status, reason);
        }

        /**
         * Whether this was said before another report of the same day, by the states alone: a bill
         * is overdue before anything else is said of its day, and nothing is said after the seal. A
         * job that is restored with another parallelism may hear such reports in any order, for
         * they may come from several readers. Two reasons for which a day is held are not told
         * apart: the one that comes last counts.
         */
        public boolean isOlderThan(DayReport other) {
            return status.turn() < other.status.turn();
        }
    }

    /** Whether a file's stated totals agree with its lines. */
    enum Totals {
        AGREE(1),
        DISAGREE(2),
        /** The format states no totals. */
        NONE(3);

        private final int code;

        Totals(int code) {
            this.code = code;
        }

        /** The number that stands for this in durable bytes. It never changes. */
        public int code() {
            return code;
        }

        /** The constant with this number. */
        public static Totals ofCode(int code) {
            return switch (code) {
                case 1 -> AGREE;
                case 2 -> DISAGREE;
                case 3 -> NONE;
                default ->
                        throw new IllegalArgumentException(
                                "totals code " + code + " is none of 1, 2, 3");
            };
        }
    }

    /** What may become of a bill day. */
    enum DayStatus {
        /** Complete and proven: it closes when the platform's watermark has passed its end. */
        SEALED(1),
        /** Complete but not proven: it does not close. */
        HELD(2),
        /** An operator sealed it although it was held, incomplete or absent. */
        ACCEPTED(3),
        /** A bounded run found no directory for a day before the last one. */
        ABSENT(4),
        /**
         * In a continuous run the bill should have come by now and is not complete: the day stays
         * open.
         */
        OVERDUE(5);

        private final int code;

        DayStatus(int code) {
            this.code = code;
        }

        /** The number that stands for this in durable bytes. It never changes. */
        public int code() {
            return code;
        }

        private int turn() {
            return switch (this) {
                case OVERDUE -> 0;
                case HELD, ABSENT -> 1;
                case SEALED, ACCEPTED -> 2;
            };
        }

        /** The constant with this number. */
        public static DayStatus ofCode(int code) {
            return switch (code) {
                case 1 -> SEALED;
                case 2 -> HELD;
                case 3 -> ACCEPTED;
                case 4 -> ABSENT;
                case 5 -> OVERDUE;
                default ->
                        throw new IllegalArgumentException(
                                "day status code " + code + " is none of 1, 2, 3, 4, 5");
            };
        }
    }

    /**
     * Counts and sums of a file's lines.
     *
     * @param cells one per account, currency and transaction type, the repeated lines among them
     * @param other lines that are neither payments nor refunds, by currency
     * @param rejected lines that could not be read
     */
    record FileContent(List<Cell> cells, List<OtherLines> other, long rejected) {
        /** Nothing was read. */
        public static final FileContent EMPTY = new FileContent(List.of(), List.of(), 0);

        public FileContent {
            cells = List.copyOf(cells);
            other = List.copyOf(other);
        }
    }

    /** Payments or refunds of one account and currency: how many, their amounts and fees. */
    record Cell(
            String account,
            String currency,
            TransactionType type,
            long count,
            long amountMinor,
            long feeMinor) {}

    /**
     * How many lines of one currency were neither payments nor refunds.
     *
     * @param currency the ISO 4217 code; empty where such a line names none
     */
    record OtherLines(String currency, long count) {}
}
