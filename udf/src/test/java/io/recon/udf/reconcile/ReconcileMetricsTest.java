package io.recon.udf.reconcile;

import static io.recon.udf.reconcile.TestingReconciliation.DAY;
import static io.recon.udf.reconcile.TestingReconciliation.deleted;
import static io.recon.udf.reconcile.TestingReconciliation.line;
import static io.recon.udf.reconcile.TestingReconciliation.noon;
import static io.recon.udf.reconcile.TestingReconciliation.paid;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.reconcile.Outcome;
import io.recon.udf.reconcile.TestingReconciliation.Backend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.metrics.groups.GenericMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;

class ReconcileMetricsTest {
    @Test
    void everyMetricStandsUnderReconAndItsChannel() {
        List<String> names = new ArrayList<>();
        TestingMetricRegistry registry =
                TestingMetricRegistry.builder()
                        .setRegisterConsumer(
                                (metric, name, group) -> names.add(group.getMetricIdentifier(name)))
                        .build();
        new ReconcileMetrics(
                new GenericMetricGroup(
                        registry,
                        UnregisteredMetricGroups.createUnregisteredTaskManagerMetricGroup(),
                        "operator"),
                "alipay",
                () -> 0L,
                () -> 0);

        assertThat(names)
                .hasSize(12 + Outcome.values().length)
                .allMatch(name -> name.contains(".recon.channel.alipay."))
                .anyMatch(name -> name.endsWith(".alipay.orders"))
                .anyMatch(name -> name.endsWith(".alipay.outcome.DAY_CUT.results"))
                .anyMatch(name -> name.endsWith(".alipay.timerWithoutState"));
    }

    @Test
    void everyRecordIsCountedByWhatBecameOfIt() throws Exception {
        try (var run = new TestingReconciliation(Backend.HEAP, AtEnd.KEEP_WAITING)) {
            run.firstDay(DAY);
            assertThat(run.metric(m -> m.closedThrough.getValue())).isEqualTo(-1L);
            run.orders(paid("a", noon(DAY)), paid("a", noon(DAY)), paid("open", noon(DAY + 9)));
            run.bills(line("a", DAY, 1, noon(DAY)), line("a", DAY, 1, noon(DAY)));
            run.bills(line("e", DAY, 2, noon(DAY))).close(DAY + 8);
            run.orders(paid("late", noon(DAY)), deleted("late", noon(DAY), 1));
            run.bills(line("late", DAY, 3, noon(DAY)));

            assertThat(run.metric(m -> m.orders.getCount())).isEqualTo(5);
            assertThat(run.metric(m -> m.ordersApplied.getCount())).isEqualTo(2);
            assertThat(run.metric(m -> m.linesApplied.getCount())).isEqualTo(2);
            assertThat(run.metric(m -> m.notNewer.getCount())).isOne();
            assertThat(run.metric(m -> m.ordersPastRetention.getCount())).isEqualTo(2);
            assertThat(run.metric(m -> m.lines.getCount())).isEqualTo(4);
            assertThat(run.metric(m -> m.alreadyApplied.getCount())).isOne();
            assertThat(run.metric(m -> m.linesPastRetention.getCount())).isOne();
            assertThat(run.metric(m -> m.deadLetters.getCount())).isEqualTo(2);
            assertThat(run.metric(m -> m.results(Outcome.MATCHED).getCount())).isOne();
            assertThat(run.metric(m -> m.results(Outcome.EXTRA).getCount())).isOne();
            assertThat(run.metric(m -> m.openKeys.getValue())).isOne();
            assertThat(run.metric(m -> m.closedThrough.getValue())).isEqualTo(DAY + 8L);
            assertThat(run.metric(m -> m.timerWithoutState.getCount())).isZero();
        }
    }

    @Test
    void openKeysAddUpOverARescale() throws Exception {
        try (var run = new TestingReconciliation(Backend.HEAP, AtEnd.KEEP_WAITING)) {
            run.firstDay(DAY);
            for (int i = 0; i < 30; i++) {
                run.orders(paid("o" + i, noon(DAY)));
            }
            run.restart(3);
            assertThat(run.metric(m -> m.openKeys.getValue())).isEqualTo(30);
            run.bills(line("o1", DAY, 1, noon(DAY))).restart(2);
            assertThat(run.metric(m -> m.openKeys.getValue())).isEqualTo(29);
            run.firstDay(DAY).close(DAY);
            assertThat(run.metric(m -> m.openKeys.getValue())).isZero();
        }
    }

    @Test
    void aTimerWithoutStateIsCounted() throws Exception {
        try (var run = new TestingReconciliation(Backend.HEAP, AtEnd.KEEP_WAITING)) {
            run.wallClock(Duration.ZERO).orders(paid("a", noon(DAY)));
            run.wallClock(Duration.ofDays(37)).redeploy();
            Configurator.setLevel(AbstractStreamOperator.class, Level.OFF);
            try {
                run.firstDay(DAY).close(DAY);
            } finally {
                Configurator.setLevel(AbstractStreamOperator.class, Level.WARN);
            }
            assertThat(run.metric(m -> m.timerWithoutState.getCount())).isOne();
        }
    }
}
