package io.recon.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.NastyTexts;
import io.recon.model.TransactionType;
import io.recon.model.reconcile.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatisticsCellTest {
    private static final StatisticsKey KEY = key("shop", "acct", 10, "CNY");

    private static StatisticsKey key(String channel, String account, int day, String currency) {
        return new StatisticsKey(
                channel, account, day, currency, TransactionType.PAYMENT, Outcome.MATCHED);
    }

    @Test
    void theRevisionRisesByOneWithEachDifference() {
        StatisticsCell first =
                StatisticsCell.first(new StatisticsDelta(KEY, new Sums(1, 100, 2, 200)));
        assertThat(first).isEqualTo(new StatisticsCell(KEY, new Sums(1, 100, 2, 200), 0));

        StatisticsCell second = first.plus(new StatisticsDelta(KEY, new Sums(10, -30, 1, 5)));
        assertThat(second).isEqualTo(new StatisticsCell(KEY, new Sums(11, 70, 3, 205), 1));
        assertThat(second.plus(new StatisticsDelta(KEY, Sums.ZERO)).revision()).isEqualTo(2);
    }

    @Test
    void aSumThatFitsIntoNoNumberIsNamed() {
        StatisticsCell full =
                StatisticsCell.first(new StatisticsDelta(KEY, new Sums(1, Long.MAX_VALUE, 0, 0)));

        assertThatThrownBy(() -> full.plus(new StatisticsDelta(KEY, new Sums(0, 1, 0, 0))))
                .isExactlyInstanceOf(ArithmeticException.class)
                .hasMessage(
                        "the amounts of channel shop, day 1970-01-11, currency CNY are not"
                                + " plausible: their sum exceeds 64 bits");
    }

    @Test
    void keysThatDifferDifferAsTextsToo() {
        Map<String, StatisticsKey> keys = new HashMap<>();
        for (String one : NastyTexts.ALL) {
            for (String other : NastyTexts.ALL) {
                for (int day : new int[] {-1, 1, 11}) {
                    for (StatisticsKey key :
                            new StatisticsKey[] {
                                key(one, other, day, "CNY"), key(one, other, day, one + other)
                            }) {
                        StatisticsKey same = keys.put(key.partitionKey(), key);
                        assertThat(same == null || same.equals(key)).as(key.toString()).isTrue();
                    }
                }
            }
        }
    }
}
