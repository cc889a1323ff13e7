package io.recon.model.reconcile;

import static java.util.Objects.requireNonNull;

import io.recon.model.TransactionStatus;
import io.recon.model.bill.BillLine;
import io.recon.model.day.DayClock;
import io.recon.model.day.Horizon;
import io.recon.model.order.SourceVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The rules by which orders and bill lines become results: all of them, and nothing else.
 *
 * <p>{@link #apply} is a pure function. What is due for a transaction depends on its two sides and
 * on how far the days have closed, never on the order in which things arrived; what is emitted is
 * the difference between what is due and what was emitted last. So a late version, a deletion, a
 * late counterpart or a retraction needs no rule of its own.
 *
 * <p>What is due:
 *
 * <table>
 * <caption>The main result, by what is there</caption>
 * <tr><th>there is</th><th>when</th><th>due</th></tr>
 * <tr><td>order and line, order PENDING</td><td>bill day open</td><td>nothing yet; UNDECIDED at the end of a bounded run</td></tr>
 * <tr><td>order and line</td><td>else</td><td>their comparison</td></tr>
 * <tr><td>one side, its day open</td><td></td><td>nothing yet; UNDECIDED at the end of a bounded run</td></tr>
 * <tr><td>one side, its day closed</td><td>its time within the window before the day's end, next day open</td><td>DAY_CUT, pending</td></tr>
 * <tr><td>one side, its day closed</td><td>else</td><td>MISSING or EXTRA</td></tr>
 * <tr><td>a lone order that is not SUCCESS, or of a day before the first</td><td></td><td>nothing</td></tr>
 * </table>
 *
 * <p>Besides, every line that neither is the first nor repeats an earlier one is due as a DUPLICATE
 * at once.
 */
public final class Transition {
    private final DayClock clock;
    private final Policy policy;

    public Transition(DayClock clock, Policy policy) {
        this.clock = requireNonNull(clock, "clock");
        this.policy = requireNonNull(policy, "policy");
    }

    /** Gives the next state of a transaction and all that its change leads to. */
    public Step apply(TransactionState state, Input input, Horizon horizon) {
        if (input instanceof Input.Order order) {
            return applyOrder(state, order, horizon);
        }
        if (input instanceof Input.Line line) {
            return applyLine(state, line.line(), horizon);
        }
        if (input instanceof Input.Retraction retraction) {
            return applyRetraction(state, retraction.line(), horizon);
        }
        return settle(state, state.platform(), state.version(), state.lines(), List.of(), horizon);
    }

    private Step applyOrder(TransactionState state, Input.Order order, Horizon horizon) {
        SourceVersion version = order.version();
        if (state.version() != null && !version.isNewerThan(state.version())) {
            return Step.without(Step.Effect.NOT_NEWER, state);
        }
        PlatformSide platform = null;
        if (order.row() != null) {
            long timeMs = order.row().timeMs();
            platform =
                    new PlatformSide(
                            order.row().amount(),
                            order.row().status(),
                            timeMs,
                            clock.dayOf(timeMs));
        }
        return settle(state, platform, version, state.lines(), List.of(), horizon);
    }

    private Step applyLine(TransactionState state, BillLine line, Horizon horizon) {
        List<BillLine> before = state.lines();
        if (before.isEmpty()) {
            return settle(
                    state, state.platform(), state.version(), List.of(line), List.of(), horizon);
        }
        int at = insertionPoint(before, line);
        if (at < 0) {
            return Step.without(Step.Effect.ALREADY_APPLIED, state);
        }
        if (at == Policy.MOST_LINES) {
            var rejected = new LineAdjustment(LineAdjustment.Kind.OVER_LIMIT, line, 1);
            return new Step(state, List.of(), List.of(rejected), Step.Effect.APPLIED);
        }
        List<BillLine> after = new ArrayList<>(before.size() + 1);
        after.addAll(before);
        after.add(at, line);
        List<LineAdjustment> adjustments = new ArrayList<>();
        if (after.size() > Policy.MOST_LINES) {
            BillLine last = after.remove(after.size() - 1);
            adjustments.add(new LineAdjustment(LineAdjustment.Kind.OVER_LIMIT, last, 1));
        }
        adjustRepeated(before, after, adjustments);
        return settle(state, state.platform(), state.version(), after, adjustments, horizon);
    }

    private Step applyRetraction(TransactionState state, BillLine line, Horizon horizon) {
        List<BillLine> after = new ArrayList<>(state.lines());
        if (!after.removeIf(held -> held.position().equals(line.position()))) {
            return Step.without(Step.Effect.ALREADY_APPLIED, state);
        }
        List<LineAdjustment> adjustments = new ArrayList<>();
        adjustRepeated(state.lines(), after, adjustments);
        return settle(state, state.platform(), state.version(), after, adjustments, horizon);
    }

    /** Where a line belongs among those by position, or -1 if its position is taken. */
    private static int insertionPoint(List<BillLine> lines, BillLine line) {
        int at = lines.size();
        while (at > 0) {
            int order = lines.get(at - 1).position().compareTo(line.position());
            if (order == 0) {
                return -1;
            }
            if (order < 0) {
                return at;
            }
            at--;
        }
        return 0;
    }

    /** Says which lines count as repeated from now on, and which no longer. */
    private static void adjustRepeated(
            List<BillLine> before, List<BillLine> after, List<LineAdjustment> adjustments) {
        Set<BillLine> repeatedBefore = repeated(before);
        Set<BillLine> repeatedAfter = repeated(after);
        for (BillLine line : repeatedBefore) {
            if (!repeatedAfter.contains(line)) {
                adjustments.add(new LineAdjustment(LineAdjustment.Kind.REPEATED, line, -1));
            }
        }
        for (BillLine line : repeatedAfter) {
            if (!repeatedBefore.contains(line)) {
                adjustments.add(new LineAdjustment(LineAdjustment.Kind.REPEATED, line, 1));
            }
        }
    }

    private static Set<BillLine> repeated(List<BillLine> lines) {
        if (lines.size() < 2) {
            return Set.of();
        }
        TransactionLines counted = new TransactionLines();
        Set<BillLine> repeated = new LinkedHashSet<>();
        for (BillLine line : lines) {
            if (counted.add(line).isPresent()) {
                repeated.add(line);
            }
        }
        return repeated;
    }

    /** Compares what is due with what was emitted last, and emits the difference. */
    private Step settle(
            TransactionState state,
            PlatformSide platform,
            SourceVersion version,
            List<BillLine> lines,
            List<LineAdjustment> adjustments,
            Horizon horizon) {
        BillLine first = lines.isEmpty() ? null : lines.get(0);
        Verdict due = verdictDue(platform, first, horizon);
        List<Change> changes = List.of();
        List<Result> emitted = state.emitted();

        Result main = emitted.isEmpty() ? null : emitted.get(0);
        if (main != null && main.kind() == Result.Kind.DUPLICATE) {
            main = null;
        }
        Result next = due == null ? withdrawn(main) : revised(main, due, platform, first);
        boolean onlyMain = lines.size() <= 1 && emitted.size() <= (main == null ? 0 : 1);
        if (onlyMain) {
            if (isRevision(main, next)) {
                changes = List.of(new Change(main, next));
                emitted = List.of(next);
            }
        } else {
            List<Change> all = new ArrayList<>();
            if (isRevision(main, next)) {
                all.add(new Change(main, next));
            }
            List<Result> settled = settleDuplicates(emitted, main, next, lines, all);
            if (!all.isEmpty()) {
                emitted = settled;
                changes = all;
            }
        }
        int wakeDay = wakeDay(platform, first, horizon);
        boolean same =
                isSame(state.platform(), platform)
                        && isSame(state.version(), version)
                        && isSame(state.lines(), lines)
                        && isSame(state.emitted(), emitted)
                        && state.wakeDay() == wakeDay;
        TransactionState after =
                same ? state : new TransactionState(platform, version, lines, emitted, wakeDay);
        return new Step(after, changes, adjustments, Step.Effect.APPLIED);
    }

    /** What an input leaves alone is handed on as the same object. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Object before, Object after) {
        return before == after;
    }

    private static List<Result> settleDuplicates(
            List<Result> emitted,
            Result mainBefore,
            Result mainAfter,
            List<BillLine> lines,
            List<Change> changes) {
        List<Result> after = new ArrayList<>();
        if (mainAfter != null) {
            after.add(mainAfter);
        }
        Map<BillLine.Identity, Result> formers = new LinkedHashMap<>();
        for (Result former : emitted.subList(mainBefore == null ? 0 : 1, emitted.size())) {
            formers.put(former.line().identity(), former);
        }
        Set<BillLine.Identity> distinct = new HashSet<>();
        for (BillLine line : lines) {
            boolean further = distinct.add(line.identity()) && distinct.size() > 1;
            if (further) {
                Result former = formers.remove(line.identity());
                int revision =
                        former == null
                                ? RememberedResults.firstRevision(emitted)
                                : former.revision() + 1;
                addRevision(former, duplicate(former, line, revision), after, changes);
            }
        }
        for (Result former : formers.values()) {
            addRevision(former, withdrawn(former), after, changes);
        }
        return RememberedResults.bounded(after);
    }

    /** Whether there is something to emit. */
    private static boolean isRevision(Result former, Result next) {
        return !isSame(former, next);
    }

    private static void addRevision(
            Result former, Result next, List<Result> emitted, List<Change> changes) {
        if (isRevision(former, next)) {
            changes.add(new Change(former, next));
        }
        emitted.add(next);
    }

    private static Result duplicate(Result former, BillLine line, int revision) {
        if (former != null && !former.isWithdrawn() && former.line().equals(line)) {
            return former;
        }
        int day = former == null ? line.position().day() : former.partitionDay();
        return new Result(Result.Kind.DUPLICATE, null, line, Verdict.DUPLICATE, revision, day);
    }

    /** The result with which {@code former} ends: itself if there is nothing to withdraw. */
    private static Result withdrawn(Result former) {
        if (former == null || former.isWithdrawn()) {
            return former;
        }
        return new Result(
                former.kind(),
                former.platform(),
                former.line(),
                Verdict.WITHDRAWN,
                former.revision() + 1,
                former.partitionDay());
    }

    private static Result revised(
            Result former, Verdict verdict, PlatformSide platform, BillLine line) {
        if (former == null) {
            int day = platform == null ? line.position().day() : platform.day();
            return new Result(Result.Kind.MAIN, platform, line, verdict, 0, day);
        }
        if (former.verdict().equals(verdict)
                && Objects.equals(former.platform(), platform)
                && Objects.equals(former.line(), line)) {
            return former;
        }
        return new Result(
                Result.Kind.MAIN,
                platform,
                line,
                verdict,
                former.revision() + 1,
                former.partitionDay());
    }

    /** The verdict of the main result, or null if none is due. */
    private Verdict verdictDue(PlatformSide platform, BillLine line, Horizon horizon) {
        if (platform != null && line != null) {
            boolean waits =
                    platform.status() == TransactionStatus.PENDING
                            && !horizon.isClosed(line.position().day());
            return waits
                    ? undecided(horizon)
                    : Verdict.compare(platform, line, policy.toleranceMinor());
        }
        if (line != null) {
            return loneVerdict(line.position().day(), line.timeMs(), Verdict.EXTRA, horizon);
        }
        if (isExpectedOnBill(platform, horizon)) {
            return loneVerdict(platform.day(), platform.timeMs(), Verdict.MISSING, horizon);
        }
        return null;
    }

    private static boolean isExpectedOnBill(PlatformSide platform, Horizon horizon) {
        return platform != null
                && platform.status() == TransactionStatus.SUCCESS
                && platform.day() >= horizon.firstDay();
    }

    private Verdict loneVerdict(int day, long timeMs, Verdict closed, Horizon horizon) {
        if (!horizon.isClosed(day)) {
            return undecided(horizon);
        }
        boolean carriedOver = isLate(day, timeMs) && !horizon.isClosed(day + 1);
        return carriedOver ? Verdict.CARRIED_OVER : closed;
    }

    /**
     * Whether a lone side's own time is so late in its day that the next day's bill may have it.
     */
    private boolean isLate(int day, long timeMs) {
        return timeMs > clock.endOf(day) - policy.dayCutWindowMs();
    }

    private static Verdict undecided(Horizon horizon) {
        return horizon.ended() ? Verdict.UNDECIDED : null;
    }

    /** The day whose close may change what is due, or {@link TransactionState#NEVER}. */
    private int wakeDay(PlatformSide platform, BillLine line, Horizon horizon) {
        if (platform != null && line != null) {
            int day = line.position().day();
            boolean waits =
                    platform.status() == TransactionStatus.PENDING && !horizon.isClosed(day);
            return waits ? day : TransactionState.NEVER;
        }
        if (line != null) {
            return loneWakeDay(line.position().day(), line.timeMs(), horizon);
        }
        if (isExpectedOnBill(platform, horizon)) {
            return loneWakeDay(platform.day(), platform.timeMs(), horizon);
        }
        return TransactionState.NEVER;
    }

    private int loneWakeDay(int day, long timeMs, Horizon horizon) {
        if (!horizon.isClosed(day)) {
            return day;
        }
        return isLate(day, timeMs) && !horizon.isClosed(day + 1) ? day + 1 : TransactionState.NEVER;
    }
}
