package io.recon.simulator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.simulator.oracle.Oracle.Transaction;
import io.recon.simulator.story.Channel;
import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Key;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases that were decided by hand, from the contract's text. */
class OracleTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final Channel CHANNEL =
            new Channel(
                    "unionpay",
                    ZoneId.of("Asia/Shanghai"),
                    LocalTime.of(23, 0),
                    FIRST,
                    new Channel.Rules(2, Duration.ofMinutes(30), 7));
    private static final Key KEY = new Key("unionpay", "898", "PAYMENT", "N1");
    private static final Instant NOON = Instant.parse("2026-03-01T04:00:00Z");

    private final List<Fact> facts = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "2026-02-28T14:59:59.999Z, 2026-02-28",
        "2026-02-28T15:00:00Z, 2026-03-01",
        "2026-03-01T14:59:59.999Z, 2026-03-01",
        "2026-03-01T15:00:00Z, 2026-03-02"
    })
    void anEveningCutOffBeginsTheNextDay(Instant instant, LocalDate day) {
        assertThat(new BusinessDays(CHANNEL).dayOf(instant)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "12.34, SUCCESS, 12.34, SUCCESS, MATCHED FINAL []",
        "12.34, PAID, 12.36, SUCCESS, MATCHED FINAL []",
        "12.34, PAID, 12.37, SUCCESS, AMOUNT_MISMATCH FINAL [amount]",
        "12.34, FAILED, 12.30, SUCCESS, AMOUNT_MISMATCH FINAL [amount;status]",
        "12.34, CLOSED, 12.34, SUCCESS, STATUS_MISMATCH FINAL [status]"
    })
    void twoSidesAreCompared(
            BigDecimal order, String status, BigDecimal line, String said, String verdict) {
        order("c", 1, order, status, NOON);
        line(FIRST, 1, line, said, NOON, "T1");

        assertThat(found(null, false)).containsExactly(verdict);
    }

    @Test
    void aPendingOrderWaitsForTheBillDay() {
        order("c", 1, BigDecimal.ONE.setScale(2), "CREATED", NOON);
        line(FIRST, 1, BigDecimal.ONE.setScale(2), "SUCCESS", NOON, "T1");

        assertThat(found(null, false)).isEmpty();
        assertThat(found(null, true)).containsExactly("UNDECIDED PENDING []");
        assertThat(found(FIRST, false)).containsExactly("STATUS_MISMATCH FINAL [status]");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T14:30:00Z, MISSING FINAL []",
        "2026-03-01T14:30:00.001Z, DAY_CUT PENDING []"
    })
    void aLoneOrderNearTheCutIsCarriedOver(Instant time, String verdict) {
        order("c", 1, BigDecimal.ONE.setScale(2), "SUCCESS", time);

        assertThat(found(null, false)).isEmpty();
        assertThat(found(FIRST, false)).containsExactly(verdict);
        assertThat(found(FIRST.plusDays(1), false)).containsExactly("MISSING FINAL []");
    }

    @Test
    void theNewestPositionStandsWhicheverCameLast() {
        order("u", 9, new BigDecimal("2.00"), "SUCCESS", NOON);
        order("c", 3, new BigDecimal("1.00"), "SUCCESS", NOON);
        line(FIRST, 1, new BigDecimal("2.00"), "SUCCESS", NOON, "T1");
        assertThat(found(null, false)).containsExactly("MATCHED FINAL []");

        facts.add(new Fact.Order(7, "d", null, KEY, null, at(10)));
        assertThat(found(null, false)).isEmpty();
        assertThat(found(FIRST, false)).containsExactly("EXTRA FINAL []");
    }

    @Test
    void afterTheFirstLineEachOtherTradeNumberIsADuplicate() {
        BigDecimal amount = new BigDecimal("1.00");
        line(FIRST, 3, amount, "SUCCESS", NOON, "T2");
        line(FIRST, 2, amount, "SUCCESS", NOON, "T1");
        line(FIRST.plusDays(1), 1, amount, "SUCCESS", NOON, "T1");

        Transaction transaction = look(FIRST, false);
        assertThat(transaction.findings())
                .extracting(found -> found.verdict().outcome() + " " + found.line().place().line())
                .containsExactly("EXTRA 2", "DUPLICATE 3");
        assertThat(transaction.repeated())
                .extracting(line -> line.place().day())
                .containsExactly(FIRST.plusDays(1));
    }

    @Test
    void aLoneOrderOfADayBeforeTheFirstGivesNothing() {
        order("c", 1, BigDecimal.ONE.setScale(2), "SUCCESS", NOON.minusSeconds(86_400));

        assertThat(found(FIRST, true)).isEmpty();
    }

    private void order(String op, long position, BigDecimal amount, String status, Instant time) {
        Fact.Row row = new Fact.Row(amount, "CNY", status, time, time);
        facts.add(new Fact.Order(facts.size(), op, null, KEY, row, at(position)));
    }

    private static Fact.Source at(long position) {
        return new Fact.Source("orders", null, position, 0, NOON.plusSeconds(100 - position));
    }

    private void line(
            LocalDate day, int line, BigDecimal amount, String status, Instant time, String trade) {
        Fact.Said said = new Fact.Said(trade, amount, "CNY", status, time);
        facts.add(
                new Fact.Line(
                        facts.size(),
                        KEY,
                        new Fact.Place(day, "a.csv", line),
                        said,
                        BigDecimal.ZERO.setScale(2)));
    }

    private List<String> found(LocalDate closed, boolean ended) {
        return look(closed, ended).findings().stream()
                .map(
                        found ->
                                found.verdict().outcome()
                                        + " "
                                        + found.verdict().state()
                                        + " ["
                                        + found.verdict().differences()
                                        + "]")
                .toList();
    }

    private Transaction look(LocalDate closed, boolean ended) {
        return new Oracle(CHANNEL, new BusinessDays(CHANNEL), closed, ended)
                .look(facts.stream().flatMap(fact -> Heard.of(fact).stream()).toList())
                .get(0);
    }
}
