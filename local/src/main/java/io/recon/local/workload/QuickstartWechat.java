package io.recon.local.workload;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.recon.local.workload.PlannedFile.Damage;
import io.recon.local.workload.PlannedFile.Packing;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * The example's channel {@code wechat}: one merchant, a plain text a day. What the bill writer
 * makes of an order number decides which order has a coupon, and which a comma in its goods' name.
 */
final class QuickstartWechat {
    private static final String MERCHANT = "1900011600";
    private static final ChannelPlan PLAN =
            new ChannelPlan(
                    "wechat",
                    BillFormat.WECHAT_TRADE,
                    null,
                    QuickstartChannel.days("Asia/Shanghai", LocalTime.MIDNIGHT),
                    0,
                    List.of(MERCHANT),
                    List.of("CNY"));

    private QuickstartWechat() {}

    static Workload.Channel channel(List<String> days, QuickstartOrders orders) {
        QuickstartChannel wechat =
                new QuickstartChannel(
                        PLAN,
                        (time, refund, sequence) ->
                                (refund ? "50301006962" : "4200002163")
                                        + time.format(BASIC_ISO_DATE)
                                        + "8034"
                                        + sequence,
                        orders);
        wechat.agreed("WX20260301000304", "35.00", "2026-03-01T08:41:07");
        wechat.agreed("WX20260301000305", "149.00", "2026-03-01T12:26:55");
        wechat.order("WX20260301000306", "68.00", "2026-03-01T19:12:30");
        wechat.line("WX20260301000306", "86.00", "2026-03-01T19:12:30");

        wechat.refund("WR20260302000401", "WX20260301000304");
        wechat.agreed("WR20260302000401", "35.00", "2026-03-02T09:05:44");
        wechat.agreed("WX20260302000301", "22.50", "2026-03-02T13:33:19");
        wechat.order("WX20260302000302", "9.99", "2026-03-02T16:47:02");

        wechat.agreed("WX20260303000301", "518.00", "2026-03-03T11:11:11");
        wechat.line("WX20260303000302", "5.00", "2026-03-03T14:58:36");
        return wechat.channel(days, (day, rows) -> List.of(file(day, rows)));
    }

    private static PlannedFile file(LocalDate day, List<BillRow> rows) {
        return new PlannedFile(
                WechatStyle.fileName(MERCHANT, WechatStyle.Kind.ALL, day) + ".csv",
                PLAN.format(),
                MERCHANT,
                day,
                rows,
                Packing.PLAIN,
                Damage.NONE);
    }
}
