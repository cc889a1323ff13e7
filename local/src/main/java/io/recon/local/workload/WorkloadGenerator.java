package io.recon.local.workload;

import io.recon.local.workload.CdcEncoding.Amounts;
import io.recon.local.workload.CdcEncoding.Positions;
import io.recon.local.workload.CdcEncoding.Times;
import io.recon.local.workload.Workload.Channel;
import io.recon.local.workload.Workload.Planted;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a small workload from a seed: first the stories, then the changes, bills and days that tell
 * them.
 */
public final class WorkloadGenerator {
    private static final Set<Story> WITH_OTHER_STATUSES =
            EnumSet.of(Story.LINE_NOT_SUCCESSFUL, Story.BOTH_FAILED);
    // Some begin or end in a change to or from summer time.
    private static final List<LocalDate> FIRST_DAYS =
            List.of(
                    LocalDate.of(2026, 3, 1),
                    LocalDate.of(2026, 3, 7),
                    LocalDate.of(2026, 3, 28),
                    LocalDate.of(2026, 10, 24),
                    LocalDate.of(2026, 10, 31),
                    LocalDate.of(2027, 12, 30));

    private final WorkloadOptions options;
    private final Dice dice;

    private WorkloadGenerator(WorkloadOptions options) {
        this.options = options;
        dice = new Dice(options.seed());
    }

    /** The workload of a seed, always the same. */
    public static Workload generate(WorkloadOptions options) {
        return new WorkloadGenerator(options).generate();
    }

    private Workload generate() {
        CdcEncoding encoding = encoding();
        OrderLog log = new OrderLog(dice, encoding);
        LocalDate first = dice.pick(FIRST_DAYS);
        List<ChannelCalendar> calendars = new ArrayList<>();
        List<ChannelPlan> plans = new ArrayList<>();
        List<StoryTeller> tellers = new ArrayList<>();
        for (int i = 0; i < options.channels(); i++) {
            ChannelCalendar calendar = calendar(first.plusDays(dice.below(2)));
            ChannelPlan plan = plan(i, calendar);
            calendars.add(calendar);
            plans.add(plan);
            tellers.add(new StoryTeller(dice, plan, calendar, log));
        }
        for (int i = 0; i < options.transactions(); i++) {
            int channel = dice.below(options.channels());
            tellers.get(channel).tell(story(plans.get(channel)));
        }
        List<Channel> channels = new ArrayList<>();
        List<Planted> planted = new ArrayList<>();
        for (int i = 0; i < options.channels(); i++) {
            BillLayout layout =
                    new BillLayout(dice, plans.get(i), calendars.get(i), tellers.get(i));
            Channel channel = new Channel(plans.get(i), layout.days(options.billTrouble()));
            channels.add(channel);
            planted.addAll(withoutLostLines(tellers.get(i).planted(), channel));
        }
        if (options.orderNoise()) {
            log.addNoise();
        }
        return new Workload(channels, encoding, log.files(options.orderNoise()), planted);
    }

    /** What was planted for lines of a file that is rejected whole does not hold. */
    private static List<Planted> withoutLostLines(List<Planted> planted, Channel channel) {
        Set<TransactionKey> lost = new HashSet<>();
        for (PlannedDay day : channel.days()) {
            for (PlannedFile file : day.files()) {
                if (file.isRejectedWhole()) {
                    file.rows().forEach(row -> lost.add(row.line().key()));
                }
            }
        }
        return planted.stream().filter(one -> !lost.contains(one.key())).toList();
    }

    private Story story(ChannelPlan plan) {
        while (true) {
            Story story = dice.oneIn(3) ? Story.MATCHED : dice.pick(List.of(Story.values()));
            if (plan.tellsStatuses() || !WITH_OTHER_STATUSES.contains(story)) {
                return story;
            }
        }
    }

    private CdcEncoding encoding() {
        boolean schema = dice.oneIn(2);
        Amounts amounts = dice.pick(List.of(Amounts.values()));
        if (amounts == Amounts.PRECISE && !schema) {
            amounts = Amounts.MAJOR_TEXT;
        }
        Map<String, String> columns =
                dice.oneIn(2)
                        ? Map.of()
                        : Map.of("txn_no", "out_no", "amount", "total", "paid_at", "success_time");
        Map<String, TransactionStatus> statuses =
                dice.oneIn(2)
                        ? Map.of()
                        : Map.of(
                                "DONE", TransactionStatus.SUCCESS,
                                "WAITING", TransactionStatus.PENDING,
                                "BROKEN", TransactionStatus.FAILED);
        return new CdcEncoding(
                dice.pick(List.of(Positions.values())),
                schema,
                amounts,
                dice.pick(List.of(Times.values())),
                columns,
                statuses);
    }

