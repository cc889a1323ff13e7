package io.recon.model.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.Money;
import io.recon.model.NastyTexts;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ResultIdTest {
    private static final LinePosition POSITION = new LinePosition(20_513, "f", 1);

    @Test
    void aMainResultIsNamedByItsTransaction() {
        var key = new TransactionKey("alipay", "2088", TransactionType.PAYMENT, "N-1 单");

        assertThat(ResultId.of(key, main())).isEqualTo("alipay/2088/PAYMENT/N-1 单");
    }

    @Test
    void aDuplicateIsNamedByItsLineToo() {
        var key = new TransactionKey("alipay", "2088", TransactionType.REFUND, "N1");

        assertThat(ResultId.of(key, duplicate("T9", 1234, "CNY", 17)))
                .isEqualTo("alipay/2088/REFUND/N1#T9/1234/CNY/SUCCESS/17");
        assertThat(ResultId.of(key, duplicate(null, 0, "CNY", -17)))
                .isEqualTo("alipay/2088/REFUND/N1#%/0/CNY/SUCCESS/-17");
    }

    @Test
    void separatorsControlCharactersAndLoneSurrogatesAreEscaped() {
        assertThat(idOfNumber("a/b")).isEqualTo("c/a/PAYMENT/a%002fb");
        assertThat(idOfNumber("#%")).isEqualTo("c/a/PAYMENT/%0023%0025");
        assertThat(idOfNumber("\u0000\n\u009f")).isEqualTo("c/a/PAYMENT/%0000%000a%009f");
        assertThat(idOfNumber("😀")).isEqualTo("c/a/PAYMENT/😀");
        assertThat(idOfNumber("\ud83d")).isEqualTo("c/a/PAYMENT/%d83d");
        assertThat(idOfNumber("\ud83dx")).isEqualTo("c/a/PAYMENT/%d83dx");
        assertThat(idOfNumber("x\ude00")).isEqualTo("c/a/PAYMENT/x%de00");
        assertThat(idOfNumber("\ude00")).isEqualTo("c/a/PAYMENT/%de00");
        assertThat(idOfNumber("\ud83d\ud83d\ude00\ude00")).isEqualTo("c/a/PAYMENT/%d83d😀%de00");
    }

    @Test
    void noTwoResultsShareANameNorTheBytesOfOne() {
        Random random = new Random(5);
        Map<String, List<Object>> named = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            var key =
                    new TransactionKey(
                            NastyTexts.random(random),
                            NastyTexts.random(random),
                            TransactionType.PAYMENT,
                            NastyTexts.random(random));
            List<Object> meant = new ArrayList<>();
            meant.add(key);
            Result result = main();
            if (random.nextBoolean()) {
                String trade = random.nextInt(5) == 0 ? null : NastyTexts.random(random);
                String currency = random.nextInt(5) == 0 ? NastyTexts.random(random) : "CNY";
                result = duplicate(trade, random.nextInt(2), currency, random.nextInt(3) - 1);
                meant.add(result.line().identity());
            }
            String id = ResultId.of(key, result);
            String written =
                    new String(id.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            List<Object> other = named.putIfAbsent(written, meant);
            if (other != null && !other.equals(meant)) {
                assertThat(other).as(id).isEqualTo(meant);
            }
        }
    }

    private static String idOfNumber(String number) {
        return ResultId.of(new TransactionKey("c", "a", TransactionType.PAYMENT, number), main());
    }

    private static Result main() {
        return new Result(Result.Kind.MAIN, null, line("T", 1, "CNY", 1), Verdict.EXTRA, 0, 1);
    }

    private static Result duplicate(String trade, long minor, String currency, long timeMs) {
        BillLine line = line(trade, minor, currency, timeMs);
        return new Result(Result.Kind.DUPLICATE, null, line, Verdict.DUPLICATE, 0, 1);
    }

    private static BillLine line(String trade, long minor, String currency, long timeMs) {
        Money amount = new Money(minor, currency);
        return new BillLine(POSITION, amount, 0, TransactionStatus.SUCCESS, timeMs, trade);
    }
}
