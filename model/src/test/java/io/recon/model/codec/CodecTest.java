package io.recon.model.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.Money;
import io.recon.model.NastyTexts;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.Cell;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.OtherLines;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.bill.LinePosition;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;
import io.recon.model.order.OrderRow;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written is read back, and what was never written is refused. */
final class CodecTest {
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        63,
        64,
        -64,
        -65,
        127,
        128,
        300,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1_772_337_600_000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MAX_VALUE - 1
    };
    private static final List<Codec<?>> CODECS =
            List.of(
                    new OrderEventCodec(),
                    new BillRecordCodec(),
                    new ResultChangeCodec(),
                    new TransactionStateCodec());

    private final Random random = new Random(6);

    @Test
    void orderEventsComeBackAsTheyWere() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            assertComesBack(new OrderEventCodec(), orderEvent());
        }
    }

    @Test
    void billRecordsComeBackAsTheyWere() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            assertComesBack(new BillRecordCodec(), billRecord());
        }
    }

    @Test
    void resultChangesComeBackAsTheyWere() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            assertComesBack(new ResultChangeCodec(), resultChange());
        }
    }

    @Test
    void statesComeBackAsTheyWere() throws IOException {
        assertComesBack(new TransactionStateCodec(), TransactionState.EMPTY);
        for (int i = 0; i < 5_000; i++) {
            assertComesBack(new TransactionStateCodec(), state());
        }
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
            BillLine line = line();
            TransactionKey key = key();
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

    @Test
    void bytesThatEndTooSoonAreRefused() throws IOException {
        for (int i = 0; i < 200; i++) {
            assertNoPrefixIsRead(new OrderEventCodec(), orderEvent());
            assertNoPrefixIsRead(new BillRecordCodec(), billRecord());
            assertNoPrefixIsRead(new ResultChangeCodec(), resultChange());
            assertNoPrefixIsRead(new TransactionStateCodec(), state());
        }
    }

    @Test
    void damagedBytesGiveAValueOrAnIoExceptionAndNothingElse() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            assertSurvivesDamage(new OrderEventCodec(), orderEvent());
            assertSurvivesDamage(new BillRecordCodec(), billRecord());
            assertSurvivesDamage(new ResultChangeCodec(), resultChange());
            assertSurvivesDamage(new TransactionStateCodec(), state());
        }
    }

    @Test
    void anUnknownVersionIsRefusedWithBothNumbers() {
        for (Codec<?> codec : CODECS) {
            assertThat(codec.version()).isEqualTo(1);
            // A state carries its own version before anything else.
            assertThatThrownBy(() -> codec.read(2, input(new byte[] {2})))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "bytes of "
                                    + codec.type().getSimpleName()
                                    + " have version 2, this program reads versions 1 to 1");
        }
    }

    @Test
    void aShapeThatNoVersionKnowsIsRefused() {
        assertThatThrownBy(() -> new OrderEventCodec().read(1, input(new byte[] {3})))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("order event shape 3 is none of 0, 1, 2");
        assertThatThrownBy(() -> new BillRecordCodec().read(1, input(new byte[] {6})))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("bill record shape 6 is none of 1 to 5");
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

    // Values.

    private OrderEvent orderEvent() {
        if (random.nextInt(8) == 0) {
            return new OrderEvent.Heartbeat(number());
        }
        OrderOperation operation = List.of(OrderOperation.values()).get(random.nextInt(4));
        return new OrderEvent.Change(
                key(), operation, random.nextInt(4) == 0 ? null : row(), version());
    }

    private OrderRow row() {
        return new OrderRow(
                optionalText(),
                optionalText(),
                new Money(Math.max(1, number()), text()),
                status(),
                number(),
                number());
    }

    private BillRecord billRecord() {
        int issue = random.nextInt(3);
        return switch (random.nextInt(5)) {
            case 0 -> new BillRecord.Line(key(), line(), issue);
            case 1 -> new BillRecord.Retraction(key(), line(), issue);
            case 2 -> new BillRecord.Reject(position(), text(), text(), issue);
            case 3 ->
                    new BillRecord.FileReport(
                            (int) number(),
                            issue,
                            text(),
                            content(),
                            Totals.ofCode(1 + random.nextInt(3)),
                            text(),
                            text());
            default ->
                    new BillRecord.DayReport(
                            (int) number(), issue, DayStatus.ofCode(1 + random.nextInt(5)), text());
        };
    }

    private FileContent content() {
        List<Cell> cells = new ArrayList<>();
        List<OtherLines> other = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0; left--) {
            cells.add(new Cell(text(), text(), type(), size(), number(), number()));
            other.add(new OtherLines(text(), size()));
        }
        return new FileContent(cells, other, size());
    }

    private ResultChange resultChange() {
        PlatformSide platform = platform();
        BillLine line = line();
        Result after = result(platform, line);
        Result before = random.nextInt(3) == 0 ? null : result(platform, line);
        return new ResultChange(key(), new Change(before, after), number());
    }

    private TransactionState state() {
        PlatformSide platform = random.nextBoolean() ? platform() : null;
        List<BillLine> lines = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            lines.add(line());
        }
        List<Result> emitted = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            emitted.add(result(platform, lines.isEmpty() ? null : lines.get(0)));
        }
        return new TransactionState(
                platform,
                random.nextBoolean() ? version() : null,
                lines,
                emitted,
                random.nextBoolean() ? TransactionState.NEVER : (int) number());
    }

    private Result result(PlatformSide heldPlatform, BillLine heldLine) {
        Verdict verdict =
                new Verdict(
                        Outcome.ofCode(1 + random.nextInt(9)),
                        random.nextBoolean(),
                        random.nextInt(16));
        BillLine line = random.nextBoolean() ? heldLine : line();
        int revision = random.nextInt(3);
        if (random.nextInt(3) == 0 && line != null) {
            return new Result(Result.Kind.DUPLICATE, null, line, verdict, revision, (int) number());
        }
        PlatformSide platform =
                random.nextInt(3) == 0 ? null : random.nextBoolean() ? heldPlatform : platform();
        return new Result(Result.Kind.MAIN, platform, line, verdict, revision, (int) number());
    }

    private PlatformSide platform() {
        return new PlatformSide(money(), status(), number(), (int) number());
    }

    private BillLine line() {
        return new BillLine(position(), money(), number(), status(), number(), optionalText());
    }

    private LinePosition position() {
        return new LinePosition((int) number(), text(), number());
    }

    private SourceVersion version() {
        if (random.nextInt(3) == 0) {
            return SourceVersion.ofTime(number());
        }
        SourceVersion.Kind kind = SourceVersion.Kind.ofCode(1 + random.nextInt(2));
        return new SourceVersion(kind, number(), number(), number(), (int) number(), number());
    }

    private TransactionKey key() {
        return new TransactionKey(text(), text(), type(), text());
    }

    private TransactionType type() {
        return random.nextBoolean() ? TransactionType.PAYMENT : TransactionType.REFUND;
    }

    private TransactionStatus status() {
        return TransactionStatus.ofCode(1 + random.nextInt(3));
    }

    private Money money() {
        return new Money(size(), text());
    }

    private long size() {
        return Math.max(0, number());
    }

    private String text() {
        return NastyTexts.random(random);
    }

    private String optionalText() {
        return random.nextInt(3) == 0 ? null : text();
    }

    private long number() {
        return random.nextBoolean()
                ? NUMBERS[random.nextInt(NUMBERS.length)]
                : random.nextLong() >> random.nextInt(64);
    }

    // Bytes.

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
        byte[] bytes = bytes(codec, value);
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        try {
            assertThat(codec.read(codec.version(), input(bytes))).isNotNull();
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
