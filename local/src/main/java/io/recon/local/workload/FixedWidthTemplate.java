package io.recon.local.workload;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * A format template of a channel whose records have columns at fixed places, and how the generator
 * writes them.
 *
 * @param name the format's name: the template is {@code formats/<name>.yaml}
 * @param inCharacters whether widths are counted in characters, not in bytes
 * @param minorUnits whether amounts and fees are written in minor units
 * @param negativeRefunds whether refunds carry a minus sign
 * @param timePattern of {@code booked_at}, in the channel's zone
 * @param lineEnd {@code \n} or {@code \r\n}
 */
public record FixedWidthTemplate(
        String name,
        Charset charset,
        boolean inCharacters,
        boolean minorUnits,
        boolean negativeRefunds,
        String timePattern,
        String lineEnd)
        implements TemplatePlan {
    public FixedWidthTemplate {
        requireNonNull(name, "name");
        requireNonNull(charset, "charset");
        requireNonNull(timePattern, "timePattern");
        requireNonNull(lineEnd, "lineEnd");
    }

    @Override
    public BillFormat format() {
        return BillFormat.FIXED_WIDTH;
    }

    @Override
    public char delimiter() {
        return '|';
    }

    @Override
    public boolean writesMilliseconds() {
        return timePattern.endsWith("SSS");
    }

    @Override
    public BillFileWriter writer(OutputStream file, DayRules rules) throws IOException {
        return new FixedWidthBillWriter(file, this, rules);
    }

    @Override
    public String yaml() {
        String unit = minorUnits ? "minor" : "major";
        return """
        files: "*.txt*"
        charset: %s
        layout: fixed-width
        fixed-width:
          unit: %s
          record-length: 120
          header-lines: 1
          header-prefix: "00"
          trailer-lines: 1
          trailer-prefix: "99"
          columns:
            type: { from: 1, length: 2 }
            merchant: { from: 3, length: 8 }
            reference: { from: 11, length: 20 }
            psp_reference: { from: 31, length: 20 }
            memo: { from: 51, length: 10 }
            gross: { from: 61, length: 16 }
            fee: { from: 77, length: 16 }
            currency: { from: 93, length: 3 }
            status: { from: 96, length: 1 }
            booked_at: { from: 97, length: 24 }
        skip-when: { column: type, in: [PO, FE] }
        account: { column: merchant }
        txn-type: { column: type, map: { SA: PAYMENT, RE: REFUND } }
        txn-no: { column: reference }
        channel-trade-no: { column: psp_reference }
        amount: { column: gross, unit: %s, sign: absolute }
        fee: { column: fee, unit: %s }
        currency: { column: currency }
        status: { column: status, map: { S: SUCCESS, W: PENDING, R: FAILED } }
        time: { column: booked_at, pattern: "%s" }
        """
                .formatted(
                        charset.name(),
                        inCharacters ? "characters" : "bytes",
                        unit,
                        unit,
                        timePattern);
    }
}
