package io.recon.simulator;

import io.recon.model.TransactionStatus;
import io.recon.model.conservation.LedgerDelta;
import io.recon.model.day.DayProgress;
import io.recon.model.day.Horizon;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.statistics.StatisticsDelta;
import io.recon.simulator.engine.Backend;
import io.recon.simulator.engine.Reconciliation;
import io.recon.simulator.engine.Sink;
import io.recon.simulator.oracle.Balance;
import io.recon.simulator.oracle.BusinessDays;
import io.recon.simulator.oracle.ChannelDays;
import io.recon.simulator.oracle.Finding;
import io.recon.simulator.oracle.Heard;
import io.recon.simulator.oracle.Ledger;
import io.recon.simulator.oracle.Oracle;
import io.recon.simulator.oracle.Oracle.Transaction;
import io.recon.simulator.story.Channel;
import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Story.Ending;
import io.recon.simulator.story.Story.Setting;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One channel on the stage: the engine at work, what it was told, what it has said, and how far its
 * days must have come.
 */
final class Scene implements Sink, AutoCloseable {
    /** All of a scene that a checkpoint holds. */
    record Memory(
            Reconciliation.Checkpoint checkpoint,
            List<ChannelDays> days,
            List<Heard> heard,
            List<String> late,
            Books books,
            LocalDate highestClosed) {}

    final Channel channel;
    final BusinessDays calendar;
    private final Ending ending;
    private final Consumer<String> teller;
    final Reconciliation reconciliation;

    private List<ChannelDays> days = new ArrayList<>();

    /**
     * How far its days are, as each subtask said last, or as it knows from what it goes on from.
     */
    private List<String> said = new ArrayList<>();

    /** How far the orders are, as each subtask was told since the beginning or a restart. */
    private long[] ordersMs = {};

    private List<Heard> heard = new ArrayList<>();
    private List<String> late = new ArrayList<>();
    private Books books = new Books();

    /** In what has not been undone. */
    private LocalDate highestClosed;

    private boolean ended;
    private long verdicts;

    Scene(Channel channel, Setting setting, Backend backend, Consumer<String> teller)
            throws Exception {
        this.channel = channel;
        this.teller = teller;
        ending = setting.ending();
        calendar = new BusinessDays(channel);
        reconciliation = backend.start(channel, setting, this);
        begin();
    }

    private void begin() {
        ordersMs = new long[reconciliation.parallelism()];
        Arrays.fill(ordersMs, Long.MIN_VALUE);
        days = new ArrayList<>();
        for (int i = 0; i < reconciliation.parallelism(); i++) {
            days.add(new ChannelDays(channel, calendar));
        }
        said = new ArrayList<>(days.stream().map(Scene::progressText).toList());
    }

    private static String progressText(ChannelDays days) {
        return progressText(days.firstDay(), days.lastClosed());
    }

    private static String progressText(LocalDate firstDay, LocalDate closed) {
        return "first day " + firstDay + ", closed through " + closed;
    }

    /** How many changes of results were emitted. */
    long verdicts() {
        return verdicts;
    }

    /** The engine is about to be told this: it counts, or it comes too late. */
    void hears(Heard one, LocalDate day) {
        if (!days.get(reconciliation.subtaskOf(one.key())).isPastRetention(day)) {
            heard.add(one);
        } else if (TooLate.goesToTheDeadLetter(one)) {
            late.add(TooLate.text(one));
        }
    }

    /** A source of orders that is started anew begins further back. */
    void ordersTo(long watermarkMs, int subtasks, int pace) throws Exception {
        for (int i = 0; i < days.size(); i++) {
            if ((subtasks >> i & 1) == 1 && watermarkMs > ordersMs[i]) {
                ordersMs[i] = watermarkMs;
                days.get(i).ordersTo(watermarkMs);
                remember(days.get(i).lastClosed());
                reconciliation.ordersTo(i, watermarkMs, pace);
            }
        }
    }

    void billsTo(LocalDate through, int subtasks, int pace) throws Exception {
        for (int i = 0; i < days.size(); i++) {
            if ((subtasks >> i & 1) == 1) {
                if (!days.get(i).isStarted()) {
                    billsTo(i, channel.firstDay().minusDays(1), pace);
                }
                if (days.get(i).isBefore(through)) {
                    billsTo(i, through, pace);
                }
            }
        }
    }

