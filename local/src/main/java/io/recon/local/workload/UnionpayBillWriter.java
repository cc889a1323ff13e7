package io.recon.local.workload;

import io.recon.model.TransactionType;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a UnionPay bill of transactions as the channel does: records of 607 bytes in GBK that end
 * in CRLF, and a zip of the normal records (ZM) and the adjustments (ZME). Amounts are CNY.
 */
final class UnionpayBillWriter implements BillFileWriter {
    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final DateTimeFormatter NAME_DAY = DateTimeFormatter.ofPattern("yyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMddHHmmss");
    private static final int DISCOUNTED_IN = 5;
    private static final List<String> CARDS =
            List.of("621700*********8801", "622848*********1234", "625965*********0077");

    /** The fourth is cut within a character. */
    private static final List<String> GOODS =
            List.of("早餐套餐", "夜宵,小龙虾", "Order \"A-1\", gift", "2026年中秋礼盒装大闸蟹礼券（八只装）", "");

    private final OutputStream out;
    private final ZipOutputStream zip;
    private final String account;
    private final LocalDate day;
    private final DayRules rules;

    /** The lines of the ZME, which stands behind the ZM. */
    private final ByteArrayOutputStream adjustments = new ByteArrayOutputStream();

    private int lines;
    private int adjusted;

    /**
     * Begins a bill.
     *
     * @param file closed with this writer
     * @param account the 15 digits of the merchant
     * @param packed whether it is a zip of ZM and ZME; else the ZM alone, unpacked
     * @param level of compression, 1 to 9
     */
    UnionpayBillWriter(
            OutputStream file,
            String account,
            LocalDate day,
            DayRules rules,
            boolean packed,
            int level)
            throws IOException {
        this.account = account;
        this.day = day;
        this.rules = rules;
        if (packed) {
            zip = new ZipOutputStream(file);
            zip.setLevel(level);
            zip.putNextEntry(entry("ZM"));
            out = zip;
        } else {
            zip = null;
            out = new BufferedOutputStream(file, 1 << 16);
        }
    }

    /** The usual name of an account's bill. */
    static String fileName(String account, LocalDate day) {
        return account + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + ".zip";
    }

    /**
     * The name of one of its files.
     *
     * @param kind ZM or ZME
     */
    static String entryName(String kind, String account, LocalDate day) {
        return "INN" + day.format(NAME_DAY) + "88" + kind + "_" + account;
    }

    private ZipEntry entry(String kind) {
        ZipEntry entry = new ZipEntry(entryName(kind, account, day));
        entry.setTimeLocal(day.plusDays(1).atTime(4, 40));
        return entry;
    }

    @Override
    public int write(BillRow row) throws IOException {
        if (zip != null && row.kind() == BillRow.Kind.OTHER) {
            adjustments.writeBytes(adjustment(row.line()));
            adjustments.writeBytes(LINE_END);
            return ++adjusted;
        }
        out.write(normal(row));
        out.write(LINE_END);
        return ++lines;
    }

    private byte[] normal(BillRow row) {
        PlannedLine planned = row.line();
        boolean refund = isRefund(planned);
        int choice = choice(planned);
        LocalDateTime time = rules.local(planned.timeMs());
        FixedFields fields =
                new FixedFields()
                        .text(3, refund ? "S30" : "S22")
                        .text(11, "48022910")
                        .text(11, "00049992")
                        .text(6, trace(planned))
                        .text(10, row.flawed(BillRow.Flaw.TIME, "0230101010", TIME.format(time)))
                        .text(19, CARDS.get(choice % CARDS.size()));
        if (row.isFlawed(BillRow.Flaw.AMOUNT)) {
            fields.text(12, "00000000123x");
        } else {
            fields.amount(12, planned.amount().minor());
        }
        fields.text(4, "5311")
                .text(2, "07")
                .text(21, planned.tradeNumber())
                .text(2, "05")
                .text(32, row.flawed(BillRow.Flaw.NUMBER_ABSENT, "", planned.key().number()))
                .text(2, "01");
        if (refund) {
            fields.text(6, "099001").text(10, TIME.format(original(time)));
        } else {
            fields.blank(6, 10);
        }
        settlement(fields, row);
        return fields.bytes();
    }

