package io.recon.model.codec;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.alert.Alert.FoldedSum;
import io.recon.model.alert.AlertFold;
import io.recon.model.alert.AlertMemory;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.LinePosition;
import io.recon.model.conservation.LedgerDelta;
import io.recon.model.conservation.LedgerKey;
import io.recon.model.conservation.Tally;
import io.recon.model.day.DayProgress;
import io.recon.model.order.SourceVersion;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.TransactionState;
import io.recon.model.reconcile.Verdict;
import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What stands in checkpoints, as {@code durable.txt} has it of every version that ever was: the
 * record, and the bytes of a sample. Who changes one has to raise the version of its codec.
 *
 * <p>A line of the file is {@code codec version record bytes = what is read from them}. The lines
 * of a new version are added with {@code -Drecon.state.write=true}. Of one that is there only the
 * last part may change: when a record gets a component, what is read from older bytes has it too.
 */
final class DurableStateTest {
    private static final Path COMMITTED =
            Path.of("src", "test", "resources", "io", "recon", "model", "codec", "durable.txt");
    private static final String PACKAGE = "io.recon.";
    private static final String TEXT = " = ";
    private static final TransactionKey KEY =
            new TransactionKey("shop", "acct", TransactionType.PAYMENT, "no");

    /** A value of which each component has something to say, and its codec. */
    private record Durable<T>(Codec<T> codec, T value) {
        String name() {
            return codec.getClass().getSimpleName();
        }

        String line() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            codec.write(value, new DataOutputStream(bytes));
            return begin() + HexFormat.of().formatHex(bytes.toByteArray()) + TEXT + value;
        }

        /** The record with its components, before its bytes. */
        String begin() {
            return String.join(
                    " ", name(), Integer.toString(codec.version()), shape(value.getClass()), "");
        }