    private void billsTo(int subtask, LocalDate through, int pace) throws Exception {
        days.get(subtask).billsTo(through);
        remember(days.get(subtask).lastClosed());
        // The last millisecond of the day.
        long watermarkMs = calendar.endOf(through).toEpochMilli() - 1;
        reconciliation.billsTo(subtask, watermarkMs, pace);
    }

    private void remember(LocalDate closed) {
        if (closed != null && (highestClosed == null || closed.isAfter(highestClosed))) {
            highestClosed = closed;
        }
    }

    Memory snapshot() throws Exception {
        Reconciliation.Checkpoint checkpoint = reconciliation.snapshot();
        Memory memory =
                new Memory(
                        checkpoint,
                        days.stream().map(ChannelDays::copy).toList(),
                        List.copyOf(heard),
                        List.copyOf(late),
                        books.copy(),
                        highestClosed);
        checkBooks();
        if (isExact()) {
            checkTimers(check());
        }
        return memory;
    }

    /** All was said, and everything is done: now every verdict must be there. */
    void requireExact() {
        if (!isExact()) {
            throw new Wrong(
                    channel.name()
                            + ": not at rest, though all was said: settled "
                            + reconciliation.isSettled()
                            + ", closed through "
                            + days.stream().map(ChannelDays::lastClosed).toList()
                            + " of "
                            + highestClosed);
        }
    }

    /** Goes on from a checkpoint, or from nothing. */
    void restore(Memory memory, int parallelism) throws Exception {
        books = memory == null ? new Books() : memory.books().copy();
        heard = new ArrayList<>(memory == null ? List.of() : memory.heard());
        late = new ArrayList<>(memory == null ? List.of() : memory.late());
        highestClosed = memory == null ? null : memory.highestClosed();
        reconciliation.restore(memory == null ? null : memory.checkpoint(), parallelism);
        begin();
        if (memory != null) {
            days.replaceAll(fresh -> ChannelDays.restored(memory.days()));
            // Nobody says anew what was said before a checkpoint.
            said.replaceAll(nothing -> progressText(days.get(0)));
        }
    }

    /** Both inputs end. */
    void finish() throws Exception {
        days.forEach(subtask -> subtask.ordersTo(Long.MAX_VALUE));
        days.forEach(subtask -> remember(subtask.lastClosed()));
        ended = ending == Ending.BOUNDED;
        reconciliation.finish();
        checkBooks();
        check();
        for (int i = 0; ended && i < days.size(); i++) {
            if (reconciliation.waiting(i) != 0) {
                throw new Wrong(channel.name() + ": something waits after the end of all");
            }
        }
    }

    /** Whether every verdict that is due must be there: no watermark is on its way. */
    private boolean isExact() {
        return reconciliation.isSettled()
                && days.stream()
                        .allMatch(
                                subtask ->
                                        subtask.isUpToDate()
                                                && java.util.Objects.equals(
                                                        subtask.lastClosed(), highestClosed));
    }

    /** What holds at every barrier, whatever is under way. */
    private void checkBooks() {
        Wrong.requireSame(
                channel.name() + ": statistics",
                "by the results",
                books.recountedStatisticsText(),
                "as emitted",
                books.statisticsText());
        Wrong.requireSame(
                channel.name() + ": the ledger's lines",
                "by the results",
                books.lines().text(),
                "by the ledger",
                books.ledgerLines().text());
        Wrong.requireSame(
                channel.name() + ": the ledger's orders",
                "by the results",
                books.orders().text(),
                "by the ledger",
                books.ledgerOrders().text());
        Wrong.requireSame(
                channel.name() + ": dead letters",
                String.join("\n", late.stream().sorted().toList()),
                books.lateText());
    }