    /** The fields from the fee on. */
    private void settlement(FixedFields fields, BillRow row) {
        PlannedLine planned = row.line();
        boolean refund = isRefund(planned);
        int choice = choice(planned);
        long amount = planned.amount().minor();
        long discount = choice % DISCOUNTED_IN == 0 ? amount / 10 : 0;
        long cleared = refund ? discount - amount : amount - discount;
        long settled = cleared - planned.feeMinor();
        LocalDateTime original = original(rules.local(planned.timeMs()));
        fields.signed(13, -planned.feeMinor())
                .signed(13, settled)
                .text(4, "0201")
                .blank(15)
                .text(2, type(row, refund, choice))
                .text(2, refund ? "00" : "01")
                .text(6, "000201")
                .blank(2, 4, 32, 1)
                .text(21, refund ? original.getYear() + TIME.format(original) + "0990018" : "")
                .text(15, account)
                .blank(1)
                .text(15, "0".repeat(15))
                .blank(32)
                .signed(13, 0)
                .signed(13, settled)
                .text(8, "01080209")
                .text(32, GOODS.get(choice % GOODS.size()))
                .signed(13, discount)
                .signed(13, 0)
                .signed(12, 0)
                .blank(2)
                .text(1, "7")
                .text(32, refund ? planned.orderNumber() : "");
        if (discount > 0) {
            // Newer files say here from what the settled amount is worked out.
            fields.signed(13, cleared).text(84, "00");
        } else {
            fields.blank(98);
        }
    }

    private static boolean isRefund(PlannedLine planned) {
        return planned.key().type() == TransactionType.REFUND;
    }

    /** What chance decides of a line, always the same for one order. */
    private static int choice(PlannedLine planned) {
        return Math.floorMod(planned.orderNumber().hashCode(), 420);
    }

    /** When the payment of a refund was made. */
    private static LocalDateTime original(LocalDateTime refunded) {
        return refunded.minusDays(3);
    }

    private static String type(BillRow row, boolean refund, int choice) {
        if (row.kind() == BillRow.Kind.OTHER) {
            return "02";
        }
        String payment = choice % 7 == 0 ? "03" : "01";
        String givenBack = choice % 7 == 0 ? "31" : "04";
        return row.flawed(BillRow.Flaw.TYPE_UNKNOWN, "x1", refund ? givenBack : payment);
    }

    /** A queryId is the time, the trace number and a digit. */
    private static String trace(PlannedLine planned) {
        String trade = planned.tradeNumber();
        return trade.substring(trade.length() - 7, trade.length() - 1);
    }

    private byte[] adjustment(PlannedLine planned) {
        LocalDateTime time = rules.local(planned.timeMs());
        long amount = planned.amount().minor();
        return new FixedFields()
                .text(3, "E74")
                .text(11, "48022910")
                .text(11, "00049992")
                .text(6, trace(planned))
                .text(10, TIME.format(time))
                .text(19, CARDS.get(0))
                .amount(12, amount)
                .text(4, "5311")
                .text(2, "07")
                .text(2, "01")
                .text(6, "099777")
                .text(10, TIME.format(time.minusDays(7)))
                .text(4, TIME.format(time.minusDays(7)).substring(0, 4))
                .amount(12, amount)
                .signed(13, 0)
                .signed(13, -amount)
                .blank(15)
                .text(15, account)
                .blank(1)
                .signed(12, 0)
                .blank(2, 135)
                .bytes();
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.closeEntry();
            zip.putNextEntry(entry("ZME"));
            adjustments.writeTo(zip);
            zip.closeEntry();
        }
        out.close();
    }
}
