package io.recon.local.workload;

import io.recon.local.workload.BillRow.Flaw;
import io.recon.local.workload.BillRow.Kind;
import io.recon.model.Currencies;
import io.recon.model.MinorUnits;
import io.recon.model.Money;
import io.recon.model.TransactionType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes a bill of comma-separated values that a {@link CsvTemplate} describes. */
final class CsvBillWriter implements BillFileWriter {
    private static final List<String> COLUMNS =
            List.of(
                    "merchant",
                    "type",
                    "reference",
                    "psp_reference",
                    "memo",
                    "gross",
                    "fee",
                    "currency",
                    "status",
                    "booked_at");

    private final Writer out;
    private final CsvTemplate template;
    private final DayRules rules;
    private final DateTimeFormatter time;
    private final StringBuilder row = new StringBuilder(200);
    private int line;

    /**
     * Begins a bill.
     *
     * @param file closed with this writer
     */
    CsvBillWriter(OutputStream file, CsvTemplate template, DayRules rules) throws IOException {
        this.template = template;
        this.rules = rules;
        time = DateTimeFormatter.ofPattern(template.timePattern(), Locale.ROOT);
        out = new BufferedWriter(new OutputStreamWriter(file, template.charset()), 1 << 16);
        put(String.join(String.valueOf(template.delimiter()), COLUMNS));
    }

    private void put(CharSequence text) throws IOException {
        out.append(text).append(template.lineEnd());
        line++;
    }

    @Override
    public int write(BillRow billRow) throws IOException {
        PlannedLine planned = billRow.line();
        Flaw flaw = billRow.flaw();
        boolean refund = planned.key().type() == TransactionType.REFUND;
        String type = refund ? "refund" : "sale";
        if (billRow.kind() == Kind.OTHER) {
            type = refund ? "fee" : "payout";
        }
        row.setLength(0);
        cell(planned.key().account());
        cell(flaw == Flaw.TYPE_UNKNOWN ? "mystery" : type);
        cell(flaw == Flaw.NUMBER_ABSENT ? "" : planned.key().number());
        cell(planned.tradeNumber() == null ? "" : planned.tradeNumber());
        cell(planned.feeMinor() % 7 == 3 ? "\"gift\"" + template.delimiter() + " wrapped" : "");
        boolean negative = refund && template.negativeRefunds();
        Money amount = planned.amount();
        cell(
                flaw == Flaw.AMOUNT
                        ? "12.3x"
                        : written(negative ? -amount.minor() : amount.minor(), amount));
        cell(written(planned.feeMinor(), amount));
        cell(flaw == Flaw.CURRENCY ? "ZZZ" : amount.currency());
        cell(
                switch (planned.status()) {
                    case SUCCESS -> "settled";
                    case PENDING -> "waiting";
                    case FAILED -> "refused";
                });
        cell(flaw == Flaw.TIME ? "yesterday" : time.format(rules.local(planned.timeMs())));
        row.setLength(row.length() - 1);
        put(row);
        return line;
    }

    private String written(long minor, Money like) {
        return template.minorUnits()
                ? Long.toString(minor)
                : MinorUnits.format(minor, Currencies.exponent(like.currency()).orElseThrow());
    }

    private void cell(String text) {
        boolean quotes = text.indexOf('"') >= 0 || text.indexOf(template.delimiter()) >= 0;
        if (quotes) {
            row.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            row.append(text);
        }
        row.append(template.delimiter());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
