package io.recon.local.workload;

import io.recon.local.workload.PlannedFile.Damage;
import io.recon.local.workload.PlannedFile.Packing;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** The example's channel {@code acme}: three currencies, in CSV that a template describes. */
final class QuickstartAcme {
    static final String TEMPLATE_NAME = "acme-csv";

    /** The template as a person would write it. */
    static final String TEMPLATE =
            """
            # How acme writes its settlement files.
            files: "*.csv"
            charset: UTF-8
            layout: csv
            csv: { delimiter: ",", header: true }
            skip-when: { column: type, in: [payout] }
            account: { column: merchant }
            txn-type: { column: type, map: { sale: PAYMENT, refund: REFUND } }
            txn-no: { column: reference }
            channel-trade-no: { column: psp_reference }
            amount: { column: gross, unit: major, sign: absolute }
            fee: { column: fee, unit: major }
            currency: { column: currency }
            status: { column: status, map: { settled: SUCCESS, refused: FAILED } }
            time: { column: booked_at, pattern: "yyyy-MM-dd HH:mm:ss" }
            """;

    private static final ChannelPlan PLAN =
            new ChannelPlan(
                    "acme",
                    BillFormat.CSV,
                    new CsvTemplate(
                            TEMPLATE_NAME,
                            ',',
                            StandardCharsets.UTF_8,
                            false,
                            true,
                            "yyyy-MM-dd HH:mm:ss",
                            "\n"),
                    QuickstartChannel.days("UTC", LocalTime.MIDNIGHT),
                    1,
                    List.of("acme-eu"),
                    List.of("USD", "EUR", "JPY"));

    private QuickstartAcme() {}

    static Workload.Channel channel(List<String> days, QuickstartOrders orders) {
        QuickstartChannel acme =
                new QuickstartChannel(PLAN, (time, refund, sequence) -> "psp_" + sequence, orders);
        acme.agreed("INV-5001", "49.00 USD", "2026-03-01T08:12:30");
        acme.agreed("INV-5002", "5400 JPY", "2026-03-01T09:47:02");
        acme.order("INV-5003", "19.99 USD", "2026-03-01T12:00:45");
        acme.line("INV-5003", "19.98 USD", "2026-03-01T12:00:45");
        acme.order("INV-5004", "75.00 USD", "2026-03-01T20:15:09");
        acme.line("INV-5004", "75.00 EUR", "2026-03-01T20:15:09");

        acme.refund("CN-7001", "INV-5001");
        acme.agreed("CN-7001", "49.00 USD", "2026-03-02T10:30:00");
        acme.order("INV-5005", "240.00 USD", "2026-03-02T11:18:27");
        acme.line("INV-5006", "12.50 USD", "2026-03-02T13:40:11");
        acme.order("INV-5007", "310.00 EUR", "2026-03-02T16:55:00");
        acme.refused("INV-5007", "310.00 EUR", "2026-03-02T16:55:00", "2026-03-02");
        acme.other("PAYOUT-31", "143.98 USD", "2026-03-02T22:00:00", "2026-03-02");

        acme.agreed("INV-5008", "1980 JPY", "2026-03-03T07:05:55");
        acme.order("INV-5009", "64.20 EUR", "2026-03-01T14:22:10");
        acme.line("INV-5009", "64.20 EUR", "2026-03-01T14:22:10", "2026-03-03");
        acme.agreed("INV-5010", "18.00 USD", "2026-03-03T15:09:00");
        acme.line("INV-5010", "81.00 USD", "2026-03-03T15:09:30");
        return acme.channel(days, QuickstartAcme::files);
    }

    /** One file, or two of the second day. */
    private static List<PlannedFile> files(LocalDate day, List<BillRow> rows) {
        if (day.getDayOfMonth() != 2) {
            return List.of(file(day, "", rows));
        }
        int half = (rows.size() + 1) / 2;
        return List.of(
                file(day, "_1", rows.subList(0, half)),
                file(day, "_2", rows.subList(half, rows.size())));
    }

    private static PlannedFile file(LocalDate day, String part, List<BillRow> rows) {
        return new PlannedFile(
                "acme_" + day + part + ".csv",
                PLAN.format(),
                null,
                day,
                rows,
                Packing.PLAIN,
                Damage.NONE);
    }
}
