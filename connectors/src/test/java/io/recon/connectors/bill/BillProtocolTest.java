package io.recon.connectors.bill;

import static io.recon.connectors.bill.landing.BillFixtures.flawed;
import static io.recon.connectors.bill.landing.BillFixtures.proven;
import static io.recon.connectors.bill.landing.BillFixtures.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.connectors.bill.landing.LandingFile;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.day.DayClock;
import io.recon.model.day.Horizon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words between enumerator and readers, spoken one by one. Day 1 is 1970-01-02. */
class BillProtocolTest {
    private static final Duration SCAN = Duration.ofSeconds(1);

    @TempDir Path channel;

    private final TestingEnumeratorContext context = new TestingEnumeratorContext();
    private final TestingClock wallClock = new TestingClock(Instant.EPOCH.plus(Duration.ofDays(2)));

    @Test
    void sealsADayWhenEveryFileIsReportedAndEndsAfterTheLastSeal() throws IOException {
        write(1, "small", 1);
        write(1, "big", 9);
        write(2, "next", 5);
        BillEnumerator enumerator = start(true, null);
        context.register(0, enumerator);
        context.register(1, enumerator);

        enumerator.handleSplitRequest(0, "here");
        enumerator.handleSplitRequest(1, "here");
        enumerator.handleSplitRequest(0, "here");
        enumerator.handleSourceEvent(1, new FileReported(proven(1, "small")));
        enumerator.handleSourceEvent(0, new FileReported(proven(2, "next")));
        assertThat(context.sentTo(0))
                .containsExactly("seal 0 of day 0", "file/1/1/big", "file/2/1/next");
        assertThat(context.sentTo(1)).containsExactly("seal 0 of day 0", "file/1/1/small");

        enumerator.handleSourceEvent(0, new FileReported(proven(1, "big")));
        assertThat(context.sentTo(0))
                .endsWith("day/1/0", "day/2/1", "seal 1 of day 1", "seal 2 of day 2", "end");
        assertThat(context.sentTo(1)).endsWith("seal 1 of day 1", "seal 2 of day 2", "end");
    }

    @Test
    void aReaderThatFailedGetsItsSplitsOfSealedDaysBeforeTheSeal() throws IOException {
        write(1, "f", 1);
        mark(1, "_SUCCESS");
        write(2, "g", 1);
        BillEnumerator enumerator = start(false, null);
        context.register(0, enumerator);
        enumerator.handleSplitRequest(0, "here");
        enumerator.handleSplitRequest(0, "here");
        enumerator.handleSourceEvent(0, new FileReported(proven(1, "f")));
        assertThat(context.sentTo(0)).endsWith("day/1/0", "seal 1 of day 1");

        context.fail(
                0,
                enumerator,
                context.assigned("file/1/1/f"),
                context.assigned("file/2/1/g"),
                context.assigned("day/1/0"));
        context.register(1, enumerator);
        enumerator.handleSplitRequest(1, "here");
        context.register(0, enumerator);

        assertThat(context.sentTo(1)).containsExactly("seal 1 of day 1", "file/2/1/g");
        assertThat(context.sentTo(0)).containsExactly("file/1/1/f", "day/1/0", "seal 1 of day 1");
    }

    @Test
    void aRestoredEnumeratorSealsAgainOnlyWhenItsSplitsAreAssigned() throws IOException {
        write(1, "f", 1);
        mark(1, "_SUCCESS");
        BillEnumerator enumerator = start(false, null);
        context.register(0, enumerator);
        enumerator.handleSplitRequest(0, "here");
        enumerator.handleSourceEvent(0, new FileReported(proven(1, "f")));
        context.fail(0, enumerator, context.assigned("file/1/1/f"));
        BillEnumeratorState saved = enumerator.snapshotState(1);

        BillEnumerator restored = start(false, saved);
        context.register(1, restored);
        assertThat(context.sentTo(1)).containsExactly("seal 0 of day 0");
        restored.handleSplitRequest(1, "here");

        assertThat(context.sentTo(1))
                .containsExactly("seal 0 of day 0", "file/1/1/f", "seal 1 of day 1");
    }