    private ChannelCalendar calendar(LocalDate first) {
        int days = options.days();
        if (!options.billTrouble() || dice.oneIn(2)) {
            return ChannelCalendar.of(first, days, Set.of(), -1);
        }
        if (dice.oneIn(3) && days > 2) {
            return ChannelCalendar.of(first, days, Set.of(1 + dice.below(days - 2)), -1);
        }
        return ChannelCalendar.of(first, days, Set.of(), dice.below(days));
    }

    private ChannelPlan plan(int number, ChannelCalendar calendar) {
        int window = dice.pick(List.of(30, 30, 1, 120));
        long tolerance = dice.oneIn(2) ? 0 : 1 + dice.below(100);
        LocalDate firstDay = dice.oneIn(2) ? calendar.first() : null;
        BillFormat format =
                dice.pick(
                        List.of(
                                BillFormat.ALIPAY_TRADE,
                                BillFormat.WECHAT_TRADE,
                                BillFormat.UNIONPAY_ZM,
                                BillFormat.CSV,
                                BillFormat.CSV));
        if (format != BillFormat.CSV) {
            LocalTime cutOff =
                    format == BillFormat.UNIONPAY_ZM ? LocalTime.of(23, 0) : LocalTime.MIDNIGHT;
            String name = format.word.substring(0, format.word.indexOf('-'));
            return new ChannelPlan(
                    number == 0 ? name : name + number,
                    format,
                    null,
                    new DayRules(ZoneId.of("Asia/Shanghai"), cutOff, window, firstDay),
                    tolerance,
                    accounts(stem(format), number),
                    List.of("CNY"));
        }
        ZoneId zone =
                ZoneId.of(
                        dice.pick(
                                List.of(
                                        "UTC",
                                        "Asia/Shanghai",
                                        "Europe/Berlin",
                                        "America/New_York",
                                        "Asia/Kathmandu",
                                        "Pacific/Auckland")));
        LocalTime cutOff =
                dice.pick(
                        List.of(
                                LocalTime.MIDNIGHT,
                                LocalTime.of(23, 0),
                                LocalTime.of(6, 30),
                                LocalTime.NOON,
                                LocalTime.of(11, 59)));
        TemplatePlan template = dice.oneIn(2) ? fixedWidth(number) : csv(number);
        return new ChannelPlan(
                "shop-" + number,
                template.format(),
                template,
                new DayRules(zone, cutOff, window, firstDay),
                tolerance,
                accounts(stem(BillFormat.CSV), number),
                dice.oneIn(2) ? List.of("USD") : List.of("USD", "JPY", "KWD", "EUR", "CNY"));
    }

    /** What the accounts of a format begin with; one digit is missing. */
    private static String stem(BillFormat format) {
        return switch (format) {
            case ALIPAY_TRADE -> "208800116000002";
            case WECHAT_TRADE -> "190000010";
            case UNIONPAY_ZM -> "89831014816056";
            case CSV, FIXED_WIDTH -> "acct_";
        };
    }

    private List<String> accounts(String stem, int number) {
        List<String> accounts = new ArrayList<>();
        for (int i = dice.below(3); i >= 0; i--) {
            accounts.add(stem + (char) ('1' + i));
        }
        return List.copyOf(accounts.subList(0, Math.max(1, accounts.size() - number % 2)));
    }

    private CsvTemplate csv(int number) {
        Charset charset =
                dice.pick(
                        List.of(
                                StandardCharsets.UTF_8,
                                StandardCharsets.UTF_8,
                                Charset.forName("GBK")));
        return new CsvTemplate(
                "shop-" + number + "-csv",
                dice.pick(List.of(',', ',', ';', '|', '\t')),
                charset,
                dice.oneIn(3),
                dice.oneIn(2),
                dice.pick(
                        List.of(
                                "yyyy-MM-dd HH:mm:ss",
                                "yyyy-MM-dd HH:mm:ss.SSS",
                                "dd/MM/yyyy HH:mm:ss")),
                dice.oneIn(3) ? "\r\n" : "\n");
    }

    private FixedWidthTemplate fixedWidth(int number) {
        return new FixedWidthTemplate(
                "shop-" + number + "-fixed",
                dice.pick(List.of(StandardCharsets.UTF_8, Charset.forName("GBK"))),
                dice.oneIn(2),
                !dice.oneIn(3),
                dice.oneIn(2),
                dice.pick(
                        List.of(
                                "yyyyMMddHHmmss",
                                "yyyyMMddHHmmssSSS",
                                "yyyy-MM-dd HH:mm:ss.SSS",
                                "ddMMyyyy HHmmss")),
                dice.oneIn(3) ? "\r\n" : "\n");
    }
}
