package io.recon.udf.reconcile;

import static io.recon.udf.reconcile.TestingReconciliation.CLOCK;
import static io.recon.udf.reconcile.TestingReconciliation.DAY;
import static io.recon.udf.reconcile.TestingReconciliation.deleted;
import static io.recon.udf.reconcile.TestingReconciliation.line;
import static io.recon.udf.reconcile.TestingReconciliation.order;
import static io.recon.udf.reconcile.TestingReconciliation.retraction;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.TransactionStatus;
import io.recon.model.bill.BillRecord;
import io.recon.model.order.OrderEvent;
import io.recon.udf.reconcile.TestingReconciliation.Backend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Plays random inputs many times, in other orders, repeated, restarted and rescaled: the latest
 * results are the same, and what went in is what came out.
 */
class SameInputsSameTruthTest {
    private static final int DAYS = 4;
    private static final int KEYS = 12;

    /** What happens at the bill source, in its order, and at the platform, in any order. */
    private record World(List<OrderEvent.Change> orders, List<List<BillRecord>> billDays) {}

    @ParameterizedTest
    @CsvSource({"HEAP, 25", "ROCKSDB, 2"})
    void theLatestResultsDependOnTheInputsAlone(Backend backend, int worlds) throws Exception {
        for (int seed = 0; seed < worlds; seed++) {
            World world = world(new Random(seed));
            List<String> expected = null;
            for (int play = 0; play < 3; play++) {
                List<String> truth = play(world, backend, new Random(1_000L * seed + play));
                if (expected == null) {
                    expected = truth;
                }
                assertThat(truth).as("seed %s, play %s", seed, play).isEqualTo(expected);
            }
        }
    }

    private static World world(Random random) {
        List<OrderEvent.Change> orders = new ArrayList<>();
        for (int version = 1; version <= KEYS * 3; version++) {
            String number = "k" + random.nextInt(KEYS);
            long time = time(random, DAY - 1 + random.nextInt(DAYS + 1));
            orders.add(
                    random.nextInt(8) == 0
                            ? deleted(number, time, version)
                            : order(number, amount(random), status(random), time, version));
        }
        List<List<BillRecord>> days = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            List<BillRecord> records = new ArrayList<>();
            List<BillRecord.Line> lines = new ArrayList<>();
            for (int at = 1; at <= KEYS; at++) {
                BillRecord.Line line =
                        line(
                                "k" + random.nextInt(KEYS),
                                DAY + day,
                                at,
                                time(random, DAY + random.nextInt(2)),
                                amount(random),
                                "T" + random.nextInt(2));
                records.add(line);
                lines.add(line);
            }
            if (random.nextBoolean()) {
                records.add(retraction(lines.get(random.nextInt(lines.size()))));
            }
            days.add(records);
        }
        return new World(orders, days);
    }

    private static long amount(Random random) {
        return random.nextInt(4) == 0 ? 900 : 1_000;
    }

    private static TransactionStatus status(Random random) {
        return random.nextInt(3) == 0
                ? TransactionStatus.ofCode(1 + random.nextInt(3))
                : TransactionStatus.SUCCESS;
    }

    private static long time(Random random, int day) {
        return random.nextInt(3) == 0
                ? CLOCK.endOf(day) - 1_000
                : CLOCK.startOf(day) + random.nextInt(3) * 1_000L;
    }

    private static List<String> play(World world, Backend backend, Random random) throws Exception {
        List<OrderEvent.Change> orders = new ArrayList<>(world.orders());
        orders.addAll(world.orders().subList(0, random.nextInt(world.orders().size())));
        Collections.shuffle(orders, random);
        // The last day stays open, as if it were held.
        try (var run = new TestingReconciliation(backend, AtEnd.LEAVE_UNDECIDED)) {
            if (random.nextBoolean()) {
                run.closingOneByOne(random).restart(1);
            }
            int ordersDone = 0;
            int ordersDay = -1;
            if (random.nextBoolean()) {
                run.orders(orders.get(ordersDone++));
            }
            run.firstDay(DAY);
            for (int day = 0; day < DAYS; day++) {
                for (BillRecord record : world.billDays().get(day)) {
                    while (ordersDone < orders.size() && random.nextInt(3) > 0) {
                        run.orders(orders.get(ordersDone++));
                    }
                    run.bills(record);
                    if (random.nextInt(8) == 0 && ordersDay < DAYS) {
                        run.ordersThrough(DAY + ordersDay++);
                    }
                    if (random.nextInt(8) == 0) {
                        run.barrier().assertConserved();
                    }
                    if (random.nextInt(20) == 0) {
                        run.restart(1 + random.nextInt(3)).firstDay(DAY);
                        if (day > 0 && random.nextBoolean()) {
                            run.seal(DAY + day - 1);
                        }
                        ordersDay = -1;
                    }
                }
                if (day < DAYS - 1) {
                    run.seal(DAY + day);
                }
            }
            while (ordersDone < orders.size()) {
                run.orders(orders.get(ordersDone++));
            }
            run.restart(1).firstDay(DAY).seal(DAY + DAYS - 2).finish();
            assertThat(run.timers()).isZero();
            run.assertConserved();
            return run.truth();
        }
    }
}
