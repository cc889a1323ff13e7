package io.recon.local.workload;

import io.recon.local.workload.Workload.Planted;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells stories of one channel: writes the orders' changes and the bill lines of each. */
final class StoryTeller {
    /** A line and the bill day on which it stands. */
    record Placed(int day, PlannedLine line) {}

    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;

    private final Dice dice;
    private final ChannelPlan plan;
    private final ChannelCalendar calendar;
    private final OrderLog log;
    private final List<Placed> placed = new ArrayList<>();
    private final List<Planted> planted = new ArrayList<>();
    private final Map<String, Integer> counters = new HashMap<>();
    private long tradeCounter = 138;

    StoryTeller(Dice dice, ChannelPlan plan, ChannelCalendar calendar, OrderLog log) {
        this.dice = dice;
        this.plan = plan;
        this.calendar = calendar;
        this.log = log;
    }

    List<Placed> placed() {
        return placed;
    }

    List<Planted> planted() {
        return planted;
    }

    /** Tells one story about a transaction of its own. */
    void tell(Story story) {
        int day = dice.below(calendar.days());
        TransactionKey key = newKey(day);
        Money money = money();
        long time = inside(day);
        switch (story) {
            case MATCHED -> pair(story, key, money, money, time, day, "MATCHED");
            case WITHIN_TOLERANCE -> {
                long off = dice.between(0, plan.toleranceMinor() + 1);
                pair(story, key, plus(money, off), money, time, day, "MATCHED");
            }
            case AMOUNT_DIFFERS -> {
                Money billed = plus(money, plan.toleranceMinor() + 1 + dice.below(500));
                boolean more = dice.oneIn(2);
                pair(
                        story,
                        key,
                        more ? money : billed,
                        more ? billed : money,
                        time,
                        day,
                        "AMOUNT_MISMATCH");
            }
            case CURRENCY_DIFFERS -> {
                String other = money.currency().equals("USD") ? "EUR" : "USD";
                Money ordered = new Money(money.minor(), other);
                pair(story, key, ordered, money, time, day, "AMOUNT_MISMATCH");
            }
            case PAIR_OF_NOTHING -> {
                Money ordered = plus(new Money(1, money.currency()), plan.toleranceMinor());
                Money nothing = new Money(0, money.currency());
                pair(story, key, ordered, nothing, time, day, "AMOUNT_MISMATCH");
            }
            case PAID_BEFORE_THE_CUT_BILLED_NEXT_DAY ->
                    pair(story, key, money, money, beforeCut(day), day + 1, "DAY_CUT");
            case PAID_AFTER_THE_CUT_BILLED_THE_DAY_BEFORE ->
                    pair(story, key, money, money, afterCut(day), day - 1, "DAY_CUT");
            case BILLED_DAYS_LATER -> pair(story, key, money, money, time, day + 2, "DAY_CUT");
            case PAID_BEFORE_THE_FIRST_DAY_BILLED_ON_IT ->
                    pair(story, key, money, money, beforeCut(-1), 0, "DAY_CUT");
            case DUPLICATE_OTHER_TRADE_NUMBER,
                    DUPLICATE_OTHER_AMOUNT,
                    DUPLICATE_ON_ANOTHER_DAY,
                    REPEATED_LINE ->
                    severalLines(story, key, money, time, day);
            case ORDER_FAILED_BUT_BILLED,
                    ORDER_PENDING_AND_BILLED,
                    LINE_NOT_SUCCESSFUL,
                    BOTH_FAILED,
                    AMOUNT_STATUS_AND_DAY_DIFFER ->
                    statuses(story, key, money, time, day);
            case MISSING, MISSING_NEAR_THE_CUT, BEFORE_THE_FIRST_DAY, AFTER_THE_LAST_BILL ->
                    loneOrder(story, key, money, day);
            case EXTRA, EXTRA_NEAR_THE_CUT, EXTRA_OF_NOTHING, EXTRA_WITH_DUPLICATES ->
                    loneLine(story, key, money, day);
            case ORDER_DELETED,
                    ORDER_DELETED_BUT_BILLED,
                    ORDER_DELETED_AND_BACK,
                    NEVER_SUCCESSFUL,
                    KEY_MOVED,
                    LAST_VERSION_UNREADABLE ->
                    rowStories(story, key, money, time, day);
        }
    }

