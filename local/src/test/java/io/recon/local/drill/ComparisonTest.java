package io.recon.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.drill.Findings.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is not as it was planted is counted, once and as what it is. */
class ComparisonTest {
    private static final Map<String, Long> PLANTED = Map.of("order 1", 1L, "order 2", 2L);
    private static final Map<String, String> BREAKS = Map.of("a", "MISSING", "b", "EXTRA");

    @TempDir private Path directory;
    private Path expected;
    private Path exported;

    @BeforeEach
    void exportsWhatIsDue() throws IOException {
        expected = PlannedInputs.plant(directory, 3, 200, 2).expected();
        exported = Files.createDirectories(directory.resolve("exported"));
        List<String> results = Files.readAllLines(expected.resolve("results.csv"));
        List<String> withIds = new ArrayList<>(List.of("result_id," + results.get(0)));
        for (int i = 1; i < results.size(); i++) {
            if (!results.get(i).contains(",UNDECIDED,")) {
                withIds.add("id%06d,".formatted(i) + results.get(i));
            }
        }
        Files.write(exported.resolve("results.csv"), withIds);
        // A job that never ends has not said these.
        Files.write(
                exported.resolve("statistics.csv"),
                Files.readAllLines(expected.resolve("statistics.csv")).stream()
                        .filter(line -> !line.contains(",UNDECIDED,"))
                        .toList());
        Files.copy(expected.resolve("bill_files.csv"), exported.resolve("bill_files.csv"));
    }

    private static List<Long> counts(Findings findings) {
        return List.of(
                findings.count(Kind.LOST),
                findings.count(Kind.DOUBLED),
                findings.count(Kind.WRONG));
    }

    @Test
    void whatIsAsPlantedIsCountedAsRowsAlone() throws IOException {
        Findings findings =
                new Comparison()
                        .latest(expected, exported)
                        .once("recon_result", Map.of("1 a 0", 1L))
                        .same("platform_order", PLANTED, PLANTED)
                        .alerts(BREAKS, BREAKS)
                        .findings();

        assertThat(findings.all()).isEmpty();
        assertThat(findings.rows()).isGreaterThan(100 + 3 + 2);
    }

    @ParameterizedTest
    @CsvSource({
        "results.csv, ',MATCHED,'",
        "statistics.csv, ',EXTRA,'",
        "bill_files.csv, ',AGREE,'"
    })
    void aRowThatIsAbsentIsLost(String file, String word) throws IOException {
        List<String> lines = Files.readAllLines(exported.resolve(file));
        String lost = lines.stream().filter(line -> line.contains(word)).findFirst().orElseThrow();
        lines.remove(lost);
        Files.write(exported.resolve(file), lines);

        assertThat(counts(new Comparison().latest(expected, exported).findings()))
                .containsExactly(1L, 0L, 0L);
    }

    /** However many of its cells are. */
    @Test
    void aRowThatSaysSomethingElseIsWrong() throws IOException {
        Path file = exported.resolve("results.csv");
        Files.writeString(
                file,
                Files.readString(file).replaceFirst(",AMOUNT_MISMATCH,FINAL,", ",EXTRA,PENDING,"));

        assertThat(counts(new Comparison().latest(expected, exported).findings()))
                .containsExactly(0L, 0L, 1L);
    }

    /** The latest result may be right all the same. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 1", "3, 0"})
    void aRevisionThatIsAbsentIsLostUnlessItIsTheLast(int absent, long lost) {
        Map<List<String>, Long> rows = new HashMap<>();
        for (int revision = 0; revision < 4; revision++) {
            if (revision != absent) {
                rows.put(List.of("1", "a", Integer.toString(revision)), 1L);
            }
        }

        assertThat(counts(new Comparison().revisions("recon_result", rows).findings()))
                .containsExactly(lost, 0L, 0L);
    }

    @Test
    void aRevisionThatIsStoredTwiceIsDoubledBesideOthers() {
        assertThat(
                        new Comparison()
                                .revisions(
                                        "recon_result",
                                        Map.of(
                                                List.of("1", "a", "0"), 1L,
                                                List.of("1", "a", "1"), 2L,
                                                List.of("2", "a", "0"), 1L))
                                .findings()
                                .all())
                .containsExactly("DOUBLED recon_result: 1 a revision 1 is there 2 times, due is 1");
    }

    @Test
    void anAlertOfAKindThatNothingWasPlantedForIsWrong() {
        assertThat(
                        new Comparison()
                                .noAlerts("DAY", List.of("alipay 2026-03-01: held"))
                                .findings()
                                .all())
                .containsExactly("WRONG DAY alert: alipay 2026-03-01: held, nothing is due");
    }

    @Test
    void aRevisionThatIsStoredTwiceIsDoubled() {
        Findings findings =
                new Comparison().once("recon_result", Map.of("1 a 0", 2L, "1 a 1", 1L)).findings();

        assertThat(findings.all())
                .containsExactly("DOUBLED recon_result: 1 a 0 is there 2 times, due is 1");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, 1, 0, 0",
        "0, 2, 0, 1, 0, 0",
        "0, 0, 0, 3, 0, 0",
        "1, 3, 0, 0, 1, 0",
        "2, 2, 0, 0, 1, 0",
        "1, 2, 1, 0, 0, 1",
        "0, 2, 1, 1, 0, 1"
    })
    void rowsOfATableAreCountedAsOftenAsTheyWerePlanted(
            long first, long second, long notDue, long lost, long doubled, long wrong) {
        Map<String, Long> rows = Map.of("order 1", first, "order 2", second, "order 3", notDue);
        Map<String, Long> present =
                rows.entrySet().stream()
                        .filter(row -> row.getValue() > 0)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(counts(new Comparison().same("platform_order", PLANTED, present).findings()))
                .containsExactly(lost, doubled, wrong);
    }

    @Test
    void anAlertThatStaysOpenIsWrong() {
        assertThat(counts(alerts(Map.of("a", "MISSING", "b", "EXTRA", "c", "MISSING"))))
                .containsExactly(0L, 0L, 1L);
    }

    @Test
    void anAlertOfAnotherOutcomeIsWrong() {
        assertThat(counts(alerts(Map.of("a", "EXTRA", "b", "EXTRA")))).containsExactly(0L, 0L, 1L);
    }

    @Test
    void aBreakThatNobodyWasToldOfIsLost() {
        assertThat(counts(alerts(Map.of("a", "MISSING")))).containsExactly(1L, 0L, 0L);
    }

    private static Findings alerts(Map<String, String> open) {
        return new Comparison().alerts(BREAKS, open).findings();
    }

    @Test
    void theTallySumsUpItsRounds() {
        Tally tally = new Tally();
        tally.add(RoundPlan.usual(1, 5), new Comparison().same("t", PLANTED, PLANTED).findings());
        assertThat(tally.isClean()).isTrue();

        tally.add(
                RoundPlan.usual(2, 5),
                new Comparison()
                        .same("t", PLANTED, Map.of("order 1", 3L, "order 4", 1L))
                        .findings());

        assertThat(tally.isClean()).isFalse();
        assertThat(tally.result())
                .isEqualTo("2 rounds, 16 kills, 6 rows, 2 lost, 1 doubled, 1 wrong");
        assertThat(tally.troubles())
                .isEqualTo(
                        "kills: 10 TaskManager, 2 JobManager, 2 broker, 2 metastore; 2 redeploys");
    }
}