    @Test
    void aReportLostBetweenTheSnapshotAndTheBarrierIsRepeated() throws Exception {
        write(1, "f", 1);
        mark(1, "_SUCCESS");
        BillEnumerator enumerator = start(false, null);
        context.register(0, enumerator);
        enumerator.handleSplitRequest(0, "here");
        TestingFileReader files = new TestingFileReader();
        TestingReaderContext readerContext = new TestingReaderContext();
        BillSourceReader reader = reader(files, readerContext);
        reader.addSplits(List.of(context.assigned("file/1/1/f")));
        reader.start();

        // The coordinator is cut first; then the report is sent; then the barrier cuts the reader.
        BillEnumeratorState savedEnumerator = enumerator.snapshotState(1);
        files.emitLast("file/1/1/f", proven(1, "f"));
        TestingReaderOutput output = output();
        reader.pollNext(output);
        reader.pollNext(output);
        assertThat(readerContext.sent).hasSize(1);
        List<BillSplit> savedReader = reader.snapshotState(1);
        assertThat(savedReader).extracting(BillSplit::kind).containsExactly(BillSplit.Kind.REPORT);

        TestingEnumeratorContext after = new TestingEnumeratorContext();
        BillEnumerator restored = new BillEnumerator(after, settings(false), savedEnumerator);
        restored.start();
        TestingReaderContext restoredContext = new TestingReaderContext();
        BillSourceReader restoredReader = reader(new TestingFileReader(), restoredContext);
        restoredReader.addSplits(savedReader);
        after.register(0, restored);
        restoredReader.start();
        for (SourceEvent event : restoredContext.sent) {
            restored.handleSourceEvent(0, event);
        }

        assertThat(after.sentTo(0)).endsWith("day/1/0", "seal 1 of day 1");
        restoredReader.handleSourceEvents(new DaySealed(1, 1, 1, 1));
        assertThat(restoredReader.snapshotState(2)).isEmpty();
    }

    @Test
    void theWatermarkWaitsForOpenFilesAndFollowsTheDaysReport() throws Exception {
        write(1, "f", 1);
        write(2, "g", 1);
        TestingFileReader files = new TestingFileReader();
        BillSourceReader reader = reader(files, new TestingReaderContext());
        LandingFile f = new LandingFile("f", 1, 0);
        BillSplit second =
                BillSplit.ofFile(2, 1, f, new org.apache.flink.core.fs.Path("/landing/f"));
        TestingReaderOutput output = output();
        reader.start();
        reader.pollNext(output);
        assertThat(output.emitted).isEmpty();

        reader.addSplits(List.of(second));
        reader.addSplits(List.of(BillSplit.ofSaid(seal(2), 1)));
        reader.handleSourceEvents(new DaySealed(2, 1, 2, 1));
        assertThat(reader.isAvailable()).isDone();
        reader.pollNext(output);
        assertThat(output.emitted)
                .containsExactly("DayReport 2", "closed through 0", "closed through 1");
        assertThat(reader.isAvailable()).isNotDone();

        files.emitLast("file/2/1/f", flawed(2, "f"));
        reader.pollNext(output);
        assertThat(output.emitted).endsWith("closed through 1", "FileReport 2");
        reader.pollNext(output);
        assertThat(output.emitted).endsWith("FileReport 2", "closed through 2");
    }

    @Test
    void whatAnEndedReaderGivesBackGoesToNoReaderThatWasDismissed() throws IOException {
        write(1, "f", 1);
        BillEnumerator enumerator = start(true, null);
        context.register(0, enumerator);
        context.register(1, enumerator);
        enumerator.handleSplitRequest(0, "here");
        enumerator.handleSplitRequest(1, "here");
        enumerator.handleSourceEvent(0, new FileReported(flawed(1, "f")));
        assertThat(context.sentTo(0)).endsWith("day/1/0", "end");
        assertThat(context.sentTo(1)).endsWith("end");

        context.fail(0, enumerator, context.assigned("file/1/1/f"), context.assigned("day/1/0"));
        context.register(0, enumerator);
        assertThat(context.sentTo(0)).containsExactly("seal 0 of day 0", "day/1/0");
        enumerator.handleSplitRequest(0, "here");

        assertThat(context.sentTo(0)).endsWith("day/1/0", "file/1/1/f", "end");
        assertThat(context.sentTo(1)).endsWith("seal 0 of day 0", "end");
    }

    @Test
    void aBoundedRunOfAChannelWithoutDaysEndsWithoutAWord() {
        BillEnumerator enumerator = start(true, null);
        context.register(0, enumerator);

        assertThat(context.sentTo(0)).containsExactly("end");
    }

