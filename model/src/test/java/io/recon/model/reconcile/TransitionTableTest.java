package io.recon.model.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.Money;
import io.recon.model.TransactionStatus;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;
import io.recon.model.day.DayClock;
import io.recon.model.day.Horizon;
import io.recon.model.order.OrderRow;
import io.recon.model.order.SourceVersion;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/**
 * The table of verdicts, every combination of it. What is expected is said a second time here, in
 * the words of the specification, by none of the code under test.
 */
final class TransitionTableTest {
    private static final long HOUR_MS = 3_600_000L;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final long WINDOW_MS = HOUR_MS / 2;
    private static final int BILL_DAY = 20_513;
    private static final long AMOUNT = 1_000;

    /** How far before its day's end a time lies: the day's first and last instants among them. */
    private static final long[] TIMES_BEFORE_END = {
        DAY_MS, 12 * HOUR_MS, WINDOW_MS + 1, WINDOW_MS, WINDOW_MS - 1, 1
    };

    /** A line's own time may also lie outside its bill day. */
    private static final long[] LINE_TIMES_BEFORE_END = {
        2 * DAY_MS, DAY_MS, 12 * HOUR_MS, WINDOW_MS + 1, WINDOW_MS, WINDOW_MS - 1, 1, 0, -DAY_MS
    };

    private static final int[] CLOSED_THROUGH = {
        Horizon.NONE, BILL_DAY - 2, BILL_DAY - 1, BILL_DAY, BILL_DAY + 1, BILL_DAY + 2
    };
    private static final int[] FIRST_DAYS = {
        Horizon.NONE, BILL_DAY - 1, BILL_DAY, BILL_DAY + 1, BILL_DAY + 2
    };
    private static final int[] PLATFORM_DAYS = {BILL_DAY - 1, BILL_DAY, BILL_DAY + 1};
    private static final long[] TOLERANCES = {0, 5};
    private static final long[] AMOUNT_DIFFERENCES = {-6, -5, -4, -1, 0, 1, 4, 5, 6};
    private static final boolean[] BOTH_WAYS = {false, true};

    private final DayClock clock = new DayClock(ZoneId.of("Asia/Shanghai"), LocalTime.MIDNIGHT);

    /** What a row of the specification's tables says. */
    private record Expected(Outcome outcome, boolean pending, String differences) {}

    private record Side(int day, long timeMs, TransactionStatus status, Money amount) {}

    private record Days(int first, int closedThrough, boolean ended) {
        boolean closed(int day) {
            return closedThrough != Horizon.NONE && day <= closedThrough;
        }
    }

    // The specification, section 3, one method for each row.

    private static Expected expected(Side order, Side line, long tolerance, Days days) {
        if (order == null && line == null) {
            return null;
        }
        if (order == null) {
            return loneLine(line, days);
        }
        if (line == null) {
            return loneOrder(order, days);
        }
        if (order.status == TransactionStatus.PENDING && !days.closed(line.day)) {
            return waiting(days);
        }
        return twoSides(order, line, tolerance);
    }

    /** 3.1: the outcome is the first that holds. */
    private static Expected twoSides(Side order, Side line, long tolerance) {
        String differences = differences(order, line, tolerance);
        if (amountMismatch(order, line, tolerance)) {
            return new Expected(Outcome.AMOUNT_MISMATCH, false, differences);
        }
        if (statusMismatch(order, line)) {
            return new Expected(Outcome.STATUS_MISMATCH, false, differences);
        }
        if (dayCut(order, line)) {
            return new Expected(Outcome.DAY_CUT, false, differences);
        }
        return new Expected(Outcome.MATCHED, false, "");
    }

    private static boolean amountMismatch(Side order, Side line, long tolerance) {
        return currencyDiffers(order, line) || amountDiffers(order, line, tolerance);
    }

    private static boolean currencyDiffers(Side order, Side line) {
        return !order.amount.currency().equals(line.amount.currency());
    }

