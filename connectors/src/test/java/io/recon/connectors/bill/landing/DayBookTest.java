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
import io.recon.model.day.Horizon;
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
                        "file 1970-01-02/late is ignored: it came after its day was sealed");
        assertThat(book.observe(List.of(listing(1, "S", "f", "late"))).warnings()).isEmpty();
        assertThat(book.lateFiles()).isEqualTo(1);
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

        DayBook.Observed observed =
                book.observe(
                        List.of(
                                new DayListing(
                                        1, List.of(issue(1, "S", "f"), issue(2, "S", "v2/f")))));

        assertThat(observed.files()).isEmpty();
        assertThat(observed.warnings())
                .containsExactly(
                        "issue 2 of 1970-01-02 is not read: issue 1 was read before it came");
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