    private void pair(
            Story story,
            TransactionKey key,
            Money ordered,
            Money billed,
            long time,
            int billDay,
            String outcome) {
        order(key, ordered, TransactionStatus.SUCCESS, time);
        if (place(billDay, line(key, billed, time + dice.below(3) * SECOND))) {
            plant(story, key, outcome, 0);
        } else {
            plant(story, key, ofLoneOrder(time), 0);
        }
    }

    private void severalLines(Story story, TransactionKey key, Money money, long time, int day) {
        order(key, money, TransactionStatus.SUCCESS, time);
        PlannedLine line = line(key, money, time);
        if (!place(day, line)) {
            plant(story, key, ofLoneOrder(time), 0);
            return;
        }
        switch (story) {
            case DUPLICATE_OTHER_TRADE_NUMBER -> {
                place(day, line.withTradeNumber(tradeNumber(day)));
                plant(story, key, "MATCHED", 1);
            }
            case DUPLICATE_OTHER_AMOUNT -> {
                place(day, line.withAmount(plus(money, plan.toleranceMinor() + 1)));
                place(day, line.withTime(line.timeMs() + SECOND));
                plant(story, key, null, 2);
            }
            case DUPLICATE_ON_ANOTHER_DAY -> {
                boolean there = place(day + 1, line.withTradeNumber(tradeNumber(day)));
                plant(story, key, "MATCHED", there ? 1 : 0);
            }
            default -> {
                for (int i = dice.below(3); i >= 0; i--) {
                    place(day + dice.below(2), line);
                }
                plant(story, key, "MATCHED", 0);
            }
        }
    }

    private void statuses(Story story, TransactionKey key, Money money, long time, int day) {
        TransactionStatus ordered =
                switch (story) {
                    case ORDER_FAILED_BUT_BILLED, BOTH_FAILED -> TransactionStatus.FAILED;
                    case ORDER_PENDING_AND_BILLED -> TransactionStatus.PENDING;
                    default -> TransactionStatus.SUCCESS;
                };
        order(key, money, ordered, time);
        PlannedLine line = line(key, money, time);
        int billDay = day;
        String outcome = "STATUS_MISMATCH";
        if (story == Story.BOTH_FAILED) {
            line = line.withStatus(TransactionStatus.FAILED);
            outcome = "MATCHED";
        } else if (story == Story.LINE_NOT_SUCCESSFUL) {
            line =
                    line.withStatus(
                            dice.oneIn(2) ? TransactionStatus.FAILED : TransactionStatus.PENDING);
        } else if (story == Story.AMOUNT_STATUS_AND_DAY_DIFFER) {
            billDay = day + 1;
            line = line.withAmount(plus(money, plan.toleranceMinor() + 7));
            outcome = "AMOUNT_MISMATCH";
            if (plan.tellsStatuses()) {
                line = line.withStatus(TransactionStatus.FAILED);
            }
        } else if (story == Story.ORDER_PENDING_AND_BILLED && day > calendar.closedThrough()) {
            outcome = "UNDECIDED";
        }
        boolean there = place(billDay, line);
        String alone = ordered == TransactionStatus.SUCCESS ? ofLoneOrder(time) : "";
        plant(story, key, there ? outcome : alone, 0);
    }

    private void loneOrder(Story story, TransactionKey key, Money money, int day) {
        long time =
                switch (story) {
                    case MISSING_NEAR_THE_CUT -> beforeCut(dice.oneIn(2) ? day : lastClosed());
                    case BEFORE_THE_FIRST_DAY -> dice.oneIn(2) ? beforeCut(-1) : inside(-1);
                    case AFTER_THE_LAST_BILL -> afterCut(calendar.days());
                    default -> inside(day);
                };
        order(key, money, TransactionStatus.SUCCESS, time);
        plant(story, key, ofLoneOrder(time), 0);
    }

    private int lastClosed() {
        return Math.max(0, calendar.closedThrough());
    }

