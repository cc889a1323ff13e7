package io.recon.simulator;

import io.recon.simulator.oracle.BusinessDays;
import io.recon.simulator.oracle.Heard;
import io.recon.simulator.story.Channel;
import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Fact.Row;
import io.recon.simulator.story.Fact.Source;
import io.recon.simulator.story.Key;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes transactions, and what the order table's log says of them. */
final class Platform {
    private static final List<String> CURRENCIES = List.of("CNY", "CNY", "USD", "JPY", "KWD");
    private static final List<String> STATUSES =
            List.of(
                    "SUCCESS",
                    "SUCCESS",
                    "SUCCESS",
                    "PAID",
                    "REFUNDED",
                    "CREATED",
                    "PENDING",
                    "PROCESSING",
                    "FAILED",
                    "CLOSED",
                    "CANCELLED");

    /** What parts a result's name, and what stands in two texts for two keys. */
    private static final List<String> ACCOUNTS =
            List.of(
                    "2088",
                    "2088",
                    "2088",
                    "2088",
                    "20",
                    "20",
                    "20/PAYMENT",
                    "a#b%c",
                    "\u5546 \u6237");

    private static final List<String> NUMBERS =
            List.of("N", "N", "N", "N", "N", "N", "PAYMENT/N", "%N #", "\u00fc\ud83d\ude00 ");

    /** Far more than fits into 32 bits. */
    private static final long MOST_MINOR = 10_000_000_000_000L;

    /** An event, and on which day of the story it is written, from 0. */
    record Event(Fact.Order order, int dayOfStory) {}

    private final Dice dice;
    private final List<Channel> channels;
    private final Map<String, BusinessDays> calendars = new LinkedHashMap<>();
    private final int dayCount;
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final boolean hasFiles;
    private final boolean hasPositions;

    /** Whether every event can be told from every other by its position, whatever its time. */
    private final boolean isOneLog;

    private long clockMs;
    private long position = 1_000;
    private int file = 9;
    private int row;
    private String connector = "orders-a";

    /** What really happened, of which both sides tell. */
    static final class Transaction {
        final String currency;
        final long minor;
        final int day;
        final Instant time;
        final List<Key> keys = new ArrayList<>();

        /** What the table holds now; null if nothing. */
        Row row;

        Transaction(Key key, String currency, long minor, int day, Instant time) {
            keys.add(key);
            this.currency = currency;
            this.minor = minor;
            this.day = day;
            this.time = time;
        }

        /** All keys at a channel that the transaction ever had. */
        List<Key> keysAt(Channel channel) {
            return keys.stream().filter(key -> key.channel().equals(channel.name())).toList();
        }

        Key key() {
            return keys.get(keys.size() - 1);
        }

        BigDecimal amount() {
            return major(minor, currency);
        }
    }

    static BigDecimal major(long minor, String currency) {
        return BigDecimal.valueOf(minor, Heard.decimalsOf(currency));
    }

    Platform(Dice dice, List<Channel> channels, int dayCount) {
        this.dice = dice;
        this.channels = channels;
        this.dayCount = dayCount;
        hasPositions = dice.chance(85);
        hasFiles = dice.chance(40);
        isOneLog = hasPositions && dice.chance(50);
        channels.forEach(channel -> calendars.put(channel.name(), new BusinessDays(channel)));
        int count = dice.between(2, 9);
        for (int i = 0; i < count; i++) {
            begin(i);
        }
        clockMs = calendar(channels.get(0)).startOf(channels.get(0).firstDay()).toEpochMilli();
        write();
    }

    private BusinessDays calendar(Channel channel) {
        return calendars.get(channel.name());
    }

    List<Transaction> transactions() {
        return transactions;
    }

    List<Event> events() {
        return events;
    }

    private void begin(int index) {
        Channel channel = dice.pick(channels);
        Key key =
                new Key(
                        channel.name(),
                        dice.pick(ACCOUNTS),
                        dice.pick("PAYMENT", "PAYMENT", "REFUND"),
                        // A refund may have a payment's number.
                        dice.pick(NUMBERS) + dice.between(Math.max(0, index - 1), index));
        int day = dice.between(-1, dayCount);
        boolean isTaken = transactions.stream().anyMatch(other -> other.keys.contains(key));
        if (!isTaken) {
            Instant time = time(channel, day);
            transactions.add(
                    new Transaction(
                            key,
                            dice.pick(CURRENCIES),
                            dice.pick(
                                    dice.between(1L, 9_999L),
                                    dice.between(1L, 1_000_000_000L),
                                    dice.between(1L, MOST_MINOR)),
                            day,
                            time));
        }
    }

    /** An instant of a day, most likely one at which something turns over. */
    private Instant time(Channel channel, int day) {
        return time(dice, channel, calendar(channel), channel.firstDay().plusDays(day));
    }

    static Instant time(Dice dice, Channel channel, BusinessDays calendar, LocalDate day) {
        Instant start = calendar.startOf(day);
        Instant end = calendar.endOf(day);
        Instant window = end.minus(channel.rules().window());
        return switch (dice.between(0, 9)) {
            case 0 -> start;
            case 1 -> end.minusMillis(1);
            case 2 -> window;
            case 3 -> window.plusMillis(1);
            case 4 -> window.minusMillis(1);
            case 5 -> start.minusMillis(1);
            default ->
                    Instant.ofEpochMilli(
                            dice.between(start.toEpochMilli(), end.toEpochMilli() - 1));
        };
    }

