package io.recon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransactionKeyTest {
    @Test
    void aPartitionKeyNamesTypeAccountAndNumber() {
        var key = new TransactionKey("alipay", "2088", TransactionType.REFUND, "R:1");

        assertThat(key.partitionKey()).isEqualTo("R4:2088R:1");
        assertThat(TransactionKey.ofPartitionKey("alipay", "R4:2088R:1")).isEqualTo(key);
    }

    @Test
    void aPartitionKeyGivesTheKeyBackWhateverItHolds() {
        for (String account : NastyTexts.ALL) {
            for (String number : NastyTexts.ALL) {
                for (TransactionType type : TransactionType.values()) {
                    var key = new TransactionKey("c", account, type, number);
                    assertThat(TransactionKey.ofPartitionKey("c", key.partitionKey()))
                            .isEqualTo(key);
                }
            }
        }
        var wide = new TransactionKey("c", "x".repeat(12_345), TransactionType.PAYMENT, "");
        assertThat(TransactionKey.ofPartitionKey("c", wide.partitionKey())).isEqualTo(wide);
    }

    @Test
    void noTwoKeysOfAChannelShareAPartitionKey() {
        Random random = new Random(4);
        Map<String, TransactionKey> keys = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            TransactionType type =
                    random.nextBoolean() ? TransactionType.PAYMENT : TransactionType.REFUND;
            var key =
                    new TransactionKey(
                            "c", NastyTexts.random(random), type, NastyTexts.random(random));
            TransactionKey other = keys.putIfAbsent(key.partitionKey(), key);
            assertThat(other == null || other.equals(key)).as("%s and %s", key, other).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "P",
                "P:",
                "P1",
                "P1:",
                "P3:ab",
                "P-1:ab",
                "P+1:ab",
                "Px:ab",
                "X1:ab",
                "P99999999999999999999:a",
                "P2147483647:a",
                "P4294967296:a",
                "P 1:a"
            })
    void refusesWhatIsNoPartitionKey(String partitionKey) {
        assertThatThrownBy(() -> TransactionKey.ofPartitionKey("c", partitionKey))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(TransactionKey.ofPartitionKey("c", "P0:").number()).isEmpty();
    }

    @Test
    void everyLetterAndNumberInDurableBytesStandsForOneConstant() {
        for (TransactionType type : TransactionType.values()) {
            assertThat(TransactionType.ofCode(type.code())).isEqualTo(type);
        }
        for (TransactionStatus status : TransactionStatus.values()) {
            assertThat(TransactionStatus.ofCode(status.code())).isEqualTo(status);
        }
        assertThatThrownBy(() -> TransactionType.ofCode('p'))
                .hasMessage("transaction type code 112 is none of P, R");
        assertThatThrownBy(() -> TransactionStatus.ofCode(0))
                .hasMessage("transaction status code 0 is none of 1, 2, 3");
    }
}
