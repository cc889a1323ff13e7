package io.recon.connectors.bill.format.wechat;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.text.HeaderColumns;
import io.recon.connectors.bill.format.text.LineError;
import io.recon.connectors.bill.format.text.NamedCells;
import io.recon.model.MinorUnits;
import io.recon.model.MinorUnits.ExcessDecimals;
import java.util.ArrayList;
import java.util.List;

/**
 * The sums of a bill's columns as they were read, and what the bill's last line declares of them.
 * Each total is the plain sum of a column, whose name is the total's without the character 总.
 */
final class WechatTotals {
    /** Fen: what amounts are written in. */
    static final int AMOUNT_DECIMALS = 2;

    /** Fees are written in thousandths of a fen. */
    static final int FEE_DECIMALS = 5;

    static final String FEE = "手续费";

    private static final String COUNT = "总交易单数";

    /** Names longer than this are none that is known, and would only fill messages. */
    private static final int MOST_SHOWN = 60;

    /** The columns that totals are declared of. */
    private static final List<String> SUMMED =
            List.of(
                    "应结订单金额",
                    "退款金额",
                    "充值券退款金额",
                    FEE,
                    "订单金额",
                    "申请退款金额",
                    "总金额",
                    "企业红包退款金额",
                    "代金券或立减优惠退款金额");

    /** Of each column that is there, in the header's order. */
    private final List<Sum> sums = new ArrayList<>();

    private long count;
    private final List<Declared> declared = new ArrayList<>();

    private static final class Sum {
        final String name;
        final int column;
        final int decimals;
        long ofLine;
        long ofBill;

        Sum(String name, int column) {
            this.name = name;
            this.column = column;
            this.decimals = decimalsOf(name);
        }
    }

    private record Declared(String name, long value) {}

    WechatTotals(HeaderColumns columns) {
        for (int column = 0; column < columns.count(); column++) {
            if (SUMMED.contains(columns.name(column))) {
                sums.add(new Sum(columns.name(column), column));
            }
        }
    }

    private static int decimalsOf(String name) {
        return name.startsWith(FEE) ? FEE_DECIMALS : AMOUNT_DECIMALS;
    }

    /** Reads all amounts of a line. */
    void read(NamedCells line) throws LineError {
        for (Sum sum : sums) {
            sum.ofLine = line.amount(sum.column, sum.decimals, ExcessDecimals.ZEROS_SKIPPED);
        }
    }

    /** An amount of the line that was read last. */
    long ofLine(int column) {
        for (Sum sum : sums) {
            if (sum.column == column) {
                return sum.ofLine;
            }
        }
        throw new IllegalArgumentException("no total is declared of column " + column);
    }

    /** Takes the line that was read last for one of the bill's. */
    void add() throws UnreadableBillException {
        try {
            count++;
            for (Sum sum : sums) {
                sum.ofBill = Math.addExact(sum.ofBill, sum.ofLine);
            }
        } catch (ArithmeticException e) {
            throw new UnreadableBillException(
                    BillError.BAD_AMOUNT, "the amounts add up to more than 64 bits hold");
        }
    }

    /** Whether a line names the totals. */
    static boolean isHeader(String line) {
        return line.contains(COUNT) && names(line).contains(COUNT);
    }

    private static List<String> names(String header) {
        List<String> names = new ArrayList<>();
        for (String name : header.split(",", -1)) {
            String stripped = name.strip();
            names.add(
                    stripped.length() <= MOST_SHOWN
                            ? stripped
                            : stripped.substring(0, MOST_SHOWN) + "…");
        }
        return names;
    }

    /** Reads the totals: their names, and the line with their values behind it. */
    void declare(String header, List<String> values) throws UnreadableBillException {
        List<String> names = names(header);
        if (names.size() != values.size()) {
            throw new UnreadableBillException(
                    BillError.MISSING_TRAILER,
                    "there are " + names.size() + " totals, but " + values.size() + " values");
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            declared.add(new Declared(name, value(name, values.get(i))));
        }
    }

    private static long value(String name, String text) throws UnreadableBillException {
        try {
            return name.equals(COUNT)
                    ? MinorUnits.parse(text, 0, ExcessDecimals.REFUSED)
                    : MinorUnits.parse(text, decimalsOf(name), ExcessDecimals.ZEROS_SKIPPED);
        } catch (IllegalArgumentException e) {
            throw new UnreadableBillException(
                    BillError.MISSING_TRAILER, "the total " + name + ": " + e.getMessage());
        }
    }

    /** Adds what the bill declares and what was not read so. */
    void compare(List<String> differences) {
        for (Declared total : declared) {
            if (total.name.equals(COUNT)) {
                if (total.value != count) {
                    differences.add(
                            COUNT + ": " + total.value + " lines declared, " + count + " read");
                }
                continue;
            }
            long read = sumOf(total.name);
            if (total.value != read) {
                int decimals = decimalsOf(total.name);
                differences.add(
                        total.name
                                + ": "
                                + MinorUnits.format(total.value, decimals)
                                + " declared, "
                                + MinorUnits.format(read, decimals)
                                + " read");
            }
        }
    }

    /** The sum that a total declares; 0 if the bill has no such column. */
    private long sumOf(String total) {
        List<String> columns =
                switch (total) {
                    case "手续费总金额" -> List.of(FEE);
                    case "总交易额" -> List.of("总金额");
                    // Both names are written, and not always the same in both places.
                    case "总企业红包退款金额", "总代金券或立减优惠退款金额" -> List.of("企业红包退款金额", "代金券或立减优惠退款金额");
                    default -> List.of(total.replace("总", ""));
                };
        return sums.stream()
                .filter(sum -> columns.contains(sum.name))
                .mapToLong(sum -> sum.ofBill)
                .sum();
    }
}
