package io.recon.connectors.bill.format.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillEntry;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillReader;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.archive.Container;
import io.recon.connectors.bill.format.text.BoundedLines;
import io.recon.connectors.bill.format.text.CsvCells;
import io.recon.connectors.bill.format.text.LineError;
import io.recon.connectors.bill.format.text.PlainTimes;
import io.recon.model.Currencies;
import io.recon.model.MinorUnits;
import io.recon.model.MinorUnits.ExcessDecimals;
import io.recon.model.Money;
import io.recon.model.MoneyFormatException;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.bill.LinePosition;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalInt;

/** Reads the texts of one landing file, one after another. */
final class TideReader implements BillReader {
    private static final Map<String, TransactionType> TYPES =
            Map.of("PAY", TransactionType.PAYMENT, "BACK", TransactionType.REFUND);

    private final BillFile file;
    private final BillContext context;
    private final Container container;
    private final Iterator<Container.Member> members;
    private final CsvCells cells = new CsvCells('|', CsvCells.NO_QUOTE);
    private final PlainTimes times;

    private BoundedLines lines;
    private String position;
    private String account;
    private long read;
    private String declared;
    private TotalsCheck totals = TotalsCheck.AGREE;

    TideReader(BillFile file, BillContext context, Container container) {
        this.file = file;
        this.context = context;
        this.container = container;
        this.members = container.members().iterator();
        this.times = new PlainTimes(context.zone());
    }

    @Override
    public BillEntry next() throws UnreadableBillException, IOException {
        while (lines != null || members.hasNext()) {
            if (lines == null) {
                begin(members.next());
            }
            while (nextLine()) {
                if (cells.is(0, "END")) {
                    declared = cells.count() > 1 ? cells.get(1) : "";
                } else {
                    read++;
                    return entry();
                }
            }
            end();
        }
        if (account == null) {
            throw new UnreadableBillException(BillError.NO_DETAIL_FILE, "the archive is empty");
        }
        return null;
    }

    /** The head says whose bill this is, and of which day: {@code TIDE|acct_1|2026-09-15}. */
    private void begin(Container.Member member) throws UnreadableBillException, IOException {
        lines = new BoundedLines(member.open(), UTF_8, context.limits().lineBytes());
        position = container.members().size() > 1 ? member.fileAndEntry() : member.file();
        if (!nextLine() || !cells.is(0, "TIDE") || cells.count() != 3) {
            throw new UnreadableBillException(
                    BillError.MISSING_HEADER, "line 1 is no head like TIDE|acct_1|2026-09-15");
        }
        account = cells.get(1);
        if (!context.accepts(account)) {
            throw new UnreadableBillException(
                    BillError.WRONG_MERCHANT, "the bill is of " + LineError.quoted(account));
        }
        LocalDate day = LocalDate.ofEpochDay(file.day());
        if (!cells.is(2, day.toString())) {
            throw new UnreadableBillException(
                    BillError.WRONG_DAY,
                    "the bill is of " + LineError.quoted(cells.get(2)) + ", not of " + day);
        }
        read = 0;
        declared = null;
    }

    /** A text without its last line was cut; one that has lost others is known by their count. */
    private void end() throws UnreadableBillException, IOException {
        if (declared == null) {
            throw new UnreadableBillException(
                    BillError.MISSING_TRAILER, "the bill ends without a line like END|2");
        }
        if (!declared.equals(Long.toString(read))) {
            totals =
                    new TotalsCheck(
                            Totals.DISAGREE,
                            LineError.quoted(declared) + " lines declared, " + read + " read");
        }
        lines.close();
        lines = null;
    }

    private boolean nextLine() throws UnreadableBillException, IOException {
        while (lines.next()) {
            if (!lines.isBlank()) {
                cells.cutLine(lines.chars(), lines.length());
                return true;
            }
        }
        return false;
    }

    private BillEntry entry() {
        LinePosition at = new LinePosition(file.day(), position, lines.number());
        try {
            return detail(at);
        } catch (LineError e) {
            return new BillEntry.Rejected(at, e.error(), e.getMessage(), lines.text());
        }
    }

    /** A payment or a refund: {@code PAY|order-1|T1|12.34|USD|2026-09-15 10:00:00}. */
    private BillEntry detail(LinePosition at) throws LineError {
        if (cells.count() != 6 || declared != null) {
            throw new LineError(BillError.COLUMN_MISMATCH, "this is no line of six cells");
        }
        TransactionType type = TYPES.get(cells.get(0));
        if (type == null) {
            throw new LineError(
                    BillError.LINE_INCONSISTENT,
                    LineError.quoted(cells.get(0)) + " is neither PAY nor BACK");
        }
        String currency = cells.get(4);
        OptionalInt exponent = Currencies.exponent(currency);
        if (exponent.isEmpty()) {
            throw new LineError(
                    BillError.BAD_CURRENCY,
                    LineError.quoted(currency) + " is no currency of ISO 4217");
        }
        try {
            long minor =
                    MinorUnits.parseOne(cells.view(3), exponent.getAsInt(), ExcessDecimals.REFUSED);
            if (minor < 0) {
                throw new LineError(
                        BillError.BAD_AMOUNT, LineError.quoted(cells.get(3)) + " is negative");
            }
            return new BillEntry.Detail(
                    new TransactionKey(context.channel(), account, type, cells.get(1)),
                    new BillLine(
                            at,
                            new Money(minor, currency),
                            0,
                            TransactionStatus.SUCCESS,
                            times.parse(cells.view(5)),
                            cells.isEmpty(2) ? null : cells.get(2)));
        } catch (MoneyFormatException e) {
            throw new LineError(BillError.BAD_AMOUNT, e.getMessage());
        } catch (DateTimeException e) {
            throw new LineError(BillError.LINE_INCONSISTENT, e.getMessage());
        }
    }

    @Override
    public TotalsCheck totals() {
        return totals;
    }

    @Override
    public void close() throws IOException {
        try (container) {
            if (lines != null) {
                lines.close();
            }
        }
    }
}
