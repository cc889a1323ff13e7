package io.recon.local.workload;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.recon.local.workload.PlannedFile.Damage;
import io.recon.local.workload.PlannedFile.Packing;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** The example's channel {@code alipay}: every outcome on a zip of Alipay's own format. */
final class QuickstartAlipay {
    private static final String ACCOUNT = "2088001160000023";
    private static final ChannelPlan PLAN =
            new ChannelPlan(
                    "alipay",
                    BillFormat.ALIPAY_TRADE,
                    null,
                    QuickstartChannel.days("Asia/Shanghai", LocalTime.MIDNIGHT),
                    0,
                    List.of(ACCOUNT),
                    List.of("CNY"));

    private QuickstartAlipay() {}

    static Workload.Channel channel(List<String> days, QuickstartOrders orders) {
        QuickstartChannel alipay =
                new QuickstartChannel(
                        PLAN,
                        (time, refund, sequence) ->
                                time.format(BASIC_ISO_DATE) + "22001458860500" + sequence,
                        orders);
        firstDay(alipay);
        laterDays(alipay);
        return alipay.channel(days, (day, rows) -> List.of(file(day, rows)));
    }

    private static void firstDay(QuickstartChannel alipay) {
        alipay.agreed("PO20260301000101", "128.50", "2026-03-01T09:15:41");
        alipay.agreed("PO20260301000102", "59.80", "2026-03-01T10:02:19");
        alipay.order("PO20260301000103", "299.00", "2026-03-01T11:30:26");
        alipay.line("PO20260301000103", "289.00", "2026-03-01T11:30:26");
        alipay.closed("PO20260301000104", "45.00", "2026-03-01T12:31:40");
        alipay.line("PO20260301000104", "45.00", "2026-03-01T12:01:40");
        alipay.order("PO20260301000105", "88.00", "2026-03-01T23:59:58");
        alipay.line("PO20260301000105", "88.00", "2026-03-01T23:59:58", "2026-03-02");
        alipay.order("PO20260301000106", "365.00", "2026-03-01T13:45:12");
        alipay.line("PO20260301000107", "20.00", "2026-03-01T15:20:50");
        alipay.agreed("PO20260301000108", "66.00", "2026-03-01T16:08:10");
        alipay.line("PO20260301000108", "66.00", "2026-03-01T16:08:12");
        alipay.agreed("PO20260301000109", "19.90", "2026-03-01T18:00:03");
        alipay.lastLineAgain();
    }

    private static void laterDays(QuickstartChannel alipay) {
        alipay.refund("RF20260302000201", "PO20260301000101");
        alipay.agreed("RF20260302000201", "30.00", "2026-03-02T09:40:00");
        alipay.agreed("PO20260302000110", "159.00", "2026-03-02T11:11:30");
        alipay.agreed("PO20260302000111", "9.90", "2026-03-02T12:20:05");
        alipay.unfinished("PO20260302000112", "72.00", "2026-03-02T14:00:20");
        alipay.line("PO20260302000112", "72.00", "2026-03-02T14:00:31");
        alipay.closed("PO20260302000113", "510.00", "2026-03-02T15:30:00");
        alipay.order("PO20260302000114", "33.00", "2026-03-02T23:45:00");
        alipay.order("PO20260302000115", "1.00", "2026-03-02T17:00:00");
        alipay.deleted("PO20260302000115", "2026-03-02T17:05:00");
        alipay.unreadable("PO20260302000116", "21.00", "2026-03-02T18:30:00");
        alipay.agreed("PO20260303000117", "888.00", "2026-03-03T10:21:08");
        alipay.refund("RF20260303000202", "PO20260301000108");
        alipay.agreed("RF20260303000202", "66.00", "2026-03-03T11:05:31");
        alipay.order("PO20260303000118", "47.50", "2026-03-03T23:58:12");
        alipay.line("PO20260303000119", "15.00", "2026-03-03T23:59:40");
    }

    private static PlannedFile file(LocalDate day, List<BillRow> rows) {
        return new PlannedFile(
                AlipayBillWriter.fileName(ACCOUNT, day),
                PLAN.format(),
                ACCOUNT,
                day,
                rows,
                Packing.ZIP,
                Damage.NONE);
    }
}
