package io.recon.local.workload;

import io.recon.model.Currencies;
import io.recon.model.MinorUnits;
import io.recon.model.MinorUnits.ExcessDecimals;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What happens on one channel of the example: its orders and its bill lines. Times are the
 * channel's local ones ({@code 2026-03-01T09:15:41}). Amounts are in major units, with a currency
 * behind them where the channel has several ({@code 49.00 USD}).
 */
final class QuickstartChannel {
    /** How a channel numbers its transactions. */
    interface TradeNumbers {
        String next(LocalDateTime time, boolean refund, int sequence);
    }

    /** A bill line and the bill day on which it stands. */
    private record Billed(LocalDate day, BillRow row) {}

    private final ChannelPlan plan;
    private final TradeNumbers numbers;
    private final QuickstartOrders orders;
    private final List<Billed> billed = new ArrayList<>();

    /** The payments' numbers by those of their refunds. */
    private final Map<String, String> payments = new HashMap<>();

    private int sequence = 100_138;

    QuickstartChannel(ChannelPlan plan, TradeNumbers numbers, QuickstartOrders orders) {
        this.plan = plan;
        this.numbers = numbers;
        this.orders = orders;
    }

    /** The days of a channel of the example: every half hour before their end is carried over. */
    static DayRules days(String zone, LocalTime cutOff) {
        return new DayRules(ZoneId.of(zone), cutOff, 30, null);
    }

    /** From now on a number is that of a refund. */
    void refund(String number, String payment) {
        payments.put(number, payment);
    }

    /** Ordered and, on the day on which the channel's clock sees it, billed. */
    void agreed(String number, String amount, String time) {
        order(number, amount, time);
        line(number, amount, time);
    }

    /** An order that was made, then paid. */
    void order(String number, String amount, String time) {
        PlannedRow paid = row(number, amount, time);
        unfinished(number, amount, LocalDateTime.parse(time).minusSeconds(20).toString());
        orders.add('u', key(number), paid, at(time));
    }

    /** An order that was made and not paid. */
    void unfinished(String number, String amount, String time) {
        PlannedRow row = row(number, amount, time);
        orders.add('c', key(number), unpaid(row, TransactionStatus.PENDING), at(time));
    }

    /** An order that was made and closed half an hour later without having been paid. */
    void closed(String number, String amount, String time) {
        unfinished(number, amount, LocalDateTime.parse(time).minusMinutes(30).toString());
        PlannedRow row = row(number, amount, time);
        orders.add('u', key(number), unpaid(row, TransactionStatus.FAILED), at(time));
    }

    void deleted(String number, String time) {
        orders.add('d', key(number), null, at(time));
    }

    /** An order whose row cannot be read. */
    void unreadable(String number, String amount, String time) {
        orders.addUnreadable(key(number), row(number, amount, time), at(time));
    }

    /** A bill line on the day on which the channel's clock sees it. */
    void line(String number, String amount, String time) {
        line(number, amount, time, plan.days().dayOf(at(time)).toString());
    }

    /** A bill line on a day's bill. */
    void line(String number, String amount, String time, String billDay) {
        add(billDay, BillRow.of(planned(number, amount, time)));
    }

    /** A bill line that says that the payment was refused. */
    void refused(String number, String amount, String time, String billDay) {
        PlannedLine line = planned(number, amount, time).withStatus(TransactionStatus.FAILED);
        add(billDay, BillRow.of(line));
    }

    /** A bill line that is neither a payment nor a refund. */
    void other(String number, String amount, String time, String billDay) {
        add(billDay, BillRow.other(planned(number, amount, time)));
    }

    /** The last bill line once more, as if a file had been put together twice. */
    void lastLineAgain() {
        billed.add(billed.get(billed.size() - 1));
    }

    private void add(String billDay, BillRow row) {
        billed.add(new Billed(LocalDate.parse(billDay), row));
    }

    /** The channel with a directory for each of these days, all complete. */
    Workload.Channel channel(
            List<String> days, BiFunction<LocalDate, List<BillRow>, List<PlannedFile>> files) {
        List<PlannedDay> directories = new ArrayList<>();
        for (String text : days) {
            LocalDate day = LocalDate.parse(text);
            List<BillRow> rows =
                    billed.stream()
                            .filter(one -> one.day().equals(day))
                            .map(Billed::row)
                            .sorted(Comparator.comparing(row -> row.line().timeMs()))
                            .toList();
            directories.add(new PlannedDay(day, files.apply(day, rows), List.of(), false, true));
        }
        return new Workload.Channel(plan, directories);
    }

    private PlannedLine planned(String number, String amount, String time) {
        sequence += 137;
        Money money = money(amount);
        return new PlannedLine(
                key(number),
                payments.getOrDefault(number, number),
                numbers.next(LocalDateTime.parse(time), isRefund(number), sequence),
                money,
                feeMinor(number, money),
                TransactionStatus.SUCCESS,
                at(time));
    }

    /** 0.6 % of a payment. Of a refund WeChat Pay gives it back, the others do not. */
    private long feeMinor(String number, Money money) {
        long fee = money.minor() * 6 / 1000;
        if (isRefund(number)) {
            return plan.format() == BillFormat.WECHAT_TRADE ? -fee : 0;
        }
        return fee;
    }

    private PlannedRow row(String number, String amount, String time) {
        return new PlannedRow(
                payments.get(number),
                null,
                money(amount),
                TransactionStatus.SUCCESS,
                at(time),
                at(time));
    }

    private static PlannedRow unpaid(PlannedRow row, TransactionStatus status) {
        return new PlannedRow(
                row.orderNumber(), null, row.amount(), status, null, row.updatedAtMs());
    }

    private boolean isRefund(String number) {
        return payments.containsKey(number);
    }

    private TransactionKey key(String number) {
        TransactionType type = isRefund(number) ? TransactionType.REFUND : TransactionType.PAYMENT;
        return new TransactionKey(plan.name(), plan.accounts().get(0), type, number);
    }

    private Money money(String text) {
        int space = text.indexOf(' ');
        String amount = space < 0 ? text : text.substring(0, space);
        String currency = space < 0 ? plan.currencies().get(0) : text.substring(space + 1);
        int exponent = Currencies.exponent(currency).orElseThrow();
        return new Money(MinorUnits.parse(amount, exponent, ExcessDecimals.REFUSED), currency);
    }

    private long at(String localTime) {
        return LocalDateTime.parse(localTime).atZone(plan.days().zone()).toInstant().toEpochMilli();
    }
}