    private void loneLine(Story story, TransactionKey key, Money money, int day) {
        boolean near = story == Story.EXTRA_NEAR_THE_CUT;
        int billDay = near && dice.oneIn(2) ? lastClosed() : day;
        long time = near ? beforeCut(billDay) : inside(billDay);
        Money billed = story == Story.EXTRA_OF_NOTHING ? new Money(0, money.currency()) : money;
        PlannedLine line = line(key, billed, time);
        if (!place(billDay, line)) {
            return;
        }
        int duplicates = 0;
        if (story == Story.EXTRA_WITH_DUPLICATES) {
            place(billDay, line.withTradeNumber(tradeNumber(day)));
            place(billDay, line.withTradeNumber(tradeNumber(day)));
            duplicates = 2;
        }
        plant(story, key, ofLoneLine(billDay, line), duplicates);
    }

    private void rowStories(Story story, TransactionKey key, Money money, long time, int day) {
        TransactionStatus ordered =
                story == Story.NEVER_SUCCESSFUL
                        ? dice.pick(List.of(TransactionStatus.FAILED, TransactionStatus.PENDING))
                        : TransactionStatus.SUCCESS;
        PlannedRow row = order(key, money, ordered, time);
        PlannedLine line = line(key, money, time);
        switch (story) {
            case ORDER_DELETED -> {
                log.append('d', null, key, null, time + MINUTE);
                plant(story, key, "", 0);
            }
            case ORDER_DELETED_BUT_BILLED -> {
                log.append('d', null, key, null, time + MINUTE);
                if (place(day, line)) {
                    plant(story, key, ofLoneLine(day, line), 0);
                }
            }
            case ORDER_DELETED_AND_BACK -> {
                log.append('d', null, key, null, time + MINUTE);
                log.append('c', null, key, row, time + 2 * MINUTE);
                boolean there = place(day, line);
                plant(story, key, there ? "MATCHED" : ofLoneOrder(time), 0);
            }
            case KEY_MOVED -> {
                TransactionKey other = newKey(day);
                TransactionKey moved =
                        new TransactionKey(
                                key.channel(),
                                other.account(),
                                key.type(),
                                // A payment and a refund may have had the same number.
                                other.number() + other.type().code() + "M");
                log.append('u', key, moved, row, time + MINUTE);
                boolean there = place(day, line(moved, money, time));
                plant(story, moved, there ? "MATCHED" : ofLoneOrder(time), 0);
                if (dice.oneIn(2) && place(day, line)) {
                    plant(story, key, ofLoneLine(day, line), 0);
                }
            }
            case LAST_VERSION_UNREADABLE -> {
                log.appendUnreadable(key, row, time + MINUTE);
                boolean there = place(day, line);
                plant(story, key, there ? "MATCHED" : ofLoneOrder(time), 0);
            }
            default -> plant(story, key, "", 0);
        }
    }

    private String ofLoneOrder(long time) {
        int day = calendar.index(plan.days().dayOf(time));
        return day < 0 ? "" : ofLone(day, time, "MISSING");
    }

    private String ofLoneLine(int day, PlannedLine line) {
        return ofLone(day, line.timeMs(), "EXTRA");
    }

    private String ofLone(int day, long time, String outcome) {
        if (day > calendar.closedThrough()) {
            return "UNDECIDED";
        }
        boolean carried = plan.days().isCarriedOver(time, calendar.day(day));
        return carried && day == calendar.closedThrough() ? "DAY_CUT" : outcome;
    }

    private void plant(Story story, TransactionKey key, String outcome, int duplicates) {
        planted.add(new Planted(story, key, outcome, duplicates));
    }

    private boolean place(int day, PlannedLine line) {
        if (!calendar.hasBill(day)) {
            return false;
        }
        placed.add(new Placed(day, line));
        return true;
    }

