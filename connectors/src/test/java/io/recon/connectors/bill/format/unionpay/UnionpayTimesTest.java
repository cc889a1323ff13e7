package io.recon.connectors.bill.format.unionpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnionpayTimesTest {
    private static Instant instant(String billDay, String monthToSecond, String zone) {
        UnionpayTimes times = new UnionpayTimes(LocalDate.parse(billDay), ZoneId.of(zone));
        long first = times.instant(Long.parseLong(monthToSecond));
        assertThat(times.instant(Long.parseLong(monthToSecond))).as("met again").isEqualTo(first);
        return Instant.ofEpochMilli(first);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-15, 0914230105, 2026-09-14T23:01:05",
        "2026-09-15, 0915230001, 2026-09-15T23:00:01",
        "2027-01-01, 1231230500, 2026-12-31T23:05:00",
        "2026-12-31, 0101000003, 2027-01-01T00:00:03",
        "2026-01-20, 1220120000, 2025-12-20T12:00:00",
        "2026-07-01, 0101000000, 2026-01-01T00:00:00",
        "2028-02-29, 0228231000, 2028-02-28T23:10:00",
        "2028-02-29, 0229120000, 2028-02-29T12:00:00",
        "2028-03-01, 0229231000, 2028-02-29T23:10:00",
        "2029-01-01, 0229120000, 2028-02-29T12:00:00",
        "2027-12-31, 0229120000, 2028-02-29T12:00:00"
    })
    void takesTheYearThatIsNearestToTheBillDay(String billDay, String written, LocalDateTime due) {
        Instant instant = due.atZone(ZoneId.of("Asia/Shanghai")).toInstant();

        assertThat(instant(billDay, written, "Asia/Shanghai")).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 0229120000",
        "2026-09-15, 0931120000",
        "2026-09-15, 0900120000",
        "2026-09-15, 0032120000",
        "2026-09-15, 1315120000",
        "2026-09-15, 9999999999",
        "2026-09-15, 0915240000",
        "2026-09-15, 0915106000",
        "2026-09-15, 0915100060"
    })
    void refusesWhatIsNoTime(String billDay, String written) {
        assertThatThrownBy(() -> instant(billDay, written, "Asia/Shanghai"))
                .isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0329013000, 2026-03-29T00:30:00Z",
        "0329023000, 2026-03-29T01:30:00Z",
        "0329033000, 2026-03-29T01:30:00Z"
    })
    void readsTheDayOfAChangeToSummerTime(String written, Instant due) {
        assertThat(instant("2026-03-29", written, "Europe/Berlin")).isEqualTo(due);
    }
}
