package io.recon.local.workload;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * A format template of a channel whose bills are comma-separated, and how the generator writes
 * them.
 *
 * @param name the format's name: the template is {@code formats/<name>.yaml}
 * @param minorUnits whether amounts and fees are written in minor units
 * @param negativeRefunds whether refunds carry a minus sign
 * @param timePattern of {@code booked_at}, in the channel's zone
 * @param lineEnd {@code \n} or {@code \r\n}
 */
public record CsvTemplate(
        String name,
        char delimiter,
        Charset charset,
        boolean minorUnits,
        boolean negativeRefunds,
        String timePattern,
        String lineEnd)
        implements TemplatePlan {
    public CsvTemplate {
        requireNonNull(name, "name");
        requireNonNull(charset, "charset");
        requireNonNull(timePattern, "timePattern");
        requireNonNull(lineEnd, "lineEnd");
    }

    @Override
    public BillFormat format() {
        return BillFormat.CSV;
    }

    @Override
    public BillFileWriter writer(OutputStream file, DayRules rules) throws IOException {
        return new CsvBillWriter(file, this, rules);
    }

    @Override
    public boolean writesMilliseconds() {
        return timePattern.endsWith("SSS");
    }

    @Override
    public String yaml() {
        String unit = minorUnits ? "minor" : "major";
        String shownDelimiter = delimiter == '\t' ? "\\t" : String.valueOf(delimiter);
        return """
        files: "*.csv*"
        charset: %s
        layout: csv
        csv: { delimiter: "%s", header: true }
        skip-when: { column: type, in: [payout, fee] }
        account: { column: merchant }
        txn-type: { column: type, map: { sale: PAYMENT, refund: REFUND } }
        txn-no: { column: reference }
        channel-trade-no: { column: psp_reference }
        amount: { column: gross, unit: %s, sign: absolute }
        fee: { column: fee, unit: %s }
        currency: { column: currency }
        status: { column: status, map: { settled: SUCCESS, waiting: PENDING, refused: FAILED } }
        time: { column: booked_at, pattern: "%s" }
        """
                .formatted(charset.name(), shownDelimiter, unit, unit, timePattern);
    }
}
