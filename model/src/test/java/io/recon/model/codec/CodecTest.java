package io.recon.model.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.Money;
import io.recon.model.NastyTexts;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertMemory;
import io.recon.model.alert.AlertPhase;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.bill.LinePosition;
import io.recon.model.day.DayProgress;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;
import io.recon.model.order.SourceVersion;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.TransactionState;
import io.recon.model.reconcile.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read back, and what was never written is refused. */
final class CodecTest {
    private static final Path SOURCES =
            Path.of("src", "main", "java", "io", "recon", "model", "codec");
    private static final int FEW = 100;
    private static final int MANY = 1_000;

    private final RandomValues values = new RandomValues(6);

    /** A codec with what it writes. */
    private record Subject<T>(Codec<T> codec, Function<RandomValues, T> values) {
        @Override
        public String toString() {
            return codec.getClass().getSimpleName();
        }
    }

    static List<Subject<?>> all() {
        return List.of(
                new Subject<>(new AdjustedLineCodec(), RandomValues::adjustedLine),
                new Subject<>(new AlertCodec(), RandomValues::alert),
                new Subject<>(new AlertMemoryCodec(), RandomValues::alertMemory),
                new Subject<>(new BillRecordCodec(), RandomValues::billRecord),
                new Subject<>(new ChannelRecordCodec(), RandomValues::channelRecord),
                new Subject<>(new DayChangeCodec(), RandomValues::dayChange),
                new Subject<>(new DayProgressCodec(), RandomValues::dayProgress),
                new Subject<>(new LedgerDeltaCodec(), RandomValues::ledgerDelta),
                new Subject<>(new OrderEventCodec(), RandomValues::orderEvent),
                new Subject<>(new OrderRecordCodec(), RandomValues::orderRecord),
                new Subject<>(new OrderRejectCodec(), RandomValues::orderReject),
                new Subject<>(new ResultAlertCodec(), RandomValues::resultAlert),
                new Subject<>(new ResultChangeCodec(), RandomValues::resultChange),
                new Subject<>(new StatisticsCellCodec(), RandomValues::statisticsCell),
                new Subject<>(new StatisticsDeltaCodec(), RandomValues::statisticsDelta),
                new Subject<>(new ToldAlertCodec(), RandomValues::toldAlert),
                new Subject<>(new TransactionStateCodec(), RandomValues::state));
    }