        @Override
        public String toString() {
            return name() + " of " + value.getClass().getSimpleName();
        }
    }

    /** A line of the file. */
    private record Former(int version, String bytes, String text) {
        static List<Former> of(Durable<?> durable) throws IOException {
            return Files.readAllLines(COMMITTED).stream()
                    .filter(line -> line.startsWith(durable.name() + " "))
                    .map(Former::parse)
                    .toList();
        }

        private static Former parse(String line) {
            int end = line.indexOf(TEXT);
            String[] parts = line.substring(0, end).split(" ", -1);
            return new Former(
                    Integer.parseInt(parts[1]), parts[3], line.substring(end + TEXT.length()));
        }
    }

    static List<Durable<?>> all() {
        BillLine line = line(1, "T1");
        return List.of(
                new Durable<>(new TransactionStateCodec(), transaction()),
                new Durable<>(new TransactionStateCodec(), billAlone()),
                new Durable<>(new TransactionStateCodec(), changedSince()),
                new Durable<>(new TransactionStateCodec(), TransactionState.EMPTY),
                new Durable<>(
                        new DayProgressCodec(), new DayProgress(20_513, 20_514, 1_772L, 1_773L)),
                new Durable<>(new StatisticsCellCodec(), statistics()),
                new Durable<>(new AlertMemoryCodec(), memory()),
                new Durable<>(new LedgerDeltaCodec(), ledger()),
                new Durable<>(new BillRecordCodec(), new BillRecord.Line(KEY, line, 2)),
                new Durable<>(new BillRecordCodec(), new BillRecord.Retraction(KEY, line, 2)),
                new Durable<>(
                        new BillRecordCodec(),
                        new BillRecord.Reject(line.position(), "bad_amount", "raw", 2)),
                new Durable<>(new BillRecordCodec(), fileReport()),
                new Durable<>(
                        new BillRecordCodec(),
                        new BillRecord.DayReport(
                                20_513, 20_515, 2, BillRecord.DayStatus.ABSENT, "why")));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRecordOrItsBytesChangeWithTheVersionOfTheirCodecOnly(Durable<?> durable)
            throws IOException {
        if (Boolean.getBoolean("recon.state.write") && !isCommitted(durable)) {
            Files.writeString(COMMITTED, durable.line() + "\n", CREATE, APPEND);
        }
        assertThat(Files.readAllLines(COMMITTED))
                .as(
                        "%s writes what no line of %s has. If the version is new, add the line. If"
                            + " not, a record in it or its bytes changed under version %s: raise"
                            + " the version, and let read() take both",
                        durable, COMMITTED.getFileName(), durable.codec().version())
                .contains(durable.line());
    }

    /** This sample, or its version with another record: that takes a new version. */
    private static boolean isCommitted(Durable<?> durable) throws IOException {
        if (!Files.exists(COMMITTED)) {
            return false;
        }
        String record = durable.begin().substring(0, durable.begin().indexOf('(') + 1);
        return Files.readAllLines(COMMITTED).stream()
                .filter(line -> line.startsWith(record))
                .anyMatch(
                        line ->
                                !line.startsWith(durable.begin())
                                        || line.endsWith(TEXT + durable.value()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatWasEverWrittenIsStillRead(Durable<?> durable) throws IOException {
        for (Former former : Former.of(durable)) {
            var in =
                    new DataInputStream(
                            new ByteArrayInputStream(HexFormat.of().parseHex(former.bytes())));

            Object read = durable.codec().read(former.version(), in);

            assertThat(read).hasToString(former.text());
            assertThat(in.available()).as(former.text()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void noVersionIsMissing(Durable<?> durable) throws IOException {
        assertThat(Former.of(durable).stream().map(Former::version).distinct())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, durable.codec().version()).boxed().toList());
    }

    @Test
    void aShapeTellsEveryComponentOfEveryRecordInIt() {
        assertThat(shape(LedgerKey.class))
                .isEqualTo(
                        "LedgerKey(channel:String,account:String,day:int,currency:String,"
                                + "type:TransactionType[PAYMENT=80|REFUND=82])");
        assertThat(shape(AlertMemory.class))
                .contains("told:int", "sums:List<FoldedSum(currency:String,");
    }

    /**
     * A record with its components, those of the records in it, and the constants of enums with the
     * numbers that stand for them.
     */
    private static String shape(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return ((Class<?>) parameterized.getRawType()).getSimpleName()
                    + '<'
                    + Stream.of(parameterized.getActualTypeArguments())
                            .map(DurableStateTest::shape)
                            .collect(Collectors.joining(","))
                    + '>';
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) {
            List<String> components = new ArrayList<>();
            for (RecordComponent component : raw.getRecordComponents()) {
                components.add(component.getName() + ':' + shape(component.getGenericType()));
            }
            return raw.getSimpleName() + '(' + String.join(",", components) + ')';
        }
        if (raw.isEnum()) {
            return raw.getSimpleName()
                    + Stream.of(raw.getEnumConstants())
                            .map(DurableStateTest::constant)
                            .collect(Collectors.joining("|", "[", "]"));
        }
        assertThat(raw.getName()).as("what it is made of").doesNotStartWith(PACKAGE);
        return raw.getSimpleName();
    }

    /** Where an enum has no numbers of its own, its constants are told apart by something else. */
    private static String constant(Object constant) {
        try {
            Object code = constant.getClass().getMethod("code").invoke(constant);
            return constant + "=" + (code instanceof Character letter ? (int) letter : code);
        } catch (NoSuchMethodException e) {
            return constant.toString();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(constant + " does not tell its code", e);
        }
    }

    // Samples: no two neighbours have the same value, and nothing is empty.

    private static TransactionState transaction() {
        var platform =
                new PlatformSide(
                        new Money(12_345, "CNY"), TransactionStatus.PENDING, 1_772_354L, 20_513);
        var version =
                new SourceVersion(SourceVersion.Kind.LOG_FILE, 77, 1_234, 5_678, 2, 1_772_355L);
        BillLine first = line(1, "T1");
        BillLine second = line(2, "T2");
        return new TransactionState(
                platform,
                version,
                List.of(first, second),
                List.of(
                        new Result(
                                Result.Kind.MAIN,
                                platform,
                                first,
                                new Verdict(Outcome.DAY_CUT, true, Verdict.DAY),
                                3,
                                20_513),
                        new Result(
                                Result.Kind.DUPLICATE,
                                null,
                                second,
                                new Verdict(Outcome.DUPLICATE, false, 0),
                                1,
                                20_514)),
                20_515);
    }

    /** A line without a trade number, after the deletion of its order. */
    private static TransactionState billAlone() {
        return new TransactionState(
                null,
                SourceVersion.ofTime(1_772_357L),
                List.of(line(3, null)),
                List.of(),
                TransactionState.NEVER);
    }

    /** Both sides of the result are others than those that are there now. */
    private static TransactionState changedSince() {
        return new TransactionState(
                new PlatformSide(
                        new Money(5, "JPY"), TransactionStatus.SUCCESS, 1_772_358L, 20_516),
                new SourceVersion(SourceVersion.Kind.LSN, 78, 1_235, 0, 0, 1_772_358L),
                List.of(line(4, "T4")),
                List.of(
                        new Result(
                                Result.Kind.MAIN,
                                new PlatformSide(
                                        new Money(6, "KWD"),
                                        TransactionStatus.FAILED,
                                        1_772_359L,
                                        20_517),
                                line(5, "T5"),
                                new Verdict(Outcome.WITHDRAWN, false, 0),
                                7,
                                20_517)),
                TransactionState.NEVER);
    }

    private static BillLine line(int number, String tradeNumber) {
        return new BillLine(
                new LinePosition(20_514, "a.csv", number),
                new Money(12_340, "CNY"),
                -7,
                TransactionStatus.SUCCESS,
                1_772_356L,
                tradeNumber);
    }

    private static StatisticsCell statistics() {
        return new StatisticsCell(
                new StatisticsKey(
                        "shop", "acct", 20_513, "CNY", TransactionType.REFUND, Outcome.MISSING),
                new Sums(1, 200, 3, 400),
                5);
    }

    private static AlertMemory memory() {
        return new AlertMemory(
                1,
                new AlertFold(2, 3, 4, List.of(new FoldedSum("CNY", 5, 600)), List.of("result-1")));
    }

    private static LedgerDelta ledger() {
        return new LedgerDelta(
                new LedgerKey("shop", "acct", 20_513, "CNY", TransactionType.PAYMENT),
                new Tally(1, 100),
                new Tally(2, 200),
                new Tally(3, 300),
                new Tally(4, 400),
                new Tally(5, 500),
                new Tally(6, 600));
    }

    private static BillRecord.FileReport fileReport() {
        return new BillRecord.FileReport(
                20_513,
                2,
                "a.csv",
                new BillRecord.FileContent(
                        List.of(
                                new BillRecord.Cell(
                                        "acct", "CNY", TransactionType.PAYMENT, 1, 200, -3)),
                        List.of(new BillRecord.OtherLines("fee", 4)),
                        5),
                BillRecord.Totals.AGREE,
                "detail",
                "error");
    }
}
