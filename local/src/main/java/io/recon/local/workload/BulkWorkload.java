package io.recon.local.workload;

import static java.util.Objects.requireNonNull;

import io.recon.local.workload.PlannedFile.Damage;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a large workload straight to disk, in memory that does not grow with it: days of an Alipay
 * channel and of a card acquirer described by a template, orders in time's order, every day proven,
 * and so many breaks in ten thousand. What is due is known from what is planted, as {@code
 * expected/statistics.csv} and as {@code expected/outcomes.csv} ({@code outcome,count}).
 */
public final class BulkWorkload {
    /**
     * How large, and how broken.
     *
     * @param breaksPerTenThousand how many transactions of ten thousand do not match
     */
    public record Options(
            long seed,
            long transactions,
            LocalDate firstDay,
            int days,
            int accounts,
            int orderFiles,
            int breaksPerTenThousand) {
        public Options {
            requireNonNull(firstDay, "firstDay");
            if (transactions < 0
                    || days < 2
                    || accounts < 1
                    || orderFiles < 1
                    || breaksPerTenThousand < 0
                    || breaksPerTenThousand > 10_000) {
                throw new IllegalArgumentException(
                        "a bulk workload has 2 or more days, 1 or more accounts and order files,"
                                + " and 0 to 10000 breaks per ten thousand, but not "
                                + days
                                + ", "
                                + accounts
                                + ", "
                                + orderFiles
                                + ", "
                                + breaksPerTenThousand);
            }
        }

        /** Two accounts per channel, three days from 2026-03-01, four files, one break in 100. */
        public static Options of(long seed, long transactions) {
            return new Options(seed, transactions, LocalDate.of(2026, 3, 1), 3, 2, 4, 100);
        }
    }

    private enum Break {
        AMOUNT,
        STATUS,
        DAY_CUT,
        MISSING,
        EXTRA,
        DUPLICATE
    }

    private static final long MINUTE = 60_000;
    private static final int COMPRESSION = 1;

    private final Options options;
    private final Path directory;
    private final Dice dice;
    private final CdcEvents events = new CdcEvents(CdcEncoding.PLAIN, 1);
    private final StatisticsSheet statistics = new StatisticsSheet();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final List<Writer> orders = new ArrayList<>();
    private final List<ChannelPlan> plans;
    private final Map<String, List<PlannedLine>> billedNextDay = new LinkedHashMap<>();
    private long sequence;
    private long number;

    private BulkWorkload(Options options, Path directory) {
        this.options = options;
        this.directory = directory;
        dice = new Dice(options.seed());
        plans = List.of(alipay(options.accounts()), acquirer(options.accounts()));
    }

    /**
     * Writes a workload.
     *
     * @param directory gets {@code recon.yaml}, {@code formats}, {@code orders}, {@code landing}
     *     and {@code expected}
     * @return how many results each outcome must have
     */
    public static Map<String, Long> write(Options options, Path directory) throws IOException {
        BulkWorkload bulk = new BulkWorkload(options, directory);
        bulk.write();
        return bulk.outcomes;
    }