    @Test
    void noCodecIsMissingHere() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.matches("(?!Record)\\w+Codec\\.java"))
                    .map(name -> name.replace(".java", ""))
                    .containsExactlyInAnyOrderElementsOf(
                            all().stream().map(Subject::toString).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    <T> void valuesComeBackAsTheyWere(Subject<T> subject) throws IOException {
        for (int i = 0; i < MANY; i++) {
            assertComesBack(subject.codec(), subject.values().apply(values));
        }
    }

    @Test
    void anEmptyStateComesBack() throws IOException {
        assertComesBack(new TransactionStateCodec(), TransactionState.EMPTY);
        assertComesBack(new AlertMemoryCodec(), AlertMemory.EMPTY);
        assertComesBack(new DayProgressCodec(), DayProgress.NONE);
    }

    @Test
    void keysThatDifferStayDifferentOnTheirWay() throws IOException {
        for (String one : NastyTexts.ALL) {
            var key = new TransactionKey(one, one, TransactionType.REFUND, one);
            var event =
                    new OrderEvent.Change(
                            key, OrderOperation.DELETE, null, SourceVersion.ofTime(1));
            assertComesBack(new OrderEventCodec(), event);
        }
    }

    @Test
    void longTextsComeBack() throws IOException {
        for (String piece : List.of("x", "单", "😀", "\ud800")) {
            String text = piece.repeat(100_000);
            assertComesBack(
                    new BillRecordCodec(), new BillRecord.DayReport(1, 1, DayStatus.HELD, text));
        }
    }

    @Test
    void everyIssueAndRevisionThatCanBeWrittenCanBeRead() throws IOException {
        for (int number : new int[] {0, 1, 67_108_865, 2_026_030_101, Integer.MAX_VALUE}) {
            BillLine line = values.line();
            TransactionKey key = values.key();
            assertComesBack(new BillRecordCodec(), new BillRecord.Line(key, line, number));
            assertComesBack(new BillRecordCodec(), new BillRecord.Retraction(key, line, number));
            assertComesBack(
                    new BillRecordCodec(),
                    new BillRecord.DayReport(1, number, DayStatus.SEALED, ""));
            assertComesBack(
                    new BillRecordCodec(),
                    new BillRecord.DayReport(0, number, 1, DayStatus.ABSENT, ""));
            assertComesBack(
                    new BillRecordCodec(),
                    new BillRecord.Reject(line.position(), "reason", "raw", number));
            assertComesBack(
                    new BillRecordCodec(),
                    new BillRecord.FileReport(
                            1, number, "f", FileContent.EMPTY, Totals.NONE, "", ""));
            Verdict extra = new Verdict(Outcome.EXTRA, false, 0);
            Result result = new Result(Result.Kind.MAIN, null, line, extra, number, 1);
            assertComesBack(
                    new ResultChangeCodec(), new ResultChange(key, new Change(null, result), 1));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    <T> void bytesThatEndTooSoonAreRefused(Subject<T> subject) throws IOException {
        for (int i = 0; i < FEW; i++) {
            assertNoPrefixIsRead(subject.codec(), subject.values().apply(values));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    <T> void damagedBytesGiveAValueOrAnIoExceptionAndNothingElse(Subject<T> subject)
            throws IOException {
        for (int i = 0; i < MANY; i++) {
            assertSurvivesDamage(subject.codec(), subject.values().apply(values));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void anUnknownVersionIsRefusedWithBothNumbers(Subject<?> subject) {
        Codec<?> codec = subject.codec();
        int unknown = codec.version() + 1;

        // A state carries its own version before anything else.
        assertThatThrownBy(() -> codec.read(unknown, input(new byte[] {(byte) unknown})))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "bytes of %s have version %d, this program reads versions 1 to %d",
                        codec.type().getSimpleName(), unknown, codec.version());
    }

    @Test
    void aShapeThatNoVersionKnowsIsRefused() {
        assertThatThrownBy(() -> new OrderEventCodec().read(1, input(new byte[] {3})))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("order event shape 3 is none of 0, 1, 2");
        assertThatThrownBy(() -> new BillRecordCodec().read(1, input(new byte[] {6})))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("bill record shape 6 is none of 1 to 5");
        assertThatThrownBy(() -> new OrderRecordCodec().read(1, input(new byte[] {2})))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("order record shape 2 is none of 0, 1");
        assertThatThrownBy(() -> new AlertCodec().read(1, input(new byte[] {9})))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("bytes hold no Alert: alert kind 9 is none of 1 to 5");
    }

    @Test
    void anAlertOfAnotherKindIsRefused() throws IOException {
        byte[] recovered = bytes(new AlertCodec(), new Alert.Recovered(42));
        assertThatThrownBy(() -> new ResultAlertCodec().read(1, input(recovered)))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage(
                        "bytes hold no OfResult: an alert of no result: Recovered[checkpoint=42]");

        var day = new BillRecord.DayReport(1, 2, DayStatus.HELD, "why");
        byte[] ofDay = bytes(new AlertCodec(), new Alert.OfDay(AlertPhase.OPENED, "shop", day));
        // The same bytes without the phase, as if they told of a file.
        ofDay[1] = 4;
        byte[] ofFile = Arrays.copyOfRange(ofDay, 1, ofDay.length);
        assertThatThrownBy(() -> new AlertCodec().read(1, input(ofFile)))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("bytes hold no Alert: no FileReport: " + day);
    }

    @Test
    void aValueThatTheDomainRefusesIsRefusedAsBytesToo() throws IOException {
        byte[] bytes = bytes(new OrderEventCodec(), new OrderEvent.Heartbeat(5));
        assertThat(bytes).containsExactly(0, 10);

        // A removal of the key (c, a, X, n): there is no such type.
        byte[] removal = {1, 1, 'c', 1, 'a', 'X', 1, 'n', 'd', 0, 2};
        assertThatThrownBy(() -> new OrderEventCodec().read(1, input(removal)))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("bytes hold no OrderEvent: transaction type code 88 is none of P, R");
    }

    @Test
    void aMatchedStateOfAlipayTakesAtMost200Bytes() throws IOException {
        assertThat(bytes(new TransactionStateCodec(), typical()).length).isLessThanOrEqualTo(200);
    }

    /** A matched payment with the lengths of numbers and names that Alipay's bills have. */
    private static TransactionState typical() {
        long timeMs = 1_772_354_096_000L;
        var platform =
                new PlatformSide(
                        new Money(12_345, "CNY"), TransactionStatus.SUCCESS, timeMs, 20_513);
        var version =
                new SourceVersion(
                        SourceVersion.Kind.LOG_FILE,
                        SourceVersion.scopeOf("orders", "mysql-bin"),
                        1_234,
                        123_456_789,
                        2,
                        timeMs + 800);
        var line =
                new BillLine(
                        new LinePosition(
                                20_513, "20885012345678900156_20260301_业务明细.csv.zip", 123_456),
                        new Money(12_345, "CNY"),
                        74,
                        TransactionStatus.SUCCESS,
                        timeMs + 1_000,
                        "2026030122001412341406543210");
        var matched = new Verdict(Outcome.MATCHED, false, 0);
        var result = new Result(Result.Kind.MAIN, platform, line, matched, 0, 20_513);
        return new TransactionState(
                platform, version, List.of(line), List.of(result), TransactionState.NEVER);
    }

    private static <T> void assertComesBack(Codec<T> codec, T value) throws IOException {
        DataInputStream in = input(bytes(codec, value));
        assertThat(codec.read(codec.version(), in)).isEqualTo(value);
        assertThat(in.available()).as("bytes left over").isZero();
        assertThat(codec.type().isInstance(value)).isTrue();
    }

    private static <T> void assertNoPrefixIsRead(Codec<T> codec, T value) throws IOException {
        byte[] bytes = bytes(codec, value);
        for (int length = 0; length < bytes.length; length++) {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
            assertThatThrownBy(() -> codec.read(codec.version(), in))
                    .isInstanceOf(EOFException.class);
        }
    }

    private <T> void assertSurvivesDamage(Codec<T> codec, T value) throws IOException {
        byte[] damaged = values.damage(bytes(codec, value));
        try {
            assertThat(codec.read(codec.version(), input(damaged))).isNotNull();
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    private static <T> byte[] bytes(Codec<T> codec, T value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(value, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DataInputStream input(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