    private void write() {
        List<Transaction> some = transactions.stream().filter(any -> dice.chance(85)).toList();
        for (Transaction transaction : some) {
            int versions = dice.pick(1, 1, 2, 2, 3, 5);
            for (int version = 0; version < versions; version++) {
                write(transaction, version);
                if (dice.chance(10)) {
                    snapshot();
                }
            }
        }
    }

    /** The whole table as it is now, at one place of its log. Any row may change after it. */
    private void snapshot() {
        Source at = next();
        Set<Key> told = new HashSet<>();
        for (Transaction transaction : transactions) {
            // Two rows of one key at one place would be two alike versions.
            if (transaction.row != null && told.add(transaction.key())) {
                add(transaction, "r", null, transaction.key(), transaction.row, at);
            }
        }
    }

    private void write(Transaction transaction, int version) {
        Key key = transaction.key();
        if (transaction.row != null && dice.chance(15)) {
            transaction.row = null;
            add(transaction, "d", null, key, null);
            return;
        }
        boolean isNew = transaction.row == null;
        Row next = version == 0 || isNew ? row(transaction) : changed(transaction);
        if (dice.chance(4)) {
            unreadable(transaction, isNew ? "c" : "u", next);
            return;
        }
        transaction.row = next;
        if (isNew) {
            add(transaction, "c", null, key, next);
        } else if (dice.chance(15)) {
            Key moved = moved(key);
            transaction.keys.add(moved);
            add(transaction, "u", key, moved, next);
        } else {
            add(transaction, "u", dice.chance(70) ? key : null, key, next);
        }
    }

    /** The table holds it, but nobody can read it; what could be read before it stands. */
    private void unreadable(Transaction transaction, String op, Row row) {
        BigDecimal amount = row.amount();
        Row broken =
                switch (dice.between(0, 4)) {
                    case 0 -> with(row, amount, "XQX", row.status());
                    case 1 -> with(row, amount, row.currency(), "LOST");
                    case 2 -> with(row, BigDecimal.ZERO, row.currency(), row.status());
                    case 3 -> with(row, amount.negate(), row.currency(), row.status());
                    default ->
                            with(
                                    row,
                                    amount.add(new BigDecimal("0.0001")),
                                    row.currency(),
                                    row.status());
                };
        Key key = transaction.key();
        if (op.equals("u") && dice.chance(30)) {
            Key moved = moved(key);
            transaction.keys.add(moved);
            add(transaction, op, key, moved, broken);
        } else {
            add(transaction, op, null, key, broken);
        }
    }

    private static Row with(Row row, BigDecimal amount, String currency, String status) {
        return new Row(amount, currency, status, row.paidAt(), row.updatedAt());
    }

    /** Another number, account, type or channel; it may be a key that another one has. */
    private Key moved(Key key) {
        Key moved =
                switch (dice.between(0, 3)) {
                    case 0 -> new Key(key.channel(), key.account(), key.type(), "M" + position);
                    case 1 -> new Key(key.channel(), "2089", key.type(), key.number());
                    case 2 ->
                            new Key(
                                    key.channel(),
                                    key.account(),
                                    key.type().equals("REFUND") ? "PAYMENT" : "REFUND",
                                    key.number());
                    default ->
                            new Key(
                                    dice.pick(channels).name(),
                                    key.account(),
                                    key.type(),
                                    key.number());
                };
        return moved;
    }

    private Row row(Transaction transaction) {
        String status = dice.pick(STATUSES);
        boolean isPaid = List.of("SUCCESS", "PAID", "REFUNDED").contains(status) || dice.chance(10);
        Instant paidAt = isPaid && dice.chance(95) ? transaction.time : null;
        Instant updatedAt =
                dice.chance(70) ? transaction.time : transaction.time.plusSeconds(90_000);
        long minor = dice.chance(85) ? transaction.minor : transaction.minor + dice.between(0, 6);
        String currency = dice.chance(95) ? transaction.currency : dice.pick(CURRENCIES);
        return new Row(major(minor, currency), currency, status, paidAt, updatedAt);
    }

    private Row changed(Transaction transaction) {
        if (dice.chance(20)) {
            Row former = transaction.row;
            return new Row(
                    former.amount(),
                    former.currency(),
                    former.status(),
                    former.paidAt(),
                    former.updatedAt().plusSeconds(1));
        }
        return row(transaction);
    }

    private void add(Transaction transaction, String op, Key before, Key key, Row row) {
        add(transaction, op, before, key, row, next());
    }

    private void add(Transaction transaction, String op, Key before, Key key, Row row, Source at) {
        Fact.Order order = new Fact.Order(events.size(), op, before, key, row, at);
        events.add(new Event(order, transaction.day));
    }

    /**
     * Positions and times go on together, or no order of them would be the right one. In one log
     * the positions alone are an order, and the clock of the database may be set back.
     */
    private Source next() {
        if (isOneLog && dice.chance(40)) {
            clockMs -= dice.pick(0L, dice.between(1L, 20_000_000L));
        } else {
            clockMs += dice.between(1L, dice.pick(1_000L, 20_000_000L));
        }
        if (hasFiles && dice.chance(20)) {
            // Another row of the same event in the log.
            row++;
        } else {
            position += dice.between(1, 100);
            row = 0;
        }
        if (hasFiles && dice.chance(20)) {
            file++;
            position = dice.between(1, 100);
        }
        if (!isOneLog && dice.chance(5)) {
            connector = connector + "b";
            position = dice.between(1, 100);
        }
        boolean isKnown = hasPositions && (isOneLog || dice.chance(97));
        return new Source(
                connector,
                hasFiles ? "bin." + file : null,
                isKnown ? position : -1,
                hasFiles ? row : 0,
                Instant.ofEpochMilli(clockMs));
    }
}
