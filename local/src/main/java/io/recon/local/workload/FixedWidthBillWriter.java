package io.recon.local.workload;

import io.recon.local.workload.BillRow.Flaw;
import io.recon.local.workload.BillRow.Kind;
import io.recon.model.Currencies;
import io.recon.model.MinorUnits;
import io.recon.model.Money;
import io.recon.model.TransactionType;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Writes a bill of records that a {@link FixedWidthTemplate} describes. Where widths are counted in
 * bytes, the free text is cut in the middle of a character.
 */
final class FixedWidthBillWriter implements BillFileWriter {
    private static final List<String> MEMOS = List.of("", "a礼品卡和贺卡", "礼品卡和贺卡", "gift");

    private final OutputStream out;
    private final FixedWidthTemplate template;
    private final DayRules rules;
    private final DateTimeFormatter time;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream(200);
    private int line;

    /**
     * Begins a bill.
     *
     * @param file closed with this writer
     */
    FixedWidthBillWriter(OutputStream file, FixedWidthTemplate template, DayRules rules)
            throws IOException {
        this.template = template;
        this.rules = rules;
        time = DateTimeFormatter.ofPattern(template.timePattern(), Locale.ROOT);
        out = new BufferedOutputStream(file, 1 << 16);
        record.writeBytes("00 settlement".getBytes(template.charset()));
        put();
    }

    private void put() throws IOException {
        record.writeBytes(template.lineEnd().getBytes(template.charset()));
        record.writeTo(out);
        record.reset();
        line++;
    }

    @Override
    public int write(BillRow billRow) throws IOException {
        PlannedLine planned = billRow.line();
        boolean refund = planned.key().type() == TransactionType.REFUND;
        String type = refund ? "RE" : "SA";
        if (billRow.kind() == Kind.OTHER) {
            type = refund ? "FE" : "PO";
        }
        text(2, billRow.flawed(Flaw.TYPE_UNKNOWN, "XX", type));
        text(8, planned.key().account());
        text(20, billRow.flawed(Flaw.NUMBER_ABSENT, "", planned.key().number()));
        text(20, planned.tradeNumber() == null ? "" : planned.tradeNumber());
        freeText(10, MEMOS.get(Math.floorMod(planned.timeMs() / 1000, MEMOS.size())));
        Money amount = planned.amount();
        boolean negative = refund && template.negativeRefunds();
        long signed = negative ? -amount.minor() : amount.minor();
        text(16, billRow.flawed(Flaw.AMOUNT, "12.3x", padded(16, signed, amount)));
        text(16, planned.feeMinor() == 0 ? "" : padded(16, planned.feeMinor(), amount));
        text(3, billRow.flawed(Flaw.CURRENCY, "ZZZ", amount.currency()));
        text(
                1,
                switch (planned.status()) {
                    case SUCCESS -> "S";
                    case PENDING -> "W";
                    case FAILED -> "R";
                });
        String local = time.format(rules.local(planned.timeMs()));
        text(24, billRow.flawed(Flaw.TIME, "yesterday", local));
        put();
        return line;
    }

    /** A number with its sign first and zeros before its digits. */
    private String padded(int width, long minor, Money like) {
        long absolute = Math.abs(minor);
        String digits =
                template.minorUnits()
                        ? Long.toString(absolute)
                        : MinorUnits.format(
                                absolute, Currencies.exponent(like.currency()).orElseThrow());
        String sign = minor < 0 ? "-" : "";
        return sign + "0".repeat(width - sign.length() - digits.length()) + digits;
    }

    private void text(int width, String text) {
        byte[] encoded = text.getBytes(template.charset());
        int size = template.inCharacters() ? text.length() : encoded.length;
        if (size > width) {
            throw new IllegalArgumentException("\"" + text + "\" is wider than " + width);
        }
        record.writeBytes(encoded);
        record.writeBytes(" ".repeat(width - size).getBytes(template.charset()));
    }

    /** A text that is cut where its column ends. */
    private void freeText(int width, String text) {
        Charset charset = template.charset();
        if (template.inCharacters()) {
            text(width, text.substring(0, Math.min(text.length(), width)));
        } else if (text.getBytes(charset).length > width) {
            record.writeBytes(Arrays.copyOf(text.getBytes(charset), width));
        } else {
            text(width, text);
        }
    }

    @Override
    public void close() throws IOException {
        record.writeBytes("99%08d".formatted(line - 1).getBytes(template.charset()));
        put();
        out.close();
    }
}