    /** The versions of a row up to a last status; gives the last. */
    private PlannedRow order(TransactionKey key, Money money, TransactionStatus status, long time) {
        String trade = dice.oneIn(4) ? "T" + dice.below(1_000_000) : null;
        String payment = key.type() == TransactionType.REFUND ? "PO-" + key.number() : null;
        boolean paid = status == TransactionStatus.SUCCESS;
        PlannedRow last = new PlannedRow(payment, trade, money, status, paid ? time : null, time);
        if (dice.oneIn(4)) {
            log.append('c', null, key, last, time);
            return last;
        }
        int steps = 1 + dice.below(3);
        for (int step = steps; step > 0; step--) {
            long at = time - step * 30L * SECOND;
            PlannedRow before =
                    new PlannedRow(payment, null, money, TransactionStatus.PENDING, null, at);
            log.append(step == steps ? 'c' : 'u', null, key, before, at);
        }
        log.append('u', dice.oneIn(3) ? key : null, key, last, time);
        if (paid && dice.oneIn(5)) {
            long later = time + dice.below(36 * 60) * MINUTE;
            last = new PlannedRow(payment, trade, money, status, time, later);
            log.append('u', null, key, last, later);
        }
        return last;
    }

    PlannedLine line(TransactionKey key, Money money, long time) {
        boolean refund = key.type() == TransactionType.REFUND;
        String orderNumber = refund ? "PO-" + key.number() : key.number();
        int day = calendar.index(plan.days().dayOf(time));
        String trade = plan.template() != null && dice.oneIn(10) ? null : tradeNumber(day);
        long fee = money.minor() * 6 / 1000;
        long signedFee = refund ? -(dice.oneIn(2) ? fee : 0) : fee;
        return new PlannedLine(
                key,
                orderNumber,
                trade,
                money,
                signedFee,
                TransactionStatus.SUCCESS,
                plan.billTime(time));
    }

    private String tradeNumber(int day) {
        tradeCounter += 137;
        String date = calendar.day(day).format(DateTimeFormatter.BASIC_ISO_DATE);
        return switch (plan.format()) {
            case ALIPAY_TRADE -> date + "22001458860%09d".formatted(tradeCounter);
            case WECHAT_TRADE -> "4200002162" + date + "%010d".formatted(tradeCounter);
            case UNIONPAY_ZM -> date + "%013d".formatted(tradeCounter);
            case CSV, FIXED_WIDTH -> "psp_" + Long.toString(tradeCounter * 7919, 36);
        };
    }

    /** Numbers repeat over accounts and types: they are unique only within both. */
    TransactionKey newKey(int day) {
        String account = dice.pick(plan.accounts());
        boolean refund = dice.oneIn(5);
        TransactionType type = refund ? TransactionType.REFUND : TransactionType.PAYMENT;
        int count = counters.merge(account + type, 1, Integer::sum);
        String number;
        if (plan.template() == null) {
            String date = calendar.day(day).format(DateTimeFormatter.BASIC_ISO_DATE);
            number = (refund ? "RF" : "PO") + date + "%06d".formatted(count);
        } else {
            number = "T" + count + (dice.oneIn(12) ? "/#%,\"" + plan.template().delimiter() : "");
        }
        return new TransactionKey(plan.name(), account, type, number.strip());
    }

    Money money() {
        String currency = dice.pick(plan.currencies());
        // UnionPay has room for 12 digits.
        long most = dice.oneIn(20) ? 900_000_000_000L : 200_000;
        return new Money(1 + dice.between(0, most), currency);
    }

    private static Money plus(Money money, long minor) {
        return new Money(money.minor() + minor, money.currency());
    }

    /** An instant clearly within a day. */
    long inside(int day) {
        long start = plan.days().startOf(calendar.day(day));
        long end = plan.days().endOf(calendar.day(day));
        long margin = 2L * plan.days().windowMinutes() * MINUTE + MINUTE;
        return dice.between(start + margin, end - margin);
    }

    private long beforeCut(int day) {
        long end = plan.days().endOf(calendar.day(day));
        long window = plan.days().windowMinutes() * MINUTE;
        return switch (dice.below(5)) {
            case 0 -> end - 1;
            case 1 -> end - SECOND;
            case 2 -> end - window;
            case 3 -> end - window + 1;
            default -> end - 1 - dice.between(0, window);
        };
    }

    private long afterCut(int day) {
        long start = plan.days().startOf(calendar.day(day));
        return dice.oneIn(3) ? start : start + dice.between(0, 20 * MINUTE);
    }
}