    private static boolean amountDiffers(Side order, Side line, long tolerance) {
        long more = Math.max(order.amount.minor(), line.amount.minor());
        long less = Math.min(order.amount.minor(), line.amount.minor());
        return more > less + tolerance;
    }

    private static boolean statusMismatch(Side order, Side line) {
        return order.status != line.status;
    }

    private static boolean dayCut(Side order, Side line) {
        return order.day != line.day;
    }

    private static String differences(Side order, Side line, long tolerance) {
        StringJoiner all = new StringJoiner(";");
        if (currencyDiffers(order, line)) {
            all.add("currency");
        }
        if (amountDiffers(order, line, tolerance)) {
            all.add("amount");
        }
        if (statusMismatch(order, line)) {
            all.add("status");
        }
        if (dayCut(order, line)) {
            all.add("day");
        }
        return all.toString();
    }

    /** 3.2, MISSING: only the platform has it, with status SUCCESS, from the first day on. */
    private static Expected loneOrder(Side order, Days days) {
        if (order.status != TransactionStatus.SUCCESS) {
            return null;
        }
        if (days.first != Horizon.NONE && order.day < days.first) {
            return null;
        }
        return oneSide(order, Outcome.MISSING, days);
    }

    /** 3.2, EXTRA: only the channel has it. */
    private static Expected loneLine(Side line, Days days) {
        return oneSide(line, Outcome.EXTRA, days);
    }

    private static Expected oneSide(Side side, Outcome outcome, Days days) {
        if (!days.closed(side.day)) {
            return waiting(days);
        }
        if (carriedOver(side, days)) {
            return new Expected(Outcome.DAY_CUT, true, "");
        }
        return new Expected(outcome, false, "");
    }

    /** 3.2, DAY_CUT: carried over to D+1, until that closes. */
    private static boolean carriedOver(Side side, Days days) {
        return side.timeMs > endOf(side.day) - WINDOW_MS && !days.closed(side.day + 1);
    }

    /** 3.2, UNDECIDED: a bounded run only. */
    private static Expected waiting(Days days) {
        return days.ended ? new Expected(Outcome.UNDECIDED, true, "") : null;
    }

    private static long endOf(int day) {
        return (day + 1L) * DAY_MS - 8 * HOUR_MS;
    }

    // The combinations.

    @Test
    void nothingIsDueWithoutASide() {
        int combinations = 0;
        for (Days days : allDays()) {
            check(null, null, 0, days);
            combinations++;
        }
        assertThat(combinations).isEqualTo(60);
    }

    @Test
    void aLoneOrderIsJudgedByItsStatusItsTimeAndWhatIsClosed() {
        int combinations = 0;
        for (Days days : allDays()) {
            for (Side order : allOrders(TIMES_BEFORE_END)) {
                check(order, null, 0, days);
                combinations++;
            }
        }
        assertThat(combinations).isEqualTo(60 * 3 * 3 * 6);
    }

    @Test
    void aLoneLineIsJudgedByItsTimeAndWhatIsClosed() {
        int combinations = 0;
        for (Days days : allDays()) {
            for (TransactionStatus status : TransactionStatus.values()) {
                for (long beforeEnd : LINE_TIMES_BEFORE_END) {
                    check(null, line(status, beforeEnd, "CNY", AMOUNT), 0, days);
                    combinations++;
                }
            }
        }
        assertThat(combinations).isEqualTo(60 * 3 * 9);
    }

    @Test
    void twoSidesAreJudgedByWhatDiffersInTheOrderOfTheOutcomes() {
        int combinations = 0;
        long[] orderTimes = {12 * HOUR_MS, WINDOW_MS, 1};
        long[] lineTimes = {12 * HOUR_MS, 1};
        for (Days days : allDays()) {
            for (Side order : allOrders(orderTimes)) {
                for (TransactionStatus status : TransactionStatus.values()) {
                    for (long time : lineTimes) {
                        combinations += checkAmounts(order, status, time, days);
                    }
                }
            }
        }
        assertThat(combinations).isEqualTo(60 * (3 * 3 * 3) * (3 * 2) * (2 * 2 * 9));
    }

