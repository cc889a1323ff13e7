package io.recon.model.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DayClockTest {
    @ParameterizedTest
    @CsvSource({
        // zone, cut-off, bill day, its first instant, the first instant after it
        "Asia/Shanghai, 00:00, 2026-03-01, 2026-02-28T16:00:00Z, 2026-03-01T16:00:00Z",
        "Asia/Shanghai, 23:00, 2026-03-01, 2026-02-28T15:00:00Z, 2026-03-01T15:00:00Z",
        "Asia/Shanghai, 12:00, 2026-03-01, 2026-02-28T04:00:00Z, 2026-03-01T04:00:00Z",
        "Asia/Shanghai, 11:59, 2026-03-01, 2026-03-01T03:59:00Z, 2026-03-02T03:59:00Z",
        "Asia/Shanghai, 04:00, 2026-03-01, 2026-02-28T20:00:00Z, 2026-03-01T20:00:00Z",
        "UTC, 00:00, 1970-01-01, 1970-01-01T00:00:00Z, 1970-01-02T00:00:00Z",
        "UTC, 23:00, 1970-01-01, 1969-12-31T23:00:00Z, 1970-01-01T23:00:00Z",
        "UTC, 00:00, 1901-02-28, 1901-02-28T00:00:00Z, 1901-03-01T00:00:00Z",
        "UTC, 00:00, 2024-02-29, 2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z",
        // A day of 23 hours and one of 25.
        "America/New_York, 00:00, 2026-03-08, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z",
        "America/New_York, 00:00, 2026-11-01, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
        // A cut-off in the gap moves forward by it; in the overlap it is the earlier instant.
        "America/New_York, 02:30, 2026-03-08, 2026-03-08T07:30:00Z, 2026-03-09T06:30:00Z",
        "America/New_York, 01:30, 2026-11-01, 2026-11-01T05:30:00Z, 2026-11-02T06:30:00Z",
        // Midnight itself in a gap, as in Beirut, and in an overlap, as in Havana.
        "Asia/Beirut, 00:00, 2022-03-27, 2022-03-26T22:00:00Z, 2022-03-27T21:00:00Z",
        "America/Havana, 00:00, 2025-11-02, 2025-11-02T04:00:00Z, 2025-11-03T05:00:00Z",
        // Samoa left out 2011-12-30.
        "Pacific/Apia, 00:00, 2011-12-29, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
        "Pacific/Apia, 00:00, 2011-12-30, 2011-12-30T10:00:00Z, 2011-12-30T10:00:00Z",
        "Pacific/Apia, 00:00, 2011-12-31, 2011-12-30T10:00:00Z, 2011-12-31T10:00:00Z",
        "UTC, 00:00, 9999-12-31, 9999-12-31T00:00:00Z, +10000-01-01T00:00:00Z",
    })
    void aDayLastsFromItsCutOffToTheNext(
            String zone, String cutOff, String day, String start, String end) {
        DayClock clock = new DayClock(ZoneId.of(zone), LocalTime.parse(cutOff));
        int epochDay = (int) LocalDate.parse(day).toEpochDay();
        long startMs = Instant.parse(start).toEpochMilli();
        long endMs = Instant.parse(end).toEpochMilli();

        assertThat(clock.startOf(epochDay)).isEqualTo(startMs);
        assertThat(clock.endOf(epochDay)).isEqualTo(endMs);
        assertThat(clock.closingWatermarkOf(epochDay)).isEqualTo(endMs - 1);
        if (startMs < endMs) {
            assertThat(clock.dayOf(startMs)).isEqualTo(epochDay);
            assertThat(clock.dayOf(endMs - 1)).isEqualTo(epochDay);
        }
        assertThat(clock.dayOf(endMs)).isGreaterThan(epochDay);
        assertThat(clock.dayOf(startMs - 1)).isLessThan(epochDay);
    }

    @Test
    void anEmptyDayClosesTogetherWithTheDayBefore() {
        DayClock clock = new DayClock(ZoneId.of("Pacific/Apia"), LocalTime.MIDNIGHT);
        int empty = (int) LocalDate.parse("2011-12-30").toEpochDay();

        assertThat(clock.closingWatermarkOf(empty)).isEqualTo(clock.closingWatermarkOf(empty - 1));
        assertThat(clock.closedThrough(clock.closingWatermarkOf(empty - 1))).isEqualTo(empty);
        assertThat(clock.closedThrough(clock.closingWatermarkOf(empty) - 1)).isEqualTo(empty - 2);
        assertThat(clock.dayOf(clock.startOf(empty))).isEqualTo(empty + 1);
    }

    @Test
    void everyInstantIsInItsDayAndDaysAreContiguous() {
        String[] zones = {
            "Asia/Shanghai",
            "America/New_York",
            "America/Sao_Paulo",
            "Asia/Beirut",
            "America/Havana",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "Africa/Monrovia",
            "UTC",
            "+14:00"
        };
        String[] cutOffs = {"00:00", "23:00", "12:00", "11:59", "04:00", "02:30", "01:30", "23:59"};
        Random random = new Random(1);
        int checked = 0;
        for (String zone : zones) {
            for (String cutOff : cutOffs) {
                DayClock clock = new DayClock(ZoneId.of(zone), LocalTime.parse(cutOff));
                for (int i = 0; i < 500; i++) {
                    // Every second one within 1900 to 2100, the others far away, before 1970 too.
                    long span = i % 2 == 0 ? 4_000_000_000_000L : 200_000_000_000_000L;
                    long instantMs = random.nextLong() % span;
                    checkDay(clock, instantMs, zone + " " + cutOff);
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(10 * 8 * 500);
    }

    private static void checkDay(DayClock clock, long instantMs, String name) {
        int day = clock.dayOf(instantMs);
        assertThat(clock.startOf(day))
                .as("%s at %s", name, instantMs)
                .isLessThanOrEqualTo(instantMs);
        assertThat(clock.endOf(day)).as("%s at %s", name, instantMs).isGreaterThan(instantMs);
        assertThat(clock.endOf(day)).isEqualTo(clock.startOf(day + 1));
        assertThat(clock.endOf(day - 1)).isEqualTo(clock.startOf(day));
        long closing = clock.closingWatermarkOf(day);
        assertThat(clock.closedThrough(closing)).as("%s, day %s", name, day).isEqualTo(day);
        assertThat(clock.closedThrough(closing + 1)).isEqualTo(day);
        assertThat(clock.closedThrough(closing - 1)).as("%s, day %s", name, day).isEqualTo(day - 1);
    }

    @Test
    void whatWasAskedBeforeChangesNoAnswer() {
        for (String cutOff : new String[] {"00:00", "23:00", "02:30"}) {
            ZoneId zone = ZoneId.of("America/New_York");
            DayClock asked = new DayClock(zone, LocalTime.parse(cutOff));
            Random random = new Random(2);
            for (int i = 0; i < 20_000; i++) {
                // Around 1970-01-01, the day a memory begins with, and around a change of time.
                long aroundMs = i / 10 % 2 == 0 ? 0 : 1_772_953_200_000L;
                long instantMs = aroundMs + random.nextInt(400_000_000) - 200_000_000;
                int day = (int) Math.floorDiv(instantMs, 86_400_000L) + random.nextInt(3) - 1;
                DayClock fresh = new DayClock(zone, LocalTime.parse(cutOff));
                assertThat(asked.endOf(day)).isEqualTo(fresh.endOf(day));
                assertThat(asked.startOf(day)).isEqualTo(fresh.startOf(day));
                assertThat(asked.dayOf(instantMs)).isEqualTo(fresh.dayOf(instantMs));
                assertThat(asked.closedThrough(instantMs))
                        .isEqualTo(fresh.closedThrough(instantMs));
            }
        }
    }

    @Test
    void nothingIsClosedAtTheFirstWatermarkAndEverythingAtTheLast() {
        DayClock clock = new DayClock(ZoneId.of("Asia/Shanghai"), LocalTime.of(23, 0));

        assertThat(clock.closedThrough(Long.MIN_VALUE)).isEqualTo(Horizon.NONE);
        assertThat(clock.closedThrough(Long.MIN_VALUE + 1)).isLessThan(-1_999_999_999);
        assertThat(clock.closedThrough(Long.MAX_VALUE)).isGreaterThan(1_999_999_998);
        assertThat(clock.closedThrough(Long.MAX_VALUE))
                .isEqualTo(clock.closedThrough(Long.MAX_VALUE - 1));
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 2000000000",
        "172800000000000000, 2000000000",
        "172799999999999999, 1999999999",
        "172800000000000001, 2000000000",
        "-172800000000000000, -2000000000",
        "-172800000000000001, -2000000000",
        "-172799999913600000, -1999999999",
        "-9223372036854775808, -2000000000",
    })
    void anInstantOutOfAllReasonHasTheFirstOrTheLastDay(long instantMs, int day) {
        DayClock clock = new DayClock(ZoneId.of("UTC"), LocalTime.MIDNIGHT);

        assertThat(clock.dayOf(instantMs)).isEqualTo(day);
        assertThat(clock.dayOf(instantMs)).as("asked again").isEqualTo(day);
    }

    @Test
    void aDayIsClosedFromTheLastClosedOneBackwards() {
        Horizon horizon = new Horizon(10, 12, false);

        assertThat(horizon.isClosed(11)).isTrue();
        assertThat(horizon.isClosed(12)).isTrue();
        assertThat(horizon.isClosed(13)).isFalse();
        assertThat(Horizon.UNKNOWN.isClosed(0)).isFalse();
    }
}
