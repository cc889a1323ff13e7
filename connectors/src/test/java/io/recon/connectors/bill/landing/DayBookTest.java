package io.recon.connectors.bill.landing;

import static io.recon.connectors.bill.landing.BillFixtures.flawed;
import static io.recon.connectors.bill.landing.BillFixtures.issue;
import static io.recon.connectors.bill.landing.BillFixtures.listing;
import static io.recon.connectors.bill.landing.BillFixtures.proven;
import static io.recon.connectors.bill.landing.BillFixtures.report;
import static io.recon.connectors.bill.landing.BillFixtures.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.day.DayClock;
import io.recon.model.day.Horizon;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DayBookTest {
    private static final String ABSENCE = "no directory, though a later day has one";

    private static final String AFTER_SEAL = "it came after its day was sealed and is ignored";

    private static final long DUE_MS = Duration.ofHours(60).toMillis();
    private static final long WAIT_MS = 20_000;

    private static final int NOTHING_UNASSIGNED = Integer.MAX_VALUE;

    /**
     * One day alone, whose file "f" (where there is one) is proven or flawed: what is said of it in
     * a continuous and in a bounded run.
     */
    static Stream<Arguments> whatBecomesOfOneDay() {
        String flaw = "f: 1 line rejected";
        String open = "incomplete: no _SUCCESS";
        return Stream.of(
                Arguments.of("", "none", "", "SEALED "),
                Arguments.of("S", "none", "SEALED ", "SEALED "),
                Arguments.of("A", "none", "ACCEPTED no bill", "ACCEPTED no bill"),
                Arguments.of("SA", "none", "SEALED ", "SEALED "),
                Arguments.of("", "unread", "", ""),
                Arguments.of("SA", "unread", "", ""),
                Arguments.of("", "proven", "", "SEALED "),
                Arguments.of("S", "proven", "SEALED ", "SEALED "),
                Arguments.of("A", "proven", "ACCEPTED " + open, "SEALED "),
                Arguments.of("SA", "proven", "SEALED ", "SEALED "),
                Arguments.of("", "flawed", "", "HELD " + flaw),
                Arguments.of("S", "flawed", "HELD " + flaw, "HELD " + flaw),
                Arguments.of("A", "flawed", "ACCEPTED " + flaw, "ACCEPTED " + flaw),
                Arguments.of("SA", "flawed", "ACCEPTED " + flaw, "ACCEPTED " + flaw));
    }

    @ParameterizedTest
    @MethodSource
    void whatBecomesOfOneDay(String markers, String file, String continuous, String bounded) {
        assertThat(verdict(false, markers, file)).isEqualTo(continuous);
        assertThat(verdict(true, markers, file)).isEqualTo(bounded);
    }

    private static String verdict(boolean bounded, String markers, String file) {
        DayBook book = new DayBook(bounded, 1);
        boolean none = file.equals("none");
        book.observe(List.of(none ? listing(1, markers) : listing(1, markers, "f")));
        if (file.equals("proven")) {
            book.take(proven(1, "f"));
        } else if (file.equals("flawed")) {
            book.take(flawed(1, "f"));
        }
        return book.next(NOTHING_UNASSIGNED)
                .map(report -> report.status() + " " + report.reason())
                .orElse("");
    }

    @Test
    void boundedDaysSealInOrderUpToTheFirstThatIsHeldOrAbsent() {
        DayBook book = new DayBook(true, Horizon.NONE);
        book.observe(
                List.of(listing(1, ""), listing(2, "", "f"), listing(4, ""), listing(6, "", "g")));
        book.take(flawed(2, "f"));
        book.take(flawed(6, "g"));

        assertThat(everythingSaid(book))
                .containsExactly(
                        said(1, DayStatus.SEALED, ""),
                        said(2, DayStatus.HELD, "f: 1 line rejected"),
                        said(3, DayStatus.ABSENT, ABSENCE),
                        said(5, DayStatus.ABSENT, ABSENCE),
                        said(6, DayStatus.HELD, "g: 1 line rejected"));
        assertThat(book.sealedThrough()).isEqualTo(1);
        assertThat(book.seals()).isEqualTo(1);
        assertThat(book.isRead()).isTrue();
    }

    @Test
    void theVerdictOnADayDoesNotDependOnTheDaysBeforeIt() {
        DayBook book = new DayBook(true, Horizon.NONE);
        book.observe(
                List.of(listing(1, ""), listing(2, "", "f"), listing(4, "A"), listing(5, "", "g")));
        book.take(flawed(2, "f"));
        book.take(proven(5, "g"));

        List<DayReport> verdicts = book.verdicts();

        assertThat(verdicts)
                .containsExactly(
                        said(1, DayStatus.SEALED, ""),
                        said(2, DayStatus.HELD, "f: 1 line rejected"),
                        said(3, DayStatus.ABSENT, ABSENCE),
                        said(4, DayStatus.ACCEPTED, "no bill"),
                        said(5, DayStatus.SEALED, ""));
        assertThat(everythingSaid(book)).isEqualTo(verdicts.subList(0, 3));
        assertThat(book.verdicts()).isEqualTo(verdicts.subList(1, 5));
    }

    @Test
    void aFirstDayBeforeTheOldestDirectoryIsAbsent() {
        DayBook book = new DayBook(true, 1);
        book.observe(List.of(listing(2, "")));

        assertThat(everythingSaid(book)).containsExactly(said(1, DayStatus.ABSENT, ABSENCE));
    }

    @Test
    void absentDaysInARowAreSaidOnce() {
        DayBook book = new DayBook(true, 1);
        book.observe(List.of(listing(1, ""), listing(3_000_000, "")));

        assertThat(everythingSaid(book))
                .containsExactly(
                        said(1, DayStatus.SEALED, ""),
                        new DayReport(
                                2, 2_999_999, 1, DayStatus.ABSENT, ABSENCE + " (2999998 days)"));
        assertThat(book.sealedThrough()).isEqualTo(1);
    }

    @Test
    void anAcceptedDayLetsTheDaysAfterItSeal() {
        DayBook book = new DayBook(false, 1);
        book.observe(List.of(listing(1, "S", "f"), listing(2, "S")));
        book.take(flawed(1, "f"));
        assertThat(everythingSaid(book))
                .containsExactly(said(1, DayStatus.HELD, "f: 1 line rejected"));

        book.observe(List.of(listing(1, "SA", "f"), listing(2, "S")));

        assertThat(everythingSaid(book))
                .containsExactly(
                        said(1, DayStatus.ACCEPTED, "f: 1 line rejected"),
                        said(2, DayStatus.SEALED, ""));
    }

    @Test
    void aHeldDayIsReportedAgainOnlyWhenTheReasonChanges() {
        DayBook book = new DayBook(false, 1);
        book.observe(List.of(listing(1, "S", "f")));
        book.take(flawed(1, "f"));
        assertThat(everythingSaid(book)).hasSize(1);

        book.observe(List.of(listing(1, "S", "f")));
        assertThat(everythingSaid(book)).isEmpty();

        book.observe(List.of(listing(1, "S", "f", "g")));
        book.take(flawed(1, "g"));
        assertThat(everythingSaid(book))
                .containsExactly(said(1, DayStatus.HELD, "f: 1 line rejected; g: 1 line rejected"));
    }

    @Test
    void noDaySealsWhileSomethingOfItOrOfAnEarlierDayIsUnassigned() {
        DayBook book = new DayBook(false, 1);
        book.observe(List.of(listing(1, "S"), listing(2, "S")));

        assertThat(book.next(1)).isEmpty();
        assertThat(book.next(2)).contains(said(1, DayStatus.SEALED, ""));
        assertThat(book.next(2)).isEmpty();
        assertThat(book.next(3)).contains(said(2, DayStatus.SEALED, ""));
    }

    @Test
    void reportsAreTakenOnceAndOnlyOfKnownFiles() {
        DayBook book = new DayBook(false, 1);
        book.observe(List.of(listing(1, "S", "f", "g")));
        book.take(proven(1, "f"));
        book.take(proven(1, "f"));
        book.take(proven(1, "x"));
        book.take(proven(7, "g"));
        book.take(report(1, 2, "g", 0));
        assertThat(everythingSaid(book)).isEmpty();

        book.take(proven(1, "g"));
        assertThat(everythingSaid(book)).containsExactly(said(1, DayStatus.SEALED, ""));
    }

    @Test
    void aFileThatComesAfterTheSealIsCountedAndNotRead() {
        DayBook book = new DayBook(false, 1);
        book.observe(List.of(listing(1, "S", "f")));
        book.take(proven(1, "f"));
        assertThat(everythingSaid(book)).hasSize(1);

        DayBook.Observed observed = book.observe(List.of(listing(1, "S", "f", "late")));
        assertThat(observed.files()).isEmpty();
        assertThat(observed.warnings())
                .containsExactly(
                        "1970-01-02/late: it came after its day was sealed and is ignored");
        assertThat(observed.late()).containsExactly(late(1, "late", AFTER_SEAL));
        assertThat(everythingSaid(book)).isEmpty();

        DayBook restored = new DayBook(false, 1, book.progress(), book.copyOfDays());
        for (DayBook again : List.of(book, restored)) {
            DayBook.Observed nothing = again.observe(List.of(listing(1, "S", "f", "late")));
            assertThat(nothing.late()).isEmpty();
            assertThat(nothing.warnings()).isEmpty();
            assertThat(again.lateFiles()).isEqualTo(1);
        }
    }

    @Test
    void theHighestCompleteIssueCountsAndInABoundedRunTheHighest() {
        DayListing listing =
                new DayListing(
                        1,
                        List.of(issue(1, "S", "f"), issue(3, "", "v3/f"), issue(2, "S", "v2/f")));

        assertThat(listing.counting(false).issue()).isEqualTo(2);
        assertThat(listing.counting(true).issue()).isEqualTo(3);
        assertThat(new DayListing(1, List.of(issue(1, ""), issue(2, ""))).counting(false).issue())
                .isEqualTo(1);
    }

    @Test
    void aReissueOfADayThatWasReadIsNotRead() {
        DayBook book = new DayBook(false, 1);
        book.observe(List.of(listing(1, "S", "f")));
        book.take(flawed(1, "f"));

        DayBook.Observed observed = book.observe(reissued("S"));

        assertThat(observed.files()).isEmpty();
        assertThat(observed.late())
                .containsExactly(late(2, "v2", "it came after issue 1 was read and is ignored"));
        assertThat(observed.warnings())
                .containsExactly("1970-01-02/v2: it came after issue 1 was read and is ignored");
        assertThat(everythingSaid(book))
                .containsExactly(said(1, DayStatus.HELD, "f: 1 line rejected"));
        DayBook restored = new DayBook(false, 1, book.progress(), book.copyOfDays());
        assertThat(restored.observe(reissued("S")).late()).isEmpty();
    }

    @Test
    void aReissueOfASealedDayIsReportedOnceWhenItIsComplete() {
        DayBook book = new DayBook(false, 1);
        book.observe(List.of(listing(1, "S", "f")));
        book.take(proven(1, "f"));
        assertThat(everythingSaid(book)).hasSize(1);

        assertThat(book.observe(reissued("")).late()).isEmpty();
        assertThat(book.observe(reissued("S")).late()).containsExactly(late(2, "v2", AFTER_SEAL));
        assertThat(book.observe(reissued("S")).late()).isEmpty();
        assertThat(everythingSaid(book)).isEmpty();
        assertThat(book.sealedThrough()).isEqualTo(1);
    }

    private static List<DayListing> reissued(String markers) {
        return List.of(new DayListing(1, List.of(issue(1, "S", "f"), issue(2, markers, "v2/f"))));
    }

    private static FileReport late(int issue, String name, String detail) {
        return new FileReport(1, issue, name, FileContent.EMPTY, Totals.NONE, "late_file", detail);
    }

    /** What is said of day 1 when its bill is due, by its directory. */
    static Stream<Arguments> whatIsOverdue() {
        return Stream.of(
                Arguments.of(List.of(), "no bill: there is no directory"),
                Arguments.of(List.of(listing(3, "S")), "no bill: there is no directory"),
                Arguments.of(List.of(listing(1, "")), "incomplete: no _SUCCESS, no files"),
                Arguments.of(List.of(listing(1, "", "f")), "incomplete: no _SUCCESS, 1 file"),
                Arguments.of(List.of(listing(1, "", "f", "g")), "incomplete: no _SUCCESS, 2 files"),
                Arguments.of(
                        List.of(new DayListing(1, List.of(issue(1, ""), issue(2, "", "v2/f")))),
                        "incomplete: no _SUCCESS, no files"),
                Arguments.of(
                        List.of(DayListing.unlisted(1, "no permission")),
                        "no bill: its directory cannot be listed: no permission"),
                Arguments.of(List.of(listing(1, "S", "unread")), ""),
                Arguments.of(List.of(listing(1, "A", "unread")), ""));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsOverdue(List<DayListing> listings, String reason) {
        DayBook book = new DayBook(false, 1);
        Patience patience = patience();
        book.observe(listings);
        assertThat(book.overdue(patience, DUE_MS - WAIT_MS, true)).isEmpty();
        assertThat(book.overdue(patience, DUE_MS - 1, true)).isEmpty();

        Optional<DayReport> said = book.overdue(patience, DUE_MS, true);

        assertThat(said.map(DayReport::reason).orElse("")).isEqualTo(reason);
        assertThat(said.map(DayReport::status)).isEqualTo(said.map(report -> DayStatus.OVERDUE));
        assertThat(book.overdue(patience, DUE_MS + 1, true)).isEmpty();
        DayBook restored = new DayBook(false, 1, book.progress(), book.copyOfDays());
        restored.observe(listings);
        assertThat(restored.overdue(patience, DUE_MS + 2, true)).isEmpty();
    }

    @Test
    void aBillIsOverdueOnlyAfterTheSourceWaitedForItAsTheNextOne() {
        DayBook book = new DayBook(false, 1);
        Patience patience = patience();
        long nowMs = 10 * DUE_MS;
        book.observe(List.of(listing(1, "S", "f")));
        assertThat(book.overdue(patience, nowMs, true)).isEmpty();
        book.take(proven(1, "f"));
        assertThat(everythingSaid(book)).hasSize(1);

        assertThat(book.overdue(patience, nowMs + WAIT_MS, true)).isEmpty();
        assertThat(book.overdue(patience, nowMs + 2 * WAIT_MS - 1, true)).isEmpty();
        assertThat(book.overdue(patience, nowMs + 2 * WAIT_MS, true))
                .contains(said(2, DayStatus.OVERDUE, "no bill: there is no directory"));

        DayBook restored = new DayBook(false, 1, book.progress(), List.of());
        Patience fresh = patience();
        assertThat(restored.overdue(fresh, nowMs + 3 * WAIT_MS, true)).isEmpty();
    }

    @Test
    void nothingIsOverdueWhileNoFirstDayIsKnown() {
        DayBook book = new DayBook(false, Horizon.NONE);
        Patience patience = patience();
        book.observe(List.of());

        assertThat(book.overdue(patience, DUE_MS, true)).isEmpty();
        assertThat(book.overdue(patience, 100 * DUE_MS, true)).isEmpty();
    }

    @Test
    void anOverdueDayThatHadNoDirectoryBecomesWhatItsBillMakesOfIt() {
        DayBook book = new DayBook(false, 1);
        Patience patience = patience();
        book.observe(List.of());
        book.overdue(patience, DUE_MS, true);
        assertThat(book.overdue(patience, 2 * DUE_MS, true)).isPresent();
        assertThat(everythingSaid(book)).isEmpty();
        assertThat(book.isRead()).isTrue();

        assertThat(book.observe(List.of(listing(1, "S", "f"))).files()).hasSize(1);
        book.take(flawed(1, "f"));
        assertThat(everythingSaid(book))
                .containsExactly(said(1, DayStatus.HELD, "f: 1 line rejected"));
        assertThat(book.overdue(patience, 3 * DUE_MS, true)).isEmpty();

        book.observe(List.of(listing(1, "SA", "f")));
        assertThat(everythingSaid(book))
                .containsExactly(said(1, DayStatus.ACCEPTED, "f: 1 line rejected"));
        book.overdue(patience, 3 * DUE_MS, true);
        assertThat(book.overdue(patience, 4 * DUE_MS, true))
                .contains(said(2, DayStatus.OVERDUE, "no bill: there is no directory"));
    }

    @Test
    void aDayWhoseDirectoryIsGoneIsNotSealedUntilItIsBack() {
        DayBook book = new DayBook(false, 1);
        book.observe(List.of(listing(2, "S")));
        book.observe(List.of(listing(1, "S")));
        assertThat(everythingSaid(book)).containsExactly(said(1, DayStatus.SEALED, ""));

        book.observe(List.of(listing(1, "S"), listing(2, "S")));
        assertThat(everythingSaid(book)).containsExactly(said(2, DayStatus.SEALED, ""));
    }

    @Test
    void whatWasSeenOfADayCountsWhileItsDirectoryCannotBeListed() {
        DayBook book = new DayBook(false, Horizon.NONE);
        DayListing unlisted = DayListing.unlisted(1, "no permission");
        book.observe(List.of(unlisted, listing(2, "S")));
        assertThat(book.firstDay()).isEqualTo(1);
        assertThat(everythingSaid(book)).isEmpty();

        book.observe(List.of(listing(1, "S", "f"), listing(2, "S")));
        assertThat(book.observe(List.of(unlisted, listing(2, "S"))).late()).isEmpty();
        book.take(proven(1, "f"));
        assertThat(everythingSaid(book)).hasSize(2);
        assertThat(book.observe(List.of(unlisted, listing(2, "S"))).late()).isEmpty();
    }

    /** Bills of day 1 are due at {@link #DUE_MS}. */
    private static Patience patience() {
        return new Patience(
                new DayClock(ZoneOffset.UTC, LocalTime.MIDNIGHT),
                Duration.ofHours(12),
                Duration.ofMillis(WAIT_MS));
    }

    @Test
    void theFirstDayIsTheOldestDirectoryForEver() {
        DayBook book = new DayBook(false, Horizon.NONE);
        assertThat(book.observe(List.of()).files()).isEmpty();
        assertThat(book.firstDay()).isEqualTo(Horizon.NONE);

        book.observe(List.of(listing(5, "", "f")));
        DayBook.Observed observed = book.observe(List.of(listing(5, "", "f"), listing(4, "", "e")));

        assertThat(book.firstDay()).isEqualTo(5);
        assertThat(observed.files()).isEmpty();
        assertThat(observed.warnings()).hasSize(1).first().asString().contains("first day");
    }

    @Test
    void aSavedBookGoesOnWhereItWas() {
        DayBook book = new DayBook(false, Horizon.NONE);
        book.observe(List.of(listing(1, "S"), listing(2, "S", "f"), listing(3, "S", "g")));
        book.take(flawed(2, "f"));
        assertThat(everythingSaid(book)).hasSize(2);

        DayBook restored = new DayBook(false, 9, book.progress(), book.copyOfDays());
        assertThat(restored.firstDay()).isEqualTo(1);
        assertThat(everythingSaid(restored)).isEmpty();
        restored.observe(List.of(listing(1, "S"), listing(2, "SA", "f"), listing(3, "S", "g")));
        restored.take(proven(3, "g"));

        assertThat(everythingSaid(restored))
                .containsExactly(
                        said(2, DayStatus.ACCEPTED, "f: 1 line rejected"),
                        said(3, DayStatus.SEALED, ""));
        assertThat(restored.seals()).isEqualTo(3);
    }

    @Test
    void longSealedDaysAreForgotten() {
        DayBook book = new DayBook(false, 1);
        List<DayListing> listings = new ArrayList<>();
        for (int day = 1; day <= 100; day++) {
            listings.add(listing(day, "S"));
        }
        book.observe(listings);

        assertThat(everythingSaid(book)).hasSize(100);
        assertThat(book.copyOfDays()).hasSize(DayBook.WATCHED_DAYS);
        assertThat(book.watchedFrom()).isEqualTo(100 - DayBook.WATCHED_DAYS + 1);
        assertThat(book.copyOfDays().get(0).day()).isEqualTo(book.watchedFrom());
    }

    private static List<DayReport> everythingSaid(DayBook book) {
        List<DayReport> said = new ArrayList<>();
        for (Optional<DayReport> next = book.next(NOTHING_UNASSIGNED);
                next.isPresent();
                next = book.next(NOTHING_UNASSIGNED)) {
            said.add(next.get());
        }
        return said;
    }
}