    private int checkAmounts(Side order, TransactionStatus status, long beforeEnd, Days days) {
        int combinations = 0;
        for (String currency : List.of("CNY", "JPY")) {
            for (long tolerance : TOLERANCES) {
                for (long difference : AMOUNT_DIFFERENCES) {
                    Side line = line(status, beforeEnd, currency, AMOUNT + difference);
                    check(order, line, tolerance, days);
                    combinations++;
                }
            }
        }
        return combinations;
    }

    private static List<Days> allDays() {
        List<Days> all = new ArrayList<>();
        for (int first : FIRST_DAYS) {
            for (int closedThrough : CLOSED_THROUGH) {
                for (boolean ended : BOTH_WAYS) {
                    all.add(new Days(first, closedThrough, ended));
                }
            }
        }
        return all;
    }

    private static List<Side> allOrders(long[] timesBeforeEnd) {
        List<Side> all = new ArrayList<>();
        for (TransactionStatus status : TransactionStatus.values()) {
            for (int day : PLATFORM_DAYS) {
                for (long beforeEnd : timesBeforeEnd) {
                    all.add(new Side(day, endOf(day) - beforeEnd, status, money(AMOUNT, "CNY")));
                }
            }
        }
        return all;
    }

    private static Side line(
            TransactionStatus status, long beforeEnd, String currency, long minor) {
        return new Side(BILL_DAY, endOf(BILL_DAY) - beforeEnd, status, money(minor, currency));
    }

    private static Money money(long minor, String currency) {
        return new Money(minor, currency);
    }

    // The code under test.

    private void check(Side order, Side line, long tolerance, Days days) {
        Expected expected = expected(order, line, tolerance, days);
        for (boolean orderFirst : BOTH_WAYS) {
            Expected actual = actual(order, line, tolerance, days, orderFirst);
            if (expected == null ? actual != null : !expected.equals(actual)) {
                assertThat(actual)
                        .as("%s with %s, tolerance %s, %s", order, line, tolerance, days)
                        .isEqualTo(expected);
            }
        }
    }

    private Expected actual(Side order, Side line, long tolerance, Days days, boolean orderFirst) {
        Transition transition = new Transition(clock, new Policy(tolerance, WINDOW_MS, 7));
        Horizon horizon = new Horizon(days.first, days.closedThrough, days.ended);
        TransactionState state = TransactionState.EMPTY;
        if (order != null && orderFirst) {
            state = transition.apply(state, input(order), horizon).next();
        }
        if (line != null) {
            state = transition.apply(state, lineInput(line), horizon).next();
        }
        if (order != null && !orderFirst) {
            state = transition.apply(state, input(order), horizon).next();
        }
        state = transition.apply(state, Input.Wake.INSTANCE, horizon).next();
        if (state.emitted().isEmpty() || state.emitted().get(0).isWithdrawn()) {
            return null;
        }
        assertThat(state.emitted()).hasSize(1);
        Verdict verdict = state.emitted().get(0).verdict();
        return new Expected(verdict.outcome(), verdict.pending(), verdict.differenceNames());
    }

    private static Input input(Side order) {
        boolean paid = order.status == TransactionStatus.SUCCESS;
        OrderRow row =
                new OrderRow(
                        null,
                        null,
                        order.amount,
                        order.status,
                        paid ? order.timeMs : OrderRow.NOT_PAID,
                        paid ? order.timeMs + DAY_MS : order.timeMs);
        return new Input.Order(row, SourceVersion.ofTime(1));
    }

    private static Input lineInput(Side line) {
        return new Input.Line(
                new BillLine(
                        new LinePosition(line.day, "bill.csv", 1),
                        line.amount,
                        3,
                        line.status,
                        line.timeMs,
                        "T1"));
    }
}
