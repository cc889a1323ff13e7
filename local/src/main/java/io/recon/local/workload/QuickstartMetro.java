package io.recon.local.workload;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.recon.local.workload.PlannedFile.Damage;
import io.recon.local.workload.PlannedFile.Packing;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * The example's channel {@code metro}: the cards of an underground railway, whose days end when the
 * last train has arrived, in records of fixed columns that a template describes.
 */
final class QuickstartMetro {
    static final String TEMPLATE_NAME = "metro-fixed";

    /** The template as a person would write it. */
    static final String TEMPLATE =
            """
            # How the underground railway writes its settlement files: records of 120 bytes.
            files: "*.txt"
            charset: GBK
            layout: fixed-width
            fixed-width:
              record-length: 120
              header-lines: 1
              header-prefix: "00"
              trailer-lines: 1
              trailer-prefix: "99"                       # without it the file was cut
              columns:
                type: { from: 1, length: 2 }
                operator: { from: 3, length: 8 }
                trip: { from: 11, length: 20 }
                trade: { from: 31, length: 20 }
                fare: { from: 61, length: 16 }           # bytes 51 to 60 are free text
                commission: { from: 77, length: 16 }
                currency: { from: 93, length: 3 }
                status: { from: 96, length: 1 }
                time: { from: 97, length: 24 }
            skip-when: { column: type, in: [PO] }
            account: { column: operator }
            txn-type: { column: type, map: { SA: PAYMENT, RE: REFUND } }
            txn-no: { column: trip }
            channel-trade-no: { column: trade }
            amount: { column: fare, unit: minor, sign: absolute }
            fee: { column: commission, unit: minor }
            currency: { column: currency }
            status: { column: status, map: { S: SUCCESS, R: FAILED } }
            time: { column: time, pattern: "yyyyMMddHHmmss" }
            """;

    private static final ChannelPlan PLAN =
            new ChannelPlan(
                    "metro",
                    BillFormat.FIXED_WIDTH,
                    new FixedWidthTemplate(
                            TEMPLATE_NAME,
                            Charset.forName("GBK"),
                            false,
                            true,
                            true,
                            "yyyyMMddHHmmss",
                            "\r\n"),
                    QuickstartChannel.days("Asia/Shanghai", LocalTime.of(2, 0)),
                    0,
                    List.of("line-2"),
                    List.of("CNY"));

    private QuickstartMetro() {}

    static Workload.Channel channel(List<String> days, QuickstartOrders orders) {
        QuickstartChannel metro =
                new QuickstartChannel(
                        PLAN,
                        (time, refund, sequence) -> time.format(BASIC_ISO_DATE) + "-" + sequence,
                        orders);
        metro.agreed("TRIP-8001", "5.00", "2026-03-01T08:15:20");
        metro.agreed("TRIP-8002", "7.00", "2026-03-01T18:40:02");
        metro.line("TRIP-8002", "7.00", "2026-03-01T18:40:03");
        metro.agreed("TRIP-8003", "4.00", "2026-03-02T00:40:51");

        metro.refund("BACK-8101", "TRIP-8002");
        metro.agreed("BACK-8101", "7.00", "2026-03-02T10:02:00");
        metro.order("TRIP-8004", "6.00", "2026-03-02T09:09:13");
        metro.refused("TRIP-8004", "6.00", "2026-03-02T09:09:13", "2026-03-02");
        metro.other("SETTLED", "16.00", "2026-03-02T23:00:00", "2026-03-02");

        metro.agreed("TRIP-8005", "3.00", "2026-03-03T07:31:44");
        metro.agreed("TRIP-8006", "5.00", "2026-03-03T17:58:29");
        return metro.channel(days, (day, rows) -> List.of(file(day, rows)));
    }

    private static PlannedFile file(LocalDate day, List<BillRow> rows) {
        return new PlannedFile(
                "metro_" + day + ".txt",
                PLAN.format(),
                null,
                day,
                rows,
                Packing.PLAIN,
                Damage.NONE);
    }
}
