package io.recon.udf.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.TransactionType;
import io.recon.model.reconcile.Outcome;
import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsDelta;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import io.recon.udf.type.DomainTypes;
import java.time.Duration;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class StatisticsFunctionTest {
    private static final StatisticsKey MATCHED = key("alipay", "2088", Outcome.MATCHED);
    private static final StatisticsKey EXTRA = key("alipay", "2088", Outcome.EXTRA);

    private static StatisticsKey key(String channel, String account, Outcome outcome) {
        return new StatisticsKey(channel, account, 20_000, "CNY", TransactionType.PAYMENT, outcome);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, StatisticsDelta, StatisticsCell>
            start(OperatorSubtaskState from) throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new StatisticsFunction(Duration.ofDays(37))),
                        StatisticsFunction.KEY,
                        Types.STRING);
        harness.setup(DomainTypes.STATISTICS_CELL.createSerializer(new SerializerConfigImpl()));
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }

    private static StreamRecord<StatisticsDelta> delta(
            StatisticsKey key, long platformCount, long platformAmount) {
        return new StreamRecord<>(
                new StatisticsDelta(key, new Sums(platformCount, platformAmount, 1, -5)));
    }

    @Test
    void everyChangeOfACellIsItsNextRevision() throws Exception {
        OperatorSubtaskState savepoint;
        try (var statistics = start(null)) {
            statistics.processElement(delta(MATCHED, 2, 200));
            statistics.processElement(delta(EXTRA, 0, 0));
            statistics.processElement(delta(MATCHED, -1, -150));
            assertThat(statistics.extractOutputValues())
                    .containsExactly(
                            new StatisticsCell(MATCHED, new Sums(2, 200, 1, -5), 0),
                            new StatisticsCell(EXTRA, new Sums(0, 0, 1, -5), 0),
                            new StatisticsCell(MATCHED, new Sums(1, 50, 2, -10), 1));
            savepoint = statistics.snapshot(1, 1);
        }
        try (var statistics = start(savepoint)) {
            statistics.processElement(
                    new StreamRecord<>(new StatisticsDelta(MATCHED, new Sums(-1, -50, -2, 10))));
            assertThat(statistics.extractOutputValues())
                    .as("an empty cell is one of zeros")
                    .containsExactly(new StatisticsCell(MATCHED, Sums.ZERO, 2));
            assertThat(statistics.numKeyedStateEntries()).isEqualTo(2);
        }
    }

    @Test
    void anOverflowNamesTheCell() throws Exception {
        try (var statistics = start(null)) {
            statistics.processElement(delta(MATCHED, 1, Long.MAX_VALUE));
            assertThatThrownBy(() -> statistics.processElement(delta(MATCHED, 1, 1)))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("alipay");
        }
    }

    @Test
    void noTwoCellsShareAKey() {
        assertThat(key("a", "bc", Outcome.EXTRA).partitionKey())
                .isNotEqualTo(key("ab", "c", Outcome.EXTRA).partitionKey())
                .isNotEqualTo(key("a", "bc", Outcome.MISSING).partitionKey());
    }
}