    /** Of what two readers emit, whoever hears both does not know which was said first. */
    @Test
    void oneReaderEmitsAllThatIsSaidAndInTheOrderInWhichItWasSaid() throws IOException {
        write(1, "f", 1);
        wallClock.move(Duration.ofHours(11));
        BillEnumerator enumerator = start(false, null);
        context.register(1, enumerator);
        wallClock.move(Duration.ofHours(1));
        context.scan();
        assertThat(context.sentTo(1)).containsExactly("seal 0 of day 0");

        context.register(0, enumerator);
        assertThat(context.sentTo(0)).containsExactly("seal 0 of day 0", "day/1/0");
        context.fail(0, enumerator);
        mark(1, "_SUCCESS");
        context.scan();
        enumerator.handleSplitRequest(1, "here");
        enumerator.handleSourceEvent(1, new FileReported(proven(1, "f")));
        enumerator.addSplitsBack(List.of(context.assigned("day/1/0")), 0);
        context.register(0, enumerator);

        assertThat(context.sentTo(0))
                .containsExactly("seal 0 of day 0", "day/1/0", "day/1/1", "seal 1 of day 1");
        assertThat(context.sentTo(1))
                .containsExactly("seal 0 of day 0", "file/1/1/f", "seal 1 of day 1");
    }

    @Test
    void aBillThatIsOverdueIsToldOnceAlsoOverRestarts() throws IOException {
        write(1, "f", 1);
        wallClock.move(Duration.ofHours(11));
        BillEnumerator enumerator = start(false, null);
        context.register(0, enumerator);
        scans(10);
        assertThat(context.sentTo(0)).containsExactly("seal 0 of day 0");

        wallClock.move(Duration.ofHours(1));
        scans(3);
        assertThat(context.sentTo(0)).containsExactly("seal 0 of day 0", "day/1/0");
        assertThat(context.assigned("day/1/0").said())
                .isEqualTo(said(1, DayStatus.OVERDUE, "incomplete: no _SUCCESS, 1 file"));

        BillEnumerator restored = restart(enumerator);
        scans(10);
        assertThat(context.sentTo(0)).containsExactly("seal 0 of day 0");

        mark(1, "_SUCCESS");
        context.scan();
        restored.handleSplitRequest(0, "here");
        restored.handleSourceEvent(0, new FileReported(proven(1, "f")));
        assertThat(context.sentTo(0)).endsWith("day/1/1", "seal 1 of day 1");
        assertThat(context.assigned("day/1/1").said()).isEqualTo(seal(1));
    }

    @Test
    void aFileThatComesAfterTheSealIsReportedOnceAndDisturbsNoSeal() throws IOException {
        mark(1, "_SUCCESS");
        BillEnumerator enumerator = start(false, null);
        context.register(0, enumerator);
        assertThat(context.sentTo(0))
                .containsExactly("seal 0 of day 0", "day/1/0", "seal 1 of day 1");
        context.fail(0, enumerator);

        write(1, "late", 1);
        context.scan();
        context.scan();
        mark(2, "_SUCCESS");
        context.scan();
        restart(enumerator);

        assertThat(context.sentTo(0))
                .containsExactly("seal 1 of day 1", "day/1/1", "day/2/2", "seal 2 of day 2");
        assertThat(context.assigned("day/1/1").said())
                .isEqualTo(
                        new FileReport(
                                1,
                                1,
                                "late",
                                FileContent.EMPTY,
                                Totals.NONE,
                                "late_file",
                                "it came after its day was sealed and is ignored"));
        context.scan();
        assertThat(context.sentTo(0)).hasSize(4);
    }

    @Test
    void aReaderTellsOfALateFileAndKeepsNothingOfIt() throws Exception {
        TestingReaderContext readerContext = new TestingReaderContext();
        BillSourceReader reader = reader(new TestingFileReader(), readerContext);
        TestingReaderOutput output = output();
        reader.start();
        reader.addSplits(List.of(BillSplit.ofSaid(flawed(1, "late"), 7)));
        assertThat(reader.snapshotState(1)).hasSize(1);

        reader.pollNext(output);

        assertThat(output.emitted).containsExactly("FileReport 1");
        assertThat(readerContext.sent).isEmpty();
        assertThat(reader.snapshotState(2)).isEmpty();
    }

    /** After a change of the parallelism a reader may hold what several held, in any order. */
    @Test
    void aRestoredReaderEmitsWhatWasSaidInItsOrder() throws Exception {
        BillSourceReader reader = reader(new TestingFileReader(), new TestingReaderContext());
        TestingReaderOutput output = output();
        reader.addSplits(
                List.of(
                        BillSplit.ofSaid(seal(3), 12),
                        BillSplit.ofSaid(seal(1), 9),
                        BillSplit.ofSaid(seal(2), 10)));
        reader.start();

        reader.pollNext(output);

        assertThat(output.emitted).containsExactly("DayReport 1", "DayReport 2", "DayReport 3");
    }

