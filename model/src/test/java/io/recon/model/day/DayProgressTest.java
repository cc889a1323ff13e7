package io.recon.model.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayProgressTest {
    private static final DayClock CLOCK = new DayClock(ZoneOffset.UTC, LocalTime.MIDNIGHT);
    private static final int FIRST = 20_513;
    private static final long FIRST_ENDS = CLOCK.closingWatermarkOf(FIRST);
    private static final DayProgress STARTED =
            DayProgress.NONE.withBillWatermark(CLOCK.closingWatermarkOf(FIRST - 1), CLOCK);

    /** Milliseconds after the last one of the first day. */
    @ParameterizedTest
    @CsvSource({
        "bills 0, orders 0, closes",
        "bills 0, orders -1, stays open",
        "bills -1, orders 0, stays open",
        "bills -1, orders 86400000, stays open",
        "bills 86400000, orders 0, closes",
    })
    void aDayClosesWhenBothInputsHavePassedIt(String bills, String orders, String then) {
        DayProgress progress =
                STARTED.withBillWatermark(FIRST_ENDS + number(bills), CLOCK)
                        .withOrderWatermark(FIRST_ENDS + number(orders), CLOCK);

        assertThat(progress.closedThrough())
                .isEqualTo(then.equals("closes") ? FIRST : Horizon.NONE);
    }

    private static long number(String words) {
        return Long.parseLong(words.substring(words.indexOf(' ') + 1));
    }

    @Test
    void whatTheOrdersHavePassedIsRememberedUntilTheDayIsSealed() {
        DayProgress remembered = STARTED.withOrderWatermark(FIRST_ENDS, CLOCK);

        assertThat(remembered.orderWatermarkMs()).isEqualTo(FIRST_ENDS);
        assertThat(remembered.closedThrough()).isEqualTo(Horizon.NONE);
        assertThat(
                        remembered
                                .withBillWatermark(FIRST_ENDS, CLOCK)
                                .withOrderWatermark(remembered.orderWatermarkMs(), CLOCK)
                                .closedThrough())
                .isEqualTo(FIRST);
    }

    @Test
    void theEndOfTheOrdersClosesWhatIsSealedAndIsNotRemembered() {
        DayProgress ended =
                STARTED.withBillWatermark(FIRST_ENDS, CLOCK)
                        .withOrderWatermark(5, CLOCK)
                        .withOrderWatermark(Long.MAX_VALUE, CLOCK);

        assertThat(ended).isEqualTo(new DayProgress(FIRST, FIRST, FIRST_ENDS, 5));
    }

    @Test
    void theEndOfTheBillsSealsNothing() {
        assertThat(STARTED.withBillWatermark(Long.MAX_VALUE, CLOCK)).isSameAs(STARTED);
    }

    @Test
    void noDayOpensAgain() {
        DayProgress closed =
                STARTED.withBillWatermark(FIRST_ENDS, CLOCK).withOrderWatermark(FIRST_ENDS, CLOCK);

        assertThat(closed.withOrderWatermark(FIRST_ENDS, CLOCK)).isSameAs(closed);
        assertThat(closed.withBillWatermark(FIRST_ENDS - 1, CLOCK)).isSameAs(closed);
        assertThat(
                        new DayProgress(FIRST, FIRST + 1, FIRST_ENDS, Long.MIN_VALUE)
                                .withOrderWatermark(FIRST_ENDS, CLOCK)
                                .closedThrough())
                .isEqualTo(FIRST + 1);
    }

    @Test
    void whoGoesOnInPlaceOfTwoKnowsWhatBothKnow() {
        DayProgress one = new DayProgress(FIRST, FIRST + 3, 400, 300);
        DayProgress other = new DayProgress(FIRST, FIRST + 2, 500, 200);

        assertThat(one.least(other)).isEqualTo(new DayProgress(FIRST, FIRST + 2, 400, 200));
        assertThat(other.least(one)).isEqualTo(one.least(other));
        assertThat(one.least(DayProgress.NONE)).isEqualTo(DayProgress.of(FIRST, Horizon.NONE));
    }
}
