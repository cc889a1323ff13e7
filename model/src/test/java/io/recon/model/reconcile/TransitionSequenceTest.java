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
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random histories of one transaction, each delivered in several orders and with repetitions: the
 * truth at the end is the same, and every step on the way keeps the books.
 */
final class TransitionSequenceTest {
    private static final int FIRST_DAY = 20_513;
    private static final int DAYS = 4;
    private static final long DAY_MS = 86_400_000L;
    private static final int HISTORIES = 12_000;
    private static final int DELIVERIES = 3;

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Transition transition =
            new Transition(new DayClock(ZONE, LocalTime.MIDNIGHT), new Policy(2, 1_800_000, 7));

    /** What happens: an input, or a day's close. */
    private sealed interface Happening {
        record Arrival(Input input) implements Happening {}

        record Close(int day) implements Happening {}
    }

    @Test
    void theTruthIsTheSameForEveryOrderOfDelivery() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            List<Input> inputs = history(random, 1 + random.nextInt(6));
            boolean ended = random.nextInt(3) == 0;
            int closes = random.nextInt(DAYS + 2);
            Map<String, Object> truth = null;
            for (int delivery = 0; delivery < DELIVERIES; delivery++) {
                List<Happening> order = delivery(inputs, closes, random);
                Map<String, Object> found = deliver(order, ended, delivery == 0, seed);
                if (truth == null) {
                    truth = found;
                } else if (!found.equals(truth)) {
                    assertThat(found).as("seed %s, delivery %s", seed, order).isEqualTo(truth);
                }
            }
        }
    }

    @Test
    void theFirstThousandLinesByPositionCountWhicheverComeFirst() {
        for (int seed = 0; seed < 3; seed++) {
            Random random = new Random(seed);
            List<Input> inputs = new ArrayList<>(history(random, 0));
            int lines = Policy.MOST_LINES + random.nextInt(40) - 10;
            for (int i = 0; i < lines; i++) {
                long trade = random.nextInt(20) == 0 ? 7 : i;
                inputs.add(new Input.Line(line(FIRST_DAY + i % 3, i, 100, 1, "T" + trade)));
            }
            Map<String, Object> truth = null;
            for (int delivery = 0; delivery < 3; delivery++) {
                List<Happening> order = delivery(inputs, DAYS, random);
                if (delivery == 2) {
                    Collections.reverse(order);
                    order.removeIf(happening -> happening instanceof Happening.Close);
                    for (int day = 0; day < DAYS; day++) {
                        order.add(new Happening.Close(FIRST_DAY + day));
                    }
                }
                Map<String, Object> found = deliver(withoutRepeats(order), false, false, seed);
                if (truth == null) {
                    truth = found;
                }
                assertThat(found).as("seed %s, delivery %s", seed, delivery).isEqualTo(truth);
            }
        }
    }

    private Map<String, Object> deliver(
            List<Happening> order, boolean ended, boolean checkWakes, int seed) {
        TransactionState state = TransactionState.EMPTY;
        Horizon horizon = new Horizon(FIRST_DAY, Horizon.NONE, false);
        Books books = new Books("seed " + seed);
        for (Happening happening : order) {
            Input input = Input.Wake.INSTANCE;
            if (happening instanceof Happening.Close close) {
                horizon = new Horizon(FIRST_DAY, close.day, false);
                if (state.wakeDay() > close.day) {
                    continue;
                }
            } else if (happening instanceof Happening.Arrival arrival) {
                input = arrival.input;
            }
            state = applied(state, input, horizon, books);
            if (checkWakes) {
                checkWakeDay(state, horizon, seed);
            }
        }
        if (ended) {
            horizon = new Horizon(FIRST_DAY, horizon.closedThrough(), true);
            if (state.wakeDay() != TransactionState.NEVER) {
                state = applied(state, Input.Wake.INSTANCE, horizon, books);
            }
            checkWakeDay(state, horizon, seed);
        }
        books.checkConservation(state, horizon);
        return books.truth();
    }

    private TransactionState applied(
            TransactionState state, Input input, Horizon horizon, Books books) {
        Step step = transition.apply(state, input, horizon);
        books.record(input, step);
        if (step.next().equals(state)) {
            assertThat(step.next()).as("an unchanged state after %s", input).isSameAs(state);
        }
        Step again = transition.apply(step.next(), Input.Wake.INSTANCE, horizon);
        assertThat(again.next()).as("settled after %s", input).isSameAs(step.next());
        assertThat(again.changes()).isEmpty();
        return step.next();
    }

    /** The first later close that changes what is due must be the day to wake, by trying them. */
    private void checkWakeDay(TransactionState state, Horizon horizon, int seed) {
        int from =
                horizon.closedThrough() == Horizon.NONE
                        ? FIRST_DAY - 2
                        : horizon.closedThrough() + 1;
        int expected = TransactionState.NEVER;
        for (int day = from; day < FIRST_DAY + DAYS + 4; day++) {
            Horizon later = new Horizon(FIRST_DAY, day, horizon.ended());
            Step step = transition.apply(state, Input.Wake.INSTANCE, later);
            if (!step.changes().isEmpty()) {
                expected = day;
                break;
            }
        }
        if (state.wakeDay() != expected) {
            assertThat(state.wakeDay())
                    .as("seed %s: %s, %s", seed, state, horizon)
                    .isEqualTo(expected);
        }
    }

    // Histories.

    private static List<Input> history(Random random, int lines) {
        List<Input> inputs = new ArrayList<>();
        int versions = random.nextInt(5);
        for (int i = 0; i < versions; i++) {
            inputs.add(version(random, 1 + random.nextInt(6)));
        }
        // Two contents never share one version, or there is no truth to find.
        inputs.sort(Comparator.comparingLong(TransitionSequenceTest::lsn));
        for (int i = 1; i < inputs.size(); i++) {
            if (lsn(inputs.get(i)) == lsn(inputs.get(i - 1))) {
                inputs.set(i, inputs.get(i - 1));
            }
        }
        for (int i = 0; i < lines; i++) {
            BillLine line = randomLine(random, i);
            inputs.add(new Input.Line(line));
            if (random.nextInt(5) == 0) {
                inputs.add(new Input.Retraction(line));
            }
        }
        return inputs;
    }

    private static long lsn(Input input) {
        return ((Input.Order) input).version().major();
    }

    private static Input version(Random random, long lsn) {
        var version = new SourceVersion(SourceVersion.Kind.LSN, 9, lsn, 0, 0, lsn % 3);
        if (random.nextInt(4) == 0) {
            return new Input.Order(null, version);
        }
        TransactionStatus status =
                random.nextInt(2) == 0
                        ? TransactionStatus.SUCCESS
                        : TransactionStatus.ofCode(1 + random.nextInt(3));
        long timeMs = time(random, FIRST_DAY - 1 + random.nextInt(DAYS + 1));
        boolean paid = status == TransactionStatus.SUCCESS;
        return new Input.Order(
                new OrderRow(
                        null,
                        null,
                        new Money(100 + random.nextInt(4), "CNY"),
                        status,
                        paid ? timeMs : OrderRow.NOT_PAID,
                        timeMs),
                version);
    }

    private static long time(Random random, int day) {
        long endMs = (day + 1) * DAY_MS - 8 * 3_600_000L;
        long[] beforeEnd = {DAY_MS, DAY_MS / 2, 1_800_001, 1_800_000, 1_799_999, 1};
        return endMs - beforeEnd[random.nextInt(beforeEnd.length)];
    }

    private static BillLine randomLine(Random random, int number) {
        int day = FIRST_DAY + random.nextInt(DAYS);
        String trade = random.nextInt(6) == 0 ? null : "T" + random.nextInt(2);
        return line(day, number, 100 + random.nextInt(2), time(random, day), trade);
    }

    private static BillLine line(int day, int number, long minor, long timeMs, String trade) {
        return new BillLine(
                new LinePosition(day, "f" + number % 3, number),
                new Money(minor, "CNY"),
                number,
                TransactionStatus.SUCCESS,
                timeMs,
                trade);
    }

    // Deliveries.

    /** The inputs in some order with repetitions, days closing in between. */
    private static List<Happening> delivery(List<Input> inputs, int closes, Random random) {
        List<Input> all = new ArrayList<>(inputs);
        for (Input input : inputs) {
            boolean retracted =
                    input instanceof Input.Line line
                            && inputs.contains(new Input.Retraction(line.line()));
            if (!retracted && random.nextInt(3) == 0) {
                all.add(input);
            }
        }
        Collections.shuffle(all, random);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Input.Retraction retraction) {
                int line = all.lastIndexOf(new Input.Line(retraction.line()));
                if (line > i) {
                    Collections.swap(all, i, line);
                }
            }
        }
        List<Happening> order = new ArrayList<>();
        for (Input input : all) {
            order.add(new Happening.Arrival(input));
        }
        int at = 0;
        for (int day = 0; day < closes; day++) {
            at += random.nextInt(order.size() - at + 1);
            order.add(at, new Happening.Close(FIRST_DAY + day));
            at++;
        }
        return order;
    }

    private static List<Happening> withoutRepeats(List<Happening> order) {
        return List.copyOf(new LinkedHashSet<>(order));
    }
}