    private static ChannelPlan alipay(int accounts) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= accounts; i++) {
            names.add("20880011600%05d".formatted(i));
        }
        DayRules days = new DayRules(ZoneId.of("Asia/Shanghai"), LocalTime.MIDNIGHT, 30, null);
        return new ChannelPlan(
                "alipay", BillFormat.ALIPAY_TRADE, null, days, 0, names, List.of("CNY"));
    }

    private static ChannelPlan acquirer(int accounts) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= accounts; i++) {
            names.add("acct_" + i);
        }
        CsvTemplate template =
                new CsvTemplate(
                        "acme-csv",
                        ',',
                        StandardCharsets.UTF_8,
                        false,
                        true,
                        "yyyy-MM-dd HH:mm:ss",
                        "\n");
        DayRules days = new DayRules(ZoneOffset.UTC, LocalTime.MIDNIGHT, 30, null);
        return new ChannelPlan(
                "acme", BillFormat.CSV, template, days, 0, names, List.of("USD", "EUR", "JPY"));
    }

    private void write() throws IOException {
        WorkloadWriter.writeConfiguration(directory, plans, CdcEncoding.PLAIN);
        Path orderDirectory = Files.createDirectories(directory.resolve("orders"));
        try {
            for (int i = 0; i < options.orderFiles(); i++) {
                Path file = orderDirectory.resolve("orders-%03d.jsonl".formatted(i + 1));
                orders.add(new BufferedWriter(Files.newBufferedWriter(file), 1 << 16));
            }
            for (int day = 0; day < options.days(); day++) {
                long until = options.transactions() * (day + 1) / options.days();
                day(day, until);
            }
        } finally {
            for (Writer out : orders) {
                out.close();
            }
        }
        Path expected = Files.createDirectories(directory.resolve("expected"));
        statistics.write(expected.resolve("statistics.csv"));
        List<List<String>> counts = new ArrayList<>();
        outcomes.forEach((outcome, count) -> counts.add(List.of(outcome, count.toString())));
        CsvTable.write(expected.resolve("outcomes.csv"), List.of("outcome", "count"), counts);
        Files.writeString(expected.resolve("exit_code"), "0\n");
    }

    /** Writes one day of all channels; the orders' times grow through the day. */
    private void day(int index, long until) throws IOException {
        LocalDate day = options.firstDay().plusDays(index);
        Map<String, BillFileWriter> bills = new LinkedHashMap<>();
        try {
            for (ChannelPlan plan : plans) {
                open(plan, day, bills);
            }
            for (Map.Entry<String, List<PlannedLine>> carried : billedNextDay.entrySet()) {
                for (PlannedLine line : carried.getValue()) {
                    bills.get(carried.getKey()).write(BillRow.of(line));
                }
            }
            billedNextDay.clear();
            long first = number;
            while (number < until) {
                ChannelPlan plan = plans.get(number % 5 < 3 ? 0 : 1);
                transaction(plan, index, (number - first) * 1000 / (until - first), bills);
                number++;
            }
        } finally {
            for (BillFileWriter bill : bills.values()) {
                bill.close();
            }
        }
        for (ChannelPlan plan : plans) {
            Files.write(landing(plan, day).resolve("_SUCCESS"), new byte[0]);
        }
    }

    private Path landing(ChannelPlan plan, LocalDate day) {
        return directory.resolve("landing").resolve(plan.name()).resolve(day.toString());
    }

    private void open(ChannelPlan plan, LocalDate day, Map<String, BillFileWriter> bills)
            throws IOException {
        Path landing = Files.createDirectories(landing(plan, day));
        for (String account : plan.accounts()) {
            if (plan.format() == BillFormat.ALIPAY_TRADE) {
                Path file = landing.resolve(AlipayBillWriter.fileName(account, day));
                bills.put(
                        account,
                        new AlipayBillWriter(
                                Files.newOutputStream(file),
                                account,
                                day,
                                plan.days(),
                                Damage.NONE,
                                true,
                                COMPRESSION));
            } else {
                Path file = landing.resolve("settlement-" + account + ".csv");
                bills.put(
                        account, plan.template().writer(Files.newOutputStream(file), plan.days()));
            }
        }
    }

    private void transaction(
            ChannelPlan plan, int index, long permille, Map<String, BillFileWriter> bills)
            throws IOException {
        LocalDate day = options.firstDay().plusDays(index);
        Break planned =
                dice.below(10_000) < options.breaksPerTenThousand()
                        ? Break.values()[dice.below(Break.values().length)]
                        : null;
        boolean last = index == options.days() - 1;
        if (planned == Break.DAY_CUT && last) {
            planned = Break.AMOUNT;
        }
        // The middle of the day, so that nothing but a planned day-cut is near the cut.
        long start = plan.days().startOf(day);
        long time = start + (60 + permille * 22 * 60 / 1000) * MINUTE + dice.below(60_000);
        if (planned == Break.DAY_CUT) {
            time = plan.days().endOf(day) - 1 - dice.below(60_000);
        }
        PlannedLine line = line(plan, day, time);
        if (planned != Break.EXTRA) {
            order(line, planned, time);
        }
        bill(day, planned, line, bills.get(line.key().account()));
    }

    private PlannedLine line(ChannelPlan plan, LocalDate day, long time) {
        boolean refund = dice.below(20) == 0;
        TransactionType type = refund ? TransactionType.REFUND : TransactionType.PAYMENT;
        String date = day.format(DateTimeFormatter.BASIC_ISO_DATE);
        String own = (refund ? "RF" : "PO") + date + "%010d".formatted(number);
        String trade =
                plan.format() == BillFormat.ALIPAY_TRADE
                        ? date + "2200" + "%016d".formatted(number)
                        : "psp_" + Long.toString(number * 7919, 36);
        Money amount = new Money(100 + dice.below(200_000), dice.pick(plan.currencies()));
        long fee = refund ? 0 : amount.minor() * 6 / 1000;
        return new PlannedLine(
                new TransactionKey(plan.name(), dice.pick(plan.accounts()), type, own),
                refund ? "PO" + own : own,
                trade,
                amount,
                fee,
                TransactionStatus.SUCCESS,
                plan.billTime(time));
    }

    private void order(PlannedLine line, Break planned, long time) throws IOException {
        boolean failed = planned == Break.STATUS;
        Money ordered =
                planned == Break.AMOUNT
                        ? new Money(line.amount().minor() + 1, line.amount().currency())
                        : line.amount();
        PlannedRow row =
                new PlannedRow(
                        line.key().type() == TransactionType.REFUND ? line.orderNumber() : null,
                        null,
                        ordered,
                        failed ? TransactionStatus.FAILED : TransactionStatus.SUCCESS,
                        failed ? null : time,
                        time);
        OrderChange change =
                new OrderChange('c', null, line.key(), row, new LogPosition(sequence++, time));
        Writer out = orders.get((int) (number % orders.size()));
        out.write(events.text(change));
        out.write('\n');
    }

    private void bill(LocalDate day, Break planned, PlannedLine line, BillFileWriter bill)
            throws IOException {
        Money amount = line.amount();
        if (planned == Break.MISSING) {
            count(line, "MISSING", day, amount, null);
        } else if (planned == Break.DAY_CUT) {
            billedNextDay.computeIfAbsent(line.key().account(), any -> new ArrayList<>()).add(line);
            count(line, "DAY_CUT", day, amount, day.plusDays(1));
        } else {
            bill.write(BillRow.of(line));
            if (planned == null) {
                count(line, "MATCHED", day, amount, day);
            } else if (planned == Break.AMOUNT) {
                Money ordered = new Money(amount.minor() + 1, amount.currency());
                count(line, "AMOUNT_MISMATCH", day, ordered, day);
            } else if (planned == Break.STATUS) {
                count(line, "STATUS_MISMATCH", day, amount, day);
            } else if (planned == Break.EXTRA) {
                count(line, "EXTRA", null, null, day);
            } else {
                PlannedLine again = line.withTradeNumber(line.tradeNumber() + "9");
                bill.write(BillRow.of(again));
                count(line, "MATCHED", day, amount, day);
                count(again, "DUPLICATE", null, null, day);
            }
        }
    }

    private void count(
            PlannedLine line,
            String outcome,
            LocalDate platformDay,
            Money ordered,
            LocalDate channelDay) {
        outcomes.merge(outcome, 1L, Long::sum);
        if (platformDay != null) {
            statistics.platform(line.key(), platformDay, ordered, outcome);
        }
        if (channelDay != null) {
            statistics.channel(line.key(), channelDay, line.amount(), outcome);
        }
    }
}
