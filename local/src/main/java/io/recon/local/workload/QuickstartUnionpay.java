package io.recon.local.workload;

import io.recon.local.workload.PlannedFile.Damage;
import io.recon.local.workload.PlannedFile.Packing;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The example's channel {@code unionpay}, whose days begin at 23:00 of the day before. */
final class QuickstartUnionpay {
    private static final String MERCHANT = "898310148160023";
    private static final DateTimeFormatter QUERY_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final ChannelPlan PLAN =
            new ChannelPlan(
                    "unionpay",
                    BillFormat.UNIONPAY_ZM,
                    null,
                    QuickstartChannel.days("Asia/Shanghai", LocalTime.of(23, 0)),
                    0,
                    List.of(MERCHANT),
                    List.of("CNY"));

    private QuickstartUnionpay() {}

    static Workload.Channel channel(List<String> days, QuickstartOrders orders) {
        QuickstartChannel unionpay =
                new QuickstartChannel(
                        PLAN,
                        (time, refund, sequence) -> time.format(QUERY_TIME) + sequence + "8",
                        orders);
        unionpay.agreed("UP20260301000501", "1288.00", "2026-03-01T10:12:45");
        unionpay.agreed("UP20260301000502", "420.00", "2026-03-01T17:30:08");
        unionpay.agreed("UP20260301000503", "75.60", "2026-03-01T23:10:00");

        unionpay.refund("UR20260302000601", "UP20260301000501");
        unionpay.agreed("UR20260302000601", "200.00", "2026-03-02T11:20:33");
        unionpay.order("UP20260302000504", "36.00", "2026-03-02T22:59:51");
        unionpay.line("UP20260302000504", "36.00", "2026-03-02T23:00:04");
        unionpay.other("ADJUSTMENT", "15.00", "2026-03-02T14:00:00", "2026-03-02");

        unionpay.agreed("UP20260303000505", "960.00", "2026-03-03T15:45:27");
        return unionpay.channel(days, (day, rows) -> List.of(file(day, rows)));
    }

    private static PlannedFile file(LocalDate day, List<BillRow> rows) {
        return new PlannedFile(
                UnionpayBillWriter.fileName(MERCHANT, day),
                PLAN.format(),
                MERCHANT,
                day,
                rows,
                Packing.ZIP,
                Damage.NONE);
    }
}