    /** The engine against the oracle; gives what the oracle sees. */
    private List<Transaction> check() {
        Oracle oracle = new Oracle(channel, calendar, highestClosed, ended);
        List<Transaction> transactions = oracle.look(heard);
        TreeMap<String, String> findings = new TreeMap<>();
        TreeMap<String, String> repeated = new TreeMap<>();
        for (Transaction transaction : transactions) {
            for (Finding finding : transaction.findings()) {
                findings.put(finding.id(), finding.id() + ": " + finding.text() + "\n");
            }
            for (Fact.Line line : transaction.repeated()) {
                String place =
                        transaction.key()
                                + " "
                                + Books.place(
                                        line.place().day(),
                                        line.place().file(),
                                        line.place().line());
                repeated.put(place, place + "\n");
            }
        }
        Wrong.requireSame(
                channel.name() + ": results",
                String.join("", findings.values()),
                books.resultsText());
        Wrong.requireSame(
                channel.name() + ": repeated lines",
                String.join("", repeated.values()),
                books.repeatedText());
        Wrong.requireSame(
                channel.name() + ": lines and results",
                Balance.ofLines(transactions).text(),
                books.lines().text());
        Wrong.requireSame(
                channel.name() + ": orders and results",
                Balance.ofOrders(transactions, channel.firstDay()).text(),
                books.orders().text());
        boolean isFirstDayClosed = highestClosed != null;
        Wrong.requireSame(
                channel.name() + ": the ledger's accounts",
                Ledger.of(transactions, channel.firstDay()).text(isFirstDayClosed),
                books.ledger().text(isFirstDayClosed));
        for (int i = 0; i < days.size(); i++) {
            requireProgress(i);
        }
        return transactions;
    }

    /** Each transaction that waits has a timer at its subtask, and no other has one. */
    private void checkTimers(List<Transaction> transactions) {
        int[] waiting = new int[days.size()];
        int[] early = new int[days.size()];
        for (Transaction transaction : transactions) {
            int subtask = reconciliation.subtaskOf(transaction.key());
            waiting[subtask] += transaction.waits() ? 1 : 0;
            early[subtask] += isEarly(transaction) ? 1 : 0;
        }
        for (int i = 0; i < days.size(); i++) {
            int timers = reconciliation.waiting(i);
            if (timers < waiting[i] || timers > waiting[i] + early[i]) {
                throw new Wrong(
                        channel.name()
                                + ": "
                                + waiting[i]
                                + " transactions of subtask "
                                + i
                                + " wait, with "
                                + timers
                                + " timers");
            }
        }
    }

    /** A lone order before the first day may have a timer, which finds nothing to do. */
    private boolean isEarly(Transaction transaction) {
        return transaction.lines().isEmpty()
                && transaction.platform() != null
                && transaction.platform().day().isBefore(channel.firstDay());
    }

    @Override
    public void changed(int subtask, ResultChange change) {
        verdicts++;
        Result result = change.change().after();
        if (teller != null) {
            teller.accept(
                    "      says "
                            + change.resultId()
                            + " revision "
                            + result.revision()
                            + ": "
                            + Books.text(result));
        }
        books.add(change);
        requireItsTime(subtask, change, result);
    }

    /** Nothing that waits for a close is said before it. */
    private void requireItsTime(int subtask, ResultChange change, Result result) {
        Outcome outcome = result.verdict().outcome();
        boolean isLone = result.platform() == null || result.line() == null;
        boolean isPending = !isLone && result.platform().status() == TransactionStatus.PENDING;
        boolean waits =
                outcome != Outcome.DUPLICATE
                        && outcome != Outcome.UNDECIDED
                        && outcome != Outcome.WITHDRAWN
                        && (isLone || isPending);
        int day = result.line() != null ? result.line().position().day() : result.platform().day();
        LocalDate closed = days.get(subtask).lastClosed();
        if (waits && (closed == null || closed.toEpochDay() < day)) {
            throw new Wrong("said before its day has closed: " + change);
        }
        if (outcome == Outcome.UNDECIDED && !ended) {
            throw new Wrong("undecided before the end: " + change);
        }
    }

    @Override
    public void statistics(StatisticsDelta delta) {
        books.add(delta);
    }

    @Override
    public void ledger(LedgerDelta delta) {
        books.add(delta);
    }

    @Override
    public void adjusted(AdjustedLine line) {
        books.add(line);
    }

    @Override
    public void late(String what) {
        if (teller != null) {
            teller.accept("      too late: " + what);
        }
        books.addLate(what);
    }

    @Override
    public void progress(int subtask, DayProgress progress) {
        String text = progressText(day(progress.firstDay()), day(progress.closedThrough()));
        said.set(subtask, text);
        requireProgress(subtask);
    }

    private static LocalDate day(int epochDay) {
        return epochDay == Horizon.NONE ? null : LocalDate.ofEpochDay(epochDay);
    }

    /** What a subtask said last of its days is how far they are. */
    private void requireProgress(int subtask) {
        Wrong.requireSame(
                channel.name() + ": the days of subtask " + subtask,
                progressText(days.get(subtask)),
                said.get(subtask));
    }

    @Override
    public void close() throws Exception {
        reconciliation.close();
    }
}
