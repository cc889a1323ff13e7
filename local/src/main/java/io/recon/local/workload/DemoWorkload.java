package io.recon.local.workload;

import io.recon.local.workload.PlannedFile.Damage;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@code bin/recon demo} plays: a few days of four channels, most of it in order, with every
 * break that there is somewhere. One day's bill states totals that are wrong, and an operator
 * accepts it.
 */
public final class DemoWorkload {
    /** How many days each channel has bills for. */
    public static final int DAYS = 3;

    /** The channel whose second bill comes after the third ones of the others. */
    public static final String LATE = "unionpay";

    /** The channel whose second bill is held until an operator accepts it. */
    public static final String HELD = "wechat";

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int WINDOW_MINUTES = 30;

    /** One transaction in so many has a story of its own; the others agree. */
    private static final int STORY_ONE_IN = 8;

    private static final List<ChannelPlan> PLANS =
            List.of(
                    new ChannelPlan(
                            "alipay",
                            BillFormat.ALIPAY_TRADE,
                            null,
                            new DayRules(SHANGHAI, LocalTime.MIDNIGHT, WINDOW_MINUTES, null),
                            0,
                            List.of("2088001160000021"),
                            List.of("CNY")),
                    new ChannelPlan(
                            HELD,
                            BillFormat.WECHAT_TRADE,
                            null,
                            new DayRules(SHANGHAI, LocalTime.MIDNIGHT, WINDOW_MINUTES, null),
                            0,
                            List.of("1900000101"),
                            List.of("CNY")),
                    new ChannelPlan(
                            LATE,
                            BillFormat.UNIONPAY_ZM,
                            null,
                            new DayRules(SHANGHAI, LocalTime.of(23, 0), WINDOW_MINUTES, null),
                            0,
                            List.of("898310148160561"),
                            List.of("CNY")),
                    new ChannelPlan(
                            "acme",
                            BillFormat.CSV,
                            new CsvTemplate(
                                    "acme-csv",
                                    ',',
                                    StandardCharsets.UTF_8,
                                    false,
                                    true,
                                    "yyyy-MM-dd HH:mm:ss",
                                    "\n"),
                            new DayRules(ZoneOffset.UTC, LocalTime.MIDNIGHT, WINDOW_MINUTES, null),
                            1,
                            List.of("acct_1"),
                            List.of("USD", "EUR", "JPY")));

    private final Dice dice;
    private final LocalDate firstDay;

    private DemoWorkload(long seed, LocalDate firstDay) {
        dice = new Dice(seed);
        this.firstDay = firstDay;
    }

    /** The names of the channels. */
    public static List<String> channels() {
        return PLANS.stream().map(ChannelPlan::name).toList();
    }

    /** The day of both, in a workload that begins on a day. */
    public static LocalDate dayOfTrouble(LocalDate firstDay) {
        return firstDay.plusDays(1);
    }

    /**
     * The workload of a seed.
     *
     * @param transactions how many stories are told, over all channels
     */
    public static Workload of(long seed, int transactions, LocalDate firstDay) {
        return new DemoWorkload(seed, firstDay).generate(transactions);
    }

    private Workload generate(int transactions) {
        OrderLog log = new OrderLog(dice, CdcEncoding.PLAIN);
        ChannelCalendar calendar = ChannelCalendar.of(firstDay, DAYS, Set.of(), -1);
        List<StoryTeller> tellers =
                PLANS.stream().map(plan -> new StoryTeller(dice, plan, calendar, log)).toList();
        for (int i = 0; i < transactions; i++) {
            int channel = dice.below(PLANS.size());
            tellers.get(channel).tell(story(PLANS.get(channel)));
        }
        List<Workload.Channel> channels = new ArrayList<>();
        List<Workload.Planted> planted = new ArrayList<>();
        for (int i = 0; i < PLANS.size(); i++) {
            ChannelPlan plan = PLANS.get(i);
            BillLayout layout = new BillLayout(dice, plan, calendar, tellers.get(i));
            channels.add(
                    new Workload.Channel(
                            plan,
                            layout.days(false).stream().map(day -> delivered(plan, day)).toList()));
            planted.addAll(tellers.get(i).planted());
        }
        log.addNoise();
        return new Workload(channels, CdcEncoding.PLAIN, byDay(log), planted);
    }

    private Story story(ChannelPlan plan) {
        while (dice.oneIn(STORY_ONE_IN)) {
            Story story = dice.pick(List.of(Story.values()));
            if (plan.tellsStatuses()
                    || (story != Story.LINE_NOT_SUCCESSFUL && story != Story.BOTH_FAILED)) {
                return story;
            }
        }
        return Story.MATCHED;
    }

    /** Every day is marked as complete; the one of trouble states a cent too much. */
    private PlannedDay delivered(ChannelPlan plan, PlannedDay day) {
        boolean held = plan.name().equals(HELD) && day.day().equals(dayOfTrouble(firstDay));
        List<PlannedFile> files = new ArrayList<>(day.files());
        if (held) {
            PlannedFile first = files.get(0);
            files.set(
                    0,
                    new PlannedFile(
                            first.path(),
                            first.format(),
                            first.account(),
                            first.day(),
                            first.rows(),
                            first.packing(),
                            Damage.AMOUNT_OFF));
        }
        return new PlannedDay(day.day(), files, day.formerFiles(), held, true);
    }

    /** The log as one file for each day of UTC; what says no time belongs to the last. */
    private List<OrderFile> byDay(OrderLog log) {
        LocalDate last = firstDay.plusDays(DAYS - 1L);
        TreeMap<LocalDate, List<OrderFile.Line>> days = new TreeMap<>();
        for (OrderFile file : log.files(false)) {
            for (OrderFile.Line line : file.lines()) {
                days.computeIfAbsent(dayOf(line, last), day -> new ArrayList<>()).add(line);
            }
        }
        // A database's log is in the order of time.
        days.values().forEach(lines -> lines.sort(Comparator.comparingLong(this::timeMs)));
        return days.entrySet().stream()
                .map(day -> new OrderFile(fileName(day.getKey()), day.getValue()))
                .toList();
    }

    /** What says no time comes last. */
    private long timeMs(OrderFile.Line line) {
        return line.change() == null ? Long.MAX_VALUE : line.change().at().timestampMs();
    }

    private LocalDate dayOf(OrderFile.Line line, LocalDate last) {
        if (line.change() == null) {
            return last;
        }
        LocalDate day =
                LocalDate.ofEpochDay(Math.floorDiv(line.change().at().timestampMs(), 86_400_000L));
        return day.isBefore(firstDay) ? firstDay : day.isAfter(last) ? last : day;
    }

    /** The file of the change events of a day. */
    public static String fileName(LocalDate day) {
        return "orders-" + day + ".jsonl";
    }
}
