package io.recon.model.codec;

import io.recon.model.Money;
import io.recon.model.NastyTexts;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertFold;
import io.recon.model.alert.AlertGroup;
import io.recon.model.alert.AlertMemory;
import io.recon.model.alert.AlertPhase;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.Cell;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.OtherLines;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.bill.LinePosition;
import io.recon.model.conservation.LedgerDelta;
import io.recon.model.conservation.LedgerKey;
import io.recon.model.conservation.Tally;
import io.recon.model.day.DayChange;
import io.recon.model.day.DayProgress;
import io.recon.model.day.DayState;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import io.recon.model.order.OrderRow;
import io.recon.model.order.SourceVersion;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.LineAdjustment;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.TransactionState;
import io.recon.model.reconcile.Verdict;
import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsDelta;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values of all kinds, with texts and numbers as no one should send them. */
final class RandomValues {
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

    private final Random random;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    OrderRecord orderRecord() {
        return random.nextBoolean() ? orderEvent() : orderReject();
    }

    OrderReject orderReject() {
        return new OrderReject(text(), number(), text(), text());
    }

    ChannelRecord channelRecord() {
        return new ChannelRecord(text(), billRecord());
    }

    DayChange dayChange() {
        return new DayChange(text(), day(), oneOf(DayState.values()), text(), number());
    }

    DayProgress dayProgress() {
        return new DayProgress(day(), day(), number(), number());
    }

    AdjustedLine adjustedLine() {
        var adjustment = new LineAdjustment(oneOf(LineAdjustment.Kind.values()), line(), day());
        return new AdjustedLine(key(), adjustment);
    }

    LedgerDelta ledgerDelta() {
        return new LedgerDelta(
                new LedgerKey(text(), text(), day(), text(), type()),
                tally(),
                tally(),
                tally(),
                tally(),
                tally(),
                tally());
    }

    private Tally tally() {
        return new Tally(number(), number());
    }

    StatisticsDelta statisticsDelta() {
        return new StatisticsDelta(statisticsKey(), sums());
    }

    StatisticsCell statisticsCell() {
        return new StatisticsCell(statisticsKey(), sums(), count());
    }

    private StatisticsKey statisticsKey() {
        return new StatisticsKey(text(), text(), day(), text(), type(), oneOf(Outcome.values()));
    }

    private Sums sums() {
        return new Sums(number(), number(), number(), number());
    }

    Alert alert() {
        return switch (random.nextInt(5)) {
            case 0 -> resultAlert();
            case 1 ->
                    new Alert.Folded(
                            new AlertGroup(text(), day(), oneOf(Outcome.values())), alertFold());
            case 2 -> new Alert.OfDay(oneOf(AlertPhase.values()), text(), dayReport());
            case 3 -> new Alert.OfFile(text(), fileReport());
            default -> new Alert.Recovered(number());
        };
    }

    Alert.OfResult resultAlert() {
        return new Alert.OfResult(oneOf(AlertPhase.values()), resultChange());
    }

    Alert.Told toldAlert() {
        return new Alert.Told(alert(), number());
    }

    AlertMemory alertMemory() {
        return new AlertMemory(count(), alertFold());
    }

    private AlertFold alertFold() {
        List<Alert.FoldedSum> sums = new ArrayList<>();
        List<String> samples = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0; left--) {
            sums.add(new Alert.FoldedSum(text(), size(), number()));
            samples.add(text());
        }
        return new AlertFold(size(), size(), size(), sums, samples);
    }

    OrderEvent orderEvent() {
        if (random.nextInt(8) == 0) {
            return new OrderEvent.Heartbeat(number());
        }
        OrderOperation operation = oneOf(OrderOperation.values());
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

    BillRecord billRecord() {
        int issue = random.nextInt(3);
        return switch (random.nextInt(5)) {
            case 0 -> new BillRecord.Line(key(), line(), issue);
            case 1 -> new BillRecord.Retraction(key(), line(), issue);
            case 2 -> new BillRecord.Reject(position(), text(), text(), issue);
            case 3 -> fileReport();
            default -> dayReport();
        };
    }

    private FileReport fileReport() {
        return new FileReport(
                day(),
                random.nextInt(3),
                text(),
                content(),
                oneOf(Totals.values()),
                text(),
                text());
    }

    private DayReport dayReport() {
        return new DayReport(day(), random.nextInt(3), oneOf(DayStatus.values()), text());
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

    ResultChange resultChange() {
        PlatformSide platform = platform();
        BillLine line = line();
        Result after = result(platform, line);
        Result before = random.nextInt(3) == 0 ? null : result(platform, line);
        return new ResultChange(key(), new Change(before, after), number());
    }

    TransactionState state() {
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
                random.nextBoolean() ? TransactionState.NEVER : day());
    }

    private Result result(PlatformSide heldPlatform, BillLine heldLine) {
        Verdict verdict =
                new Verdict(oneOf(Outcome.values()), random.nextBoolean(), random.nextInt(16));
        BillLine line = random.nextBoolean() ? heldLine : line();
        int revision = random.nextInt(3);
        if (random.nextInt(3) == 0 && line != null) {
            return new Result(Result.Kind.DUPLICATE, null, line, verdict, revision, day());
        }
        PlatformSide platform =
                random.nextInt(3) == 0 ? null : random.nextBoolean() ? heldPlatform : platform();
        return new Result(Result.Kind.MAIN, platform, line, verdict, revision, day());
    }

    private PlatformSide platform() {
        return new PlatformSide(money(), status(), number(), day());
    }

    BillLine line() {
        return new BillLine(position(), money(), number(), status(), number(), optionalText());
    }

    private LinePosition position() {
        return new LinePosition(day(), text(), number());
    }

    private SourceVersion version() {
        if (random.nextInt(3) == 0) {
            return SourceVersion.ofTime(number());
        }
        SourceVersion.Kind kind = SourceVersion.Kind.ofCode(1 + random.nextInt(2));
        return new SourceVersion(kind, number(), number(), number(), day(), number());
    }

    TransactionKey key() {
        return new TransactionKey(text(), text(), type(), text());
    }

    private TransactionType type() {
        return random.nextBoolean() ? TransactionType.PAYMENT : TransactionType.REFUND;
    }

    private TransactionStatus status() {
        return oneOf(TransactionStatus.values());
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

    private int day() {
        return (int) number();
    }

    /** A number that is never negative. */
    private int count() {
        return Integer.MAX_VALUE & (int) number();
    }

    private <C> C oneOf(C[] constants) {
        return constants[random.nextInt(constants.length)];
    }

    /** The bytes with one of them replaced. */
    byte[] damage(byte[] bytes) {
        byte[] damaged = bytes.clone();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        return damaged;
    }
}
