package io.recon.local.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.workload.PlannedFile.Damage;
import io.recon.local.workload.PlannedFile.Packing;
import io.recon.local.workload.Workload.Channel;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The oracle against cases worked out by hand: UTC, days from midnight, 1 to 3 March with a bill
 * each, a window of 30 minutes, a tolerance of 5.
 */
class OracleTest {
    private static final TransactionKey KEY =
            new TransactionKey("shop", "acct", TransactionType.PAYMENT, "T1");
    private static final ChannelPlan PLAN =
            new ChannelPlan(
                    "shop",
                    BillFormat.CSV,
                    new CsvTemplate(
                            "shop-csv",
                            ',',
                            StandardCharsets.UTF_8,
                            false,
                            false,
                            "yyyy-MM-dd HH:mm:ss.SSS",
                            "\n"),
                    new DayRules(ZoneOffset.UTC, LocalTime.MIDNIGHT, 30, null),
                    5,
                    List.of("acct"),
                    List.of("USD"));

    @ParameterizedTest(name = "{0}: {1} | {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "pair     | SUCCESS 03-01T12:00 100 USD | 01 03-01T12:00 100 USD SUCCESS a |"
                        + " MATCHED FINAL",
                "at tol.  | SUCCESS 03-01T12:00 105 USD | 01 03-01T12:00 100 USD SUCCESS a |"
                        + " MATCHED FINAL",
                "past tol.| SUCCESS 03-01T12:00 106 USD | 01 03-01T12:00 100 USD SUCCESS a |"
                        + " AMOUNT_MISMATCH FINAL amount",
                "less     | SUCCESS 03-01T12:00 94 USD  | 01 03-01T12:00 100 USD SUCCESS a |"
                        + " AMOUNT_MISMATCH FINAL amount",
                "zero     | SUCCESS 03-01T12:00 100 USD | 01 03-01T12:00 0 USD SUCCESS a |"
                        + " AMOUNT_MISMATCH FINAL amount",
                "currency | SUCCESS 03-01T12:00 100 EUR | 01 03-01T12:00 100 USD SUCCESS a |"
                        + " AMOUNT_MISMATCH FINAL currency",
                "both     | SUCCESS 03-01T12:00 900 EUR | 01 03-01T12:00 100 USD SUCCESS a |"
                        + " AMOUNT_MISMATCH FINAL currency;amount",
                "all      | FAILED 03-01T12:00 900 EUR  | 02 03-02T12:00 100 USD SUCCESS a |"
                        + " AMOUNT_MISMATCH FINAL currency;amount;status;day",
                "failed   | FAILED 03-01T12:00 100 USD  | 01 03-01T12:00 100 USD SUCCESS a |"
                        + " STATUS_MISMATCH FINAL status",
                "status+  | FAILED 03-01T12:00 100 USD  | 02 03-01T12:00 100 USD SUCCESS a |"
                        + " STATUS_MISMATCH FINAL status;day",
                "agree    | FAILED 03-01T12:00 100 USD  | 01 03-01T12:00 100 USD FAILED a | MATCHED"
                        + " FINAL",
                "pending  | PENDING 03-01T12:00 100 USD | 01 03-01T12:00 100 USD SUCCESS a |"
                        + " STATUS_MISMATCH FINAL status",
                "waits    | PENDING 03-01T12:00 100 USD | 04 03-04T12:00 100 USD SUCCESS a |"
                        + " UNDECIDED PENDING",
                "decided  | SUCCESS 03-04T12:00 100 USD | 04 03-04T12:00 100 USD SUCCESS a |"
                        + " MATCHED FINAL",
                "cut      | SUCCESS 03-01T23:59 100 USD | 02 03-02T00:00 100 USD SUCCESS a |"
                        + " DAY_CUT FINAL day",
                "reverse  | SUCCESS 03-02T00:00 100 USD | 01 03-01T23:59 100 USD SUCCESS a |"
                        + " DAY_CUT FINAL day",
                "early    | SUCCESS 02-28T23:59 100 USD | 01 03-01T00:00 100 USD SUCCESS a |"
                        + " DAY_CUT FINAL day",
                "missing  | SUCCESS 03-01T12:00 100 USD | - | MISSING FINAL",
                "carried  | SUCCESS 03-02T23:45 100 USD | - | MISSING FINAL",
                "pends    | SUCCESS 03-03T23:45 100 USD | - | DAY_CUT PENDING",
                "at window| SUCCESS 03-03T23:30 100 USD | - | MISSING FINAL",
                "in window| SUCCESS 03-03T23:30:00.001 100 USD | - | DAY_CUT PENDING",
                "last ms  | SUCCESS 03-03T23:59:59.999 100 USD | - | DAY_CUT PENDING",
                "open     | SUCCESS 03-04T00:00 100 USD | - | UNDECIDED PENDING",
                "before   | SUCCESS 02-28T23:59 100 USD | - | -",
                "unpaid   | PENDING 03-01T12:00 100 USD | - | -",
                "closed   | FAILED 03-01T12:00 100 USD  | - | -",
                "extra    | - | 01 03-01T12:00 100 USD SUCCESS a | EXTRA FINAL",
                "extra 0  | - | 01 03-01T12:00 0 USD FAILED a | EXTRA FINAL",
                "waiting  | - | 03 03-03T23:31 100 USD SUCCESS a | DAY_CUT PENDING",
                "old line | - | 03 03-02T23:59 100 USD SUCCESS a | EXTRA FINAL",
                "open line| - | 04 03-04T12:00 100 USD SUCCESS a | UNDECIDED PENDING",
                "twice    | SUCCESS 03-01T12:00 100 USD | 01 03-01T12:00 100 USD SUCCESS a, 01"
                        + " 03-01T12:00 100 USD SUCCESS b | MATCHED FINAL, DUPLICATE FINAL",
                "repeated | SUCCESS 03-01T12:00 100 USD | 02 03-01T12:00 100 USD SUCCESS a, 01"
                        + " 03-01T12:00 100 USD SUCCESS a | MATCHED FINAL",
                "other    | SUCCESS 03-01T12:00 100 USD | 01 03-01T12:00 100 USD SUCCESS a, 01"
                        + " 03-01T12:00 900 USD SUCCESS a | MATCHED FINAL, DUPLICATE FINAL",
                "first    | SUCCESS 03-01T12:00 100 USD | 02 03-01T12:00 100 USD SUCCESS a, 01"
                        + " 03-01T12:00 900 USD SUCCESS a | AMOUNT_MISMATCH FINAL amount, DUPLICATE"
                        + " FINAL",
                "open dup | - | 04 03-04T12:00 100 USD SUCCESS a, 04 03-04T12:00 100 USD SUCCESS b"
                        + " | UNDECIDED PENDING, DUPLICATE FINAL",
            })
    void saysWhatTheContractSays(String name, String order, String lines, String due) {
        List<String> expected = due == null ? List.of() : List.of(due.split(", ", -1));

        assertThat(resultsOf(order, lines, Damage.NONE))
                .as(name)
                .containsExactlyElementsOf(expected);
    }

    @Test
    void nothingClosesFromAHeldDayOn() {
        String line = "02 03-02T12:00 100 USD SUCCESS a";

        assertThat(resultsOf(null, line, Damage.NONE)).containsExactly("EXTRA FINAL");
        assertThat(resultsOf(null, line, Damage.COUNT_OFF)).containsExactly("UNDECIDED PENDING");
        assertThat(resultsOf("SUCCESS 03-02T12:00 100 USD", line, Damage.COUNT_OFF))
                .containsExactly("MATCHED FINAL");
    }

    @Test
    void theNewestVersionOfAnOrderCountsAndADeletionStands() {
        OrderChange paid = change('u', order("SUCCESS 03-01T12:00 100 USD"), 2);
        OrderChange made = change('c', order("PENDING 03-01T11:59 100 USD"), 1);
        OrderChange deleted = change('d', null, 3);

        assertThat(results(List.of(paid, made), null, Damage.NONE))
                .containsExactly("MISSING FINAL");
        assertThat(results(List.of(deleted, paid, made), null, Damage.NONE)).isEmpty();
    }

    @Test
    void aMoveOfTheKeyDeletesTheOldAndMakesTheNew() {
        OrderChange paid = change('c', order("SUCCESS 03-01T12:00 100 USD"), 1);
        TransactionKey moved = new TransactionKey("shop", "acct", TransactionType.PAYMENT, "T2");
        OrderChange move = new OrderChange('u', KEY, moved, paid.row(), new LogPosition(2, 0));

        Expectation expectation = Oracle.expect(workload(List.of(move, paid), null, Damage.NONE));

        assertThat(expectation.rows()).extracting(row -> row.key().number()).containsExactly("T2");
    }

    @Test
    void aDayBelongsToTheCutBeforeIt() {
        DayRules evening = new DayRules(ZoneOffset.UTC, LocalTime.of(23, 0), 30, null);
        DayRules morning = new DayRules(ZoneOffset.UTC, LocalTime.of(6, 0), 30, null);

        assertThat(evening.dayOf(at("03-01T22:59:59.999"))).isEqualTo("2026-03-01");
        assertThat(evening.dayOf(at("03-01T23:00"))).isEqualTo("2026-03-02");
        assertThat(morning.dayOf(at("03-01T05:59:59.999"))).isEqualTo("2026-02-28");
        assertThat(morning.dayOf(at("03-01T06:00"))).isEqualTo("2026-03-01");
    }

    private static List<String> resultsOf(String order, String lines, Damage secondDay) {
        List<OrderChange> changes =
                order == null ? List.of() : List.of(change('c', order(order), 1));
        return results(changes, lines, secondDay);
    }

    private static List<String> results(List<OrderChange> changes, String lines, Damage secondDay) {
        return Oracle.expect(workload(changes, lines, secondDay)).rows().stream()
                .map(row -> row.outcome() + " " + row.state() + " " + row.differences())
                .map(String::strip)
                .toList();
    }

    /** The fourth day is held, so that it stays open. */
    private static Workload workload(List<OrderChange> changes, String lines, Damage secondDay) {
        List<List<BillRow>> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rows.add(new ArrayList<>());
        }
        for (String line : lines == null ? new String[0] : lines.split(", ", -1)) {
            String[] parts = line.strip().split(" ", -1);
            rows.get(Integer.parseInt(parts[0]))
                    .add(
                            BillRow.of(
                                    new PlannedLine(
                                            KEY,
                                            "T1",
                                            parts[5],
                                            new Money(Long.parseLong(parts[2]), parts[3]),
                                            0,
                                            TransactionStatus.valueOf(parts[4]),
                                            at(parts[1]))));
        }
        List<PlannedDay> days = new ArrayList<>();
        for (int day = 1; day <= 4; day++) {
            Damage damage = day == 2 ? secondDay : day == 4 ? Damage.COUNT_OFF : Damage.NONE;
            PlannedFile file =
                    new PlannedFile(
                            "f.csv",
                            BillFormat.CSV,
                            null,
                            LocalDate.of(2026, 3, day),
                            rows.get(day),
                            Packing.PLAIN,
                            damage);
            days.add(
                    new PlannedDay(
                            LocalDate.of(2026, 3, day), List.of(file), List.of(), false, true));
        }
        List<OrderFile.Line> events = new ArrayList<>();
        changes.forEach(change -> events.add(new OrderFile.Line("", change, false)));
        return new Workload(
                List.of(new Channel(PLAN, days)),
                CdcEncoding.PLAIN,
                List.of(new OrderFile("o.jsonl", events)),
                List.of());
    }

    private static OrderChange change(char operation, PlannedRow row, long sequence) {
        return new OrderChange(operation, null, KEY, row, new LogPosition(sequence, 0));
    }

    private static PlannedRow order(String text) {
        String[] parts = text.strip().split(" +", -1);
        TransactionStatus status = TransactionStatus.valueOf(parts[0]);
        long time = at(parts[1]);
        Money money = new Money(Long.parseLong(parts[2]), parts[3]);
        Long paidAt = status == TransactionStatus.SUCCESS ? time : null;
        return new PlannedRow(null, null, money, status, paidAt, time);
    }

    private static long at(String time) {
        return LocalDateTime.parse("2026-" + time).toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
