package io.recon.connectors.bill.proof;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord.Cell;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.OtherLines;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts and sums the lines of one file. */
final class ContentTally {
    /** A real bill has few accounts and currencies; each takes memory. */
    private static final int MOST_CELLS = 10_000;

    /** A file in which this many lines cannot be read is of another format; each takes disk. */
    private static final long MOST_REJECTED = 1_000_000;

    private final Map<CellName, Sums> cells = new HashMap<>();
    private final Map<String, Long> other = new TreeMap<>();
    private long rejected;

    /** Of all lines, whatever their currency: no sum over some of them is larger. */
    private long amountsMinor;

    private long feesMinor;
    private Sums last;
    private CellName lastName;

    private record CellName(String account, String currency, TransactionType type) {
        boolean isOf(TransactionKey key, BillLine line) {
            return type == key.type()
                    && account.equals(key.account())
                    && currency.equals(line.amount().currency());
        }
    }

    private static final class Sums {
        private long count;
        private long amountMinor;
        private long feeMinor;
    }

    void add(TransactionKey key, BillLine line) throws UnreadableBillException {
        if (lastName == null || !lastName.isOf(key, line)) {
            lastName = new CellName(key.account(), line.amount().currency(), key.type());
            last = cells.computeIfAbsent(lastName, name -> new Sums());
            if (cells.size() > MOST_CELLS) {
                throw new UnreadableBillException(
                        BillError.LINE_INCONSISTENT,
                        "the file names more than "
                                + MOST_CELLS
                                + " pairs of account and currency, line "
                                + line.position().line()
                                + " another one");
            }
        }
        try {
            amountsMinor = Math.addExact(amountsMinor, line.amount().minor());
            feesMinor = Math.addExact(feesMinor, Math.absExact(line.feeMinor()));
        } catch (ArithmeticException e) {
            throw new UnreadableBillException(
                    BillError.BAD_AMOUNT,
                    "the amounts up to line "
                            + line.position().line()
                            + " add up to more than 64 bits hold");
        }
        last.count++;
        last.amountMinor += line.amount().minor();
        last.feeMinor += line.feeMinor();
    }

    /** Counts what another tally counted as neither payment nor refund. */
    void addOtherOf(ContentTally source) {
        source.other.forEach((currency, count) -> other.merge(currency, count, Long::sum));
    }

    void addOther(String currency) {
        other.merge(currency, 1L, Long::sum);
    }

    void addRejected(String reason) throws UnreadableBillException {
        rejected++;
        if (rejected > MOST_REJECTED) {
            throw new UnreadableBillException(
                    BillError.COLUMN_MISMATCH,
                    "more than " + MOST_REJECTED + " lines cannot be read, the last: " + reason);
        }
    }

    FileContent content() {
        List<Cell> sorted =
                cells.entrySet().stream()
                        .map(
                                entry ->
                                        new Cell(
                                                entry.getKey().account(),
                                                entry.getKey().currency(),
                                                entry.getKey().type(),
                                                entry.getValue().count,
                                                entry.getValue().amountMinor,
                                                entry.getValue().feeMinor))
                        .sorted(
                                Comparator.comparing(Cell::account)
                                        .thenComparing(Cell::currency)
                                        .thenComparing(Cell::type))
                        .toList();
        List<OtherLines> others =
                other.entrySet().stream()
                        .map(entry -> new OtherLines(entry.getKey(), entry.getValue()))
                        .toList();
        return new FileContent(sorted, others, rejected);
    }
}
