package io.recon.connectors.bill.format.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.bill.proof.ChannelBills;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Arrays;

/** A template of fixed-width bills, and what such a bill is made of. */
final class TestingFixedWidthBill {
    static final Charset GBK = Charset.forName("GBK");
    static final String TEMPLATE =
            """
            files: "*.txt"
            charset: GBK
            layout: fixed-width
            fixed-width:
              record-length: 87
              header-lines: 1
              header-prefix: H
              trailer-lines: 1
              trailer-prefix: T
              columns:
                kind: { from: 1, length: 2 }
                merchant: { from: 3, length: 8 }
                reference: { from: 11, length: 12 }
                trade: { from: 23, length: 10 }
                gross: { from: 33, length: 12 }
                fee: { from: 45, length: 10 }
                currency: { from: 55, length: 3 }
                booked: { from: 58, length: 14 }
                memo: { from: 72, length: 16 }
            skip-when: { column: kind, in: [PO] }
            account: { column: merchant }
            txn-type: { column: kind, map: { SA: PAYMENT, RE: REFUND } }
            txn-no: { column: reference }
            channel-trade-no: { column: trade }
            amount: { column: gross, unit: minor, sign: absolute }
            fee: { column: fee, unit: minor }
            currency: { column: currency }
            time: { column: booked, pattern: "yyyyMMddHHmmss" }
            """;
    static final String HEADER = "H 20260915 daily settlement\n";
    static final String TRAILER = "T 000003\n";
    static final String SALE =
            record("SA", "A1", "P1", "000000001234", "0000000030", "20260915100000", "first");
    static final String REFUND =
            record("RE", "R1", "P2", "-00000000500", "       -10", "20260915113000", "second");
    static final String PAYOUT = record("PO", "", "P3", "-00000000704", "", "20260915120000", "");

    /** A record of these cells, its end included. */
    static String record(
            String kind,
            String number,
            String trade,
            String gross,
            String fee,
            String time,
            String memo) {
        return String.format(
                "%-2s%-8s%-12s%-10s%12s%10s%-3s%-14s%-16s\n",
                kind, "acme", number, trade, gross, fee, "usd", time, memo);
    }

    /** The bills that a template reads. */
    static ChannelBills bills(String template) {
        return ChannelBills.templated("acme", "acme-fixed", template, ZoneId.of("UTC"));
    }

    /** The template with one of its lines put in another way, or left out. */
    static String with(String key, String line) {
        StringBuilder changed = new StringBuilder();
        int found = 0;
        for (String old : TEMPLATE.lines().toList()) {
            boolean meant = old.strip().startsWith(key + ":");
            found += meant ? 1 : 0;
            if (!meant) {
                changed.append(old).append('\n');
            } else if (!line.isEmpty()) {
                changed.append(line).append('\n');
            }
        }
        assertThat(found).as(key).isEqualTo(1);
        return changed.toString();
    }

    /** The template of texts that have nothing but records. */
    static String recordsOnly() {
        StringBuilder changed = new StringBuilder();
        TEMPLATE.lines()
                .filter(line -> !line.matches("  (header|trailer|record)-.*"))
                .forEach(line -> changed.append(line).append('\n'));
        return changed.toString();
    }

    /** A record whose free text is cut at 16 bytes, in the middle of its last character. */
    static byte[] cutRecord(String number) {
        String record =
                record("SA", number, "P1", "000000001234", "", "20260915100000", "a大额支付订单备注");
        int surplus = number.getBytes(GBK).length - number.length();
        String inPlace = record.replace(number + " ".repeat(surplus), number);
        byte[] cut = Arrays.copyOf(inPlace.getBytes(GBK), 88);
        cut[87] = '\n';
        return cut;
    }

    private TestingFixedWidthBill() {}
}