    @Test
    void aHeldDayThatIsAcceptedAfterARestoreSealsAndTheNextGoesOn() throws IOException {
        write(1, "f", 1);
        mark(1, "_SUCCESS");
        BillEnumerator enumerator = start(false, null);
        context.register(0, enumerator);
        enumerator.handleSplitRequest(0, "here");
        enumerator.handleSourceEvent(0, new FileReported(flawed(1, "f")));
        assertThat(context.sentTo(0)).endsWith("day/1/0");

        restart(enumerator);
        mark(1, "_ACCEPT");
        mark(2, "_ACCEPT");
        context.scan();

        assertThat(context.sentTo(0))
                .containsExactly(
                        "seal 0 of day 0",
                        "day/1/1",
                        "day/2/2",
                        "seal 1 of day 1",
                        "seal 2 of day 2");
        assertThat(context.assigned("day/1/1").said())
                .isEqualTo(said(1, DayStatus.ACCEPTED, "f: 1 line rejected"));
        assertThat(context.assigned("day/2/2").said())
                .isEqualTo(said(2, DayStatus.ACCEPTED, "no bill"));
    }

    @Test
    void aContinuousRunGoesOnWhileItsDirectoryCannotBeListedAndTellsWhenTheBillIsOverdue() {
        BillSourceSettings unreadable =
                new BillSourceSettings(
                        "acme",
                        new org.apache.flink.core.fs.Path("nosuchscheme://landing/acme"),
                        1,
                        false,
                        watch(),
                        Set.of());
        BillEnumerator enumerator = new BillEnumerator(context, unreadable, null);
        wallClock.move(Duration.ofDays(1));

        enumerator.start();
        context.register(0, enumerator);
        scans(5);

        assertThat(context.sentTo(0)).containsExactly("seal 0 of day 0", "day/1/0");
        assertThat(context.assigned("day/1/0").said())
                .isEqualTo(
                        said(
                                1,
                                DayStatus.OVERDUE,
                                "no bill: the channel's directory cannot be listed"));
    }

    private void scans(int count) {
        for (int scan = 0; scan < count; scan++) {
            wallClock.move(SCAN);
            context.scan();
        }
    }

    /** Goes on from a checkpoint with another enumerator and one reader. */
    private BillEnumerator restart(BillEnumerator enumerator) {
        BillEnumeratorState saved = enumerator.snapshotState(1);
        context.fail(0, enumerator);
        BillEnumerator restored = start(false, saved);
        context.register(0, restored);
        return restored;
    }

    @Test
    void aBoundedRunFailsIfTheLandingDirectoryCannotBeListed() {
        BillSourceSettings unreadable =
                new BillSourceSettings(
                        "acme",
                        new org.apache.flink.core.fs.Path("nosuchscheme://landing/acme"),
                        Horizon.NONE,
                        true,
                        watch(),
                        Set.of());

        assertThatThrownBy(() -> new BillEnumerator(context, unreadable, null).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot list landing directory nosuchscheme://landing/acme");
    }

    private BillEnumerator start(boolean bounded, BillEnumeratorState saved) {
        BillEnumerator enumerator = new BillEnumerator(context, settings(bounded), saved);
        enumerator.start();
        return enumerator;
    }

    private BillSourceSettings settings(boolean bounded) {
        return new BillSourceSettings(
                "acme",
                new org.apache.flink.core.fs.Path(channel.toUri()),
                Horizon.NONE,
                bounded,
                watch(),
                Set.of());
    }

    /** Day 1 ends when the clock is at 2 days, and its bill is due 12 hours later. */
    private BillWatch watch() {
        return new BillWatch(
                SCAN, Duration.ofHours(12), ZoneOffset.UTC, LocalTime.MIDNIGHT, wallClock);
    }

    private BillSourceReader reader(TestingFileReader files, TestingReaderContext readerContext) {
        return new BillSourceReader(files, readerContext, settings(false));
    }

    private static TestingReaderOutput output() {
        return new TestingReaderOutput(clock());
    }

    private static DayClock clock() {
        return new DayClock(ZoneOffset.UTC, LocalTime.MIDNIGHT);
    }

    private static DayReport seal(int day) {
        return said(day, DayStatus.SEALED, "");
    }

    private void write(int day, String name, int bytes) throws IOException {
        Path directory = channel.resolve(LocalDate.ofEpochDay(day).toString());
        Files.createDirectories(directory);
        Files.write(directory.resolve(name), new byte[bytes]);
    }

    private void mark(int day, String marker) throws IOException {
        write(day, marker, 0);
    }
}
