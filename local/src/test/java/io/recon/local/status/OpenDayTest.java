package io.recon.local.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.bill.landing.DayListing;
import io.recon.connectors.bill.landing.IssueListing;
import io.recon.connectors.bill.landing.LandingFile;
import io.recon.local.status.Waiting.For;
import io.recon.model.day.DayChange;
import io.recon.model.day.DayState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The day is 2026-03-03 in UTC; it is 11:00 of the next day unless a rule says otherwise. */
class OpenDayTest {
    private static final int DAY = (int) LocalDate.parse("2026-03-03").toEpochDay();
    private static final long END = ms("2026-03-04T00:00:00Z");
    private static final long NOW = ms("2026-03-04T11:00:00Z");
    private static final long CHANGED = ms("2026-03-04T10:14:00Z");

    private static long ms(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static Optional<DayChange> told(DayState state, String reason) {
        return Optional.of(new DayChange("alipay", DAY, state, reason, CHANGED));
    }

    private static Optional<DayListing> listing(boolean success, int files) {
        List<LandingFile> found = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            found.add(new LandingFile("part" + i, 1, CHANGED - i));
        }
        return Optional.of(
                new DayListing(DAY, List.of(new IssueListing(1, success, false, found))));
    }

    private static Waiting waiting(Optional<DayChange> told, Optional<DayListing> listing) {
        return new OpenDay(END, told, listing, OptionalLong.empty()).waiting(NOW);
    }

    @Test
    void anIncompleteBillIsWaitedForSinceItsLastFileCame() {
        assertThat(waiting(Optional.empty(), listing(false, 2)))
                .isEqualTo(new Waiting(For.BILL, "bill incomplete, 2 of ? files", CHANGED));
        assertThat(waiting(Optional.empty(), listing(false, 0)))
                .isEqualTo(new Waiting(For.BILL, "bill incomplete, 0 of ? files", END));
    }

    @Test
    void anAbsentBillIsWaitedForSinceItsDayEnded() {
        assertThat(waiting(Optional.empty(), Optional.empty()))
                .isEqualTo(new Waiting(For.BILL, "no bill", END));
        assertThat(waiting(told(DayState.OPEN, "no bill: why"), Optional.empty()))
                .isEqualTo(new Waiting(For.BILL, "no bill, overdue", END));
    }

    @Test
    void aCompleteBillOfWhichNothingWasSaidIsToBeRead() {
        assertThat(waiting(Optional.empty(), listing(true, 1)))
                .isEqualTo(
                        new Waiting(For.READING, "bill complete, 1 file, not read yet", CHANGED));
        assertThat(waiting(told(DayState.OPEN, "incomplete: no _SUCCESS"), listing(true, 2)).what())
                .isEqualTo(For.READING);
    }

    @Test
    void aHeldDayWaitsForADecisionWhateverLiesThere() {
        assertThat(waiting(told(DayState.HELD, "1000 lines declared, 999 read"), listing(true, 2)))
                .isEqualTo(
                        new Waiting(For.DECISION, "held: 1000 lines declared, 999 read", CHANGED));
    }

    @Test
    void aSealedDayWaitsForTheOrdersTime() {
        assertThat(waiting(told(DayState.OPEN, ""), listing(true, 2)))
                .isEqualTo(
                        new Waiting(
                                For.ORDERS,
                                "bill proven, the orders' time is not known and must pass"
                                        + " 2026-03-04 00:00",
                                CHANGED));
        OpenDay accepted =
                new OpenDay(
                        END,
                        told(DayState.ACCEPTED, "no bill"),
                        Optional.empty(),
                        OptionalLong.of(END - 60_000));
        assertThat(accepted.waiting(NOW).words())
                .isEqualTo(
                        "bill accepted, the orders' time is 2026-03-03 23:59 and must pass"
                                + " 2026-03-04 00:00");
    }

    @Test
    void whatAnEarlierRunHasClosedIsOpenAgain() {
        assertThat(waiting(told(DayState.CLOSED, ""), listing(true, 1)).what())
                .isEqualTo(For.READING);
        assertThat(waiting(told(DayState.CLOSED, ""), Optional.empty()).words())
                .isEqualTo("no bill");
    }

    @Test
    void aDayThatIsNotOverWaitsForItsEnd() {
        for (Optional<DayChange> told :
                List.of(told(DayState.OPEN, ""), Optional.<DayChange>empty())) {
            OpenDay open = new OpenDay(END, told, Optional.empty(), OptionalLong.empty());
            assertThat(open.waiting(END - 1).what()).isEqualTo(For.END_OF_DAY);
            assertThat(open.waiting(END).what()).isNotEqualTo(For.END_OF_DAY);
        }
    }

    @Test
    void aDirectoryThatCannotBeListedIsNoEmptyBill() {
        DayListing unlisted =
                new DayListing(
                        DAY,
                        List.of(new IssueListing(1, false, false, List.of())),
                        "may not be read");

        assertThat(waiting(Optional.empty(), Optional.of(unlisted)))
                .isEqualTo(new Waiting(For.BILL, "bill cannot be listed: may not be read", END));
    }

    @Test
    void timesAreShownAsShortAsTheyCanBe() {
        assertThat(Times.since(CHANGED, NOW)).isEqualTo("10:14");
        assertThat(Times.since(END - 1, NOW)).isEqualTo("2026-03-03 23:59");
        assertThat(List.of(59_999L, 61_000L, 3_660_000L, 90_000_000L))
                .extracting(Times::span)
                .containsExactly("59 s", "1 min 1 s", "1 h 1 min", "1 d 1 h");
    }
}
