package io.recon.udf.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.TransactionType;
import io.recon.model.conservation.LedgerDelta;
import io.recon.model.conservation.LedgerKey;
import io.recon.model.conservation.Tally;
import io.recon.model.reconcile.Outcome;
import io.recon.model.statistics.StatisticsDelta;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import io.recon.udf.conservation.ProveConservation.Balance;
import java.util.List;
import org.apache.flink.api.common.typeutils.base.VoidSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ProveConservationTest {
    private static final int DAY = 20_513;
    private static final LedgerKey ACCOUNT =
            new LedgerKey("alipay", "2088", DAY, "CNY", TransactionType.PAYMENT);

    private ProveConservation operator;

    private TwoInputStreamOperatorTestHarness<LedgerDelta, StatisticsDelta, Void> start(
            OperatorSubtaskState from) throws Exception {
        operator = new ProveConservation(List.of("alipay", "wechat"));
        var harness = new TwoInputStreamOperatorTestHarness<>(operator);
        harness.setup(VoidSerializer.INSTANCE);
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }

    private static LedgerDelta kept(Tally lines, Tally open) {
        return new LedgerDelta(
                ACCOUNT, lines, Tally.ZERO, open, Tally.ZERO, Tally.ZERO, Tally.ZERO);
    }

    private static StatisticsDelta onResults(long count, long amountMinor) {
        return new StatisticsDelta(
                new StatisticsKey(
                        "alipay", "2088", DAY, "CNY", TransactionType.PAYMENT, Outcome.EXTRA),
                new Sums(0, 0, count, amountMinor));
    }

    private Balance alipay() {
        return operator.balances.get("alipay");
    }

    @Test
    void whatIsKeptAndOnResultsBalances() throws Exception {
        try (var proof = start(null)) {
            proof.processElement2(onResults(2, 300), 0);
            proof.processElement1(kept(new Tally(3, 400), new Tally(1, 100)), 0);
            proof.snapshot(1, 1);

            assertThat(alipay().difference).isZero();
            assertThat(alipay().differenceMinor).isZero();
            assertThat(alipay().openLines).isOne();
            assertThat(operator.balances.get("wechat").openLines).isZero();
        }
    }

    @Test
    void oneCentAmissIsSeenAtTheNextCheckpointAndAfterARestart() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var proof = start(null)) {
            proof.processElement1(kept(new Tally(3, 400), Tally.ZERO), 0);
            proof.processElement2(onResults(3, 399), 0);
            checkpoint = proof.snapshot(1, 1);
            assertThat(alipay().difference).isZero();
            assertThat(alipay().differenceMinor).isOne();
        }
        try (var proof = start(checkpoint)) {
            assertThat(alipay().differenceMinor).isOne();
            proof.processElement2(onResults(1, 1), 0);
            proof.snapshot(2, 2);
            assertThat(alipay().difference).isOne();
            assertThat(alipay().differenceMinor).isZero();
        }
    }

    @Test
    void whatIsLostOnOneSideAndTooMuchOnAnotherDoesNotAddUpToNothing() throws Exception {
        try (var proof = start(null)) {
            LedgerKey other = new LedgerKey("alipay", "2089", DAY, "CNY", TransactionType.PAYMENT);
            proof.processElement1(kept(new Tally(1, 100), Tally.ZERO), 0);
            proof.processElement1(
                    new LedgerDelta(
                            other,
                            new Tally(-1, -100),
                            Tally.ZERO,
                            Tally.ZERO,
                            Tally.ZERO,
                            Tally.ZERO,
                            Tally.ZERO),
                    0);
            proof.snapshot(1, 1);

            assertThat(alipay().difference).isEqualTo(2);
            assertThat(alipay().differenceMinor).isEqualTo(200);
        }
    }
}
