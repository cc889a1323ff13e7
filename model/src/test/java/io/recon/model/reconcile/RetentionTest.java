package io.recon.model.reconcile;

import static io.recon.model.order.OrderOperation.CREATE;
import static io.recon.model.order.OrderOperation.DELETE;
import static io.recon.model.order.OrderOperation.READ;
import static io.recon.model.order.OrderOperation.UPDATE;
import static io.recon.model.reconcile.Retention.Decision.APPLY;
import static io.recon.model.reconcile.Retention.Decision.COUNT;
import static io.recon.model.reconcile.Retention.Decision.DEAD_LETTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.LinePosition;
import io.recon.model.day.DayClock;
import io.recon.model.day.Horizon;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;
import io.recon.model.order.OrderRow;
import io.recon.model.order.SourceVersion;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class RetentionTest {
    private static final int CLOSED = 20_513;
    private static final int OLDEST = CLOSED - 7;
    private static final Horizon HORIZON = new Horizon(CLOSED - 30, CLOSED, false);
    private static final Horizon NONE_CLOSED = new Horizon(CLOSED, Horizon.NONE, false);
    private static final TransactionKey KEY =
            new TransactionKey("alipay", "2088", TransactionType.PAYMENT, "N1");

    private final DayClock clock = new DayClock(ZoneId.of("Asia/Shanghai"), LocalTime.of(23, 0));

    @Test
    void theOldestDayWithinTheRetentionStillCounts() {
        for (OrderOperation operation : OrderOperation.values()) {
            assertThat(decide(operation, paid(firstInstantOf(OLDEST)))).isEqualTo(APPLY);
        }
    }

    @Test
    void anOrderOfAnOlderDayIsDeadLettered() {
        assertThat(decide(CREATE, paid(lastInstantOf(OLDEST - 1)))).isEqualTo(DEAD_LETTER);
        assertThat(decide(UPDATE, unpaid(lastInstantOf(OLDEST - 1)))).isEqualTo(DEAD_LETTER);
        assertThat(decide(CREATE, unpaid(lastInstantOf(OLDEST - 1)))).isEqualTo(DEAD_LETTER);
    }

    @Test
    void aSnapshotsRowAndAnUpdateOfARowPaidLongAgoAreOnlyCounted() {
        assertThat(decide(READ, paid(lastInstantOf(OLDEST - 1)))).isEqualTo(COUNT);
        assertThat(decide(READ, unpaid(lastInstantOf(OLDEST - 1)))).isEqualTo(COUNT);
        assertThat(decide(UPDATE, paid(lastInstantOf(OLDEST - 1)))).isEqualTo(COUNT);
    }

    @Test
    void aRemovalHasTheDayOnWhichItHappened() {
        assertThat(removal(DELETE, firstInstantOf(OLDEST))).isEqualTo(APPLY);
        assertThat(removal(DELETE, lastInstantOf(OLDEST - 1))).isEqualTo(DEAD_LETTER);
        assertThat(removal(UPDATE, lastInstantOf(OLDEST - 1))).isEqualTo(DEAD_LETTER);
    }

    @Test
    void nothingIsTooLateBeforeTheFirstClose() {
        OrderEvent.Change change = change(CREATE, paid(0), 0);

        assertThat(Retention.of(change, NONE_CLOSED, clock, Policy.DEFAULT)).isEqualTo(APPLY);
        assertThat(Retention.of(line(0), NONE_CLOSED, Policy.DEFAULT)).isEqualTo(APPLY);
    }

    @Test
    void aLineIsJudgedByItsBillDay() {
        assertThat(Retention.of(line(OLDEST), HORIZON, Policy.DEFAULT)).isEqualTo(APPLY);
        assertThat(Retention.of(line(OLDEST - 1), HORIZON, Policy.DEFAULT)).isEqualTo(DEAD_LETTER);
    }

    @Test
    void aRetentionOfNoDaysKeepsTheLastClosedOne() {
        Policy policy = new Policy(0, 0, 0);

        assertThat(Retention.of(line(CLOSED), HORIZON, policy)).isEqualTo(APPLY);
        assertThat(Retention.of(line(CLOSED - 1), HORIZON, policy)).isEqualTo(DEAD_LETTER);
    }

    @Test
    void theLongestRetentionKeepsEverything() {
        Policy policy = new Policy(0, 0, Integer.MAX_VALUE);
        Horizon early = new Horizon(-30, -20, false);

        assertThat(Retention.of(line(-2_000_000_000), early, policy)).isEqualTo(APPLY);
        assertThat(Retention.of(change(CREATE, paid(Long.MIN_VALUE + 1), 0), early, clock, policy))
                .isEqualTo(APPLY);
    }

    private Retention.Decision decide(OrderOperation operation, OrderRow row) {
        long nowMs = lastInstantOf(CLOSED + 1);
        return Retention.of(change(operation, row, nowMs), HORIZON, clock, Policy.DEFAULT);
    }

    private Retention.Decision removal(OrderOperation operation, long atMs) {
        return Retention.of(change(operation, null, atMs), HORIZON, clock, Policy.DEFAULT);
    }

    private static OrderEvent.Change change(OrderOperation operation, OrderRow row, long atMs) {
        return new OrderEvent.Change(KEY, operation, row, SourceVersion.ofTime(atMs));
    }

    private static long firstInstantOf(int day) {
        return day * 86_400_000L - 9 * 3_600_000L;
    }

    private static long lastInstantOf(int day) {
        return firstInstantOf(day + 1) - 1;
    }

    private static OrderRow paid(long paidAtMs) {
        Money amount = new Money(1, "CNY");
        long nowMs = lastInstantOf(CLOSED);
        return new OrderRow(null, null, amount, TransactionStatus.SUCCESS, paidAtMs, nowMs);
    }

    private static OrderRow unpaid(long updatedAtMs) {
        Money amount = new Money(1, "CNY");
        return new OrderRow(
                null, null, amount, TransactionStatus.PENDING, OrderRow.NOT_PAID, updatedAtMs);
    }

    private static BillRecord line(int day) {
        BillLine line =
                new BillLine(
                        new LinePosition(day, "f", 1),
                        new Money(1, "CNY"),
                        0,
                        TransactionStatus.SUCCESS,
                        0,
                        null);
        return new BillRecord.Line(KEY, line, 1);
    }
}
