package io.recon.connectors.bill.format.wechat;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillEntry;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.text.LineError;
import io.recon.connectors.bill.format.text.NamedCells;
import io.recon.connectors.bill.format.text.PlainTimes;
import io.recon.model.Currencies;
import io.recon.model.MinorUnits;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;
import java.util.OptionalInt;

/** Makes entries of the records of one bill, and sums them up. */
final class WechatRows {
    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000};

    private final WechatLayout layout;
    private final BillContext context;
    private final PlainTimes times;
    private final WechatTotals totals;
    private final WechatCells cells = new WechatCells();
    private final NamedCells values;

    /** As the line before had them: most lines are alike in both. */
    private String account = "";

    private String currency = "";
    private int exponent;

    WechatRows(WechatLayout layout, BillContext context) {
        this.layout = layout;
        this.context = context;
        this.times = new PlainTimes(context.zone());
        this.totals = new WechatTotals(layout.columns());
        this.values = new NamedCells(cells, layout.columns());
    }

    WechatTotals totals() {
        return totals;
    }

    /** Reads the present record. */
    BillEntry read(WechatRecords records, LinePosition position) throws UnreadableBillException {
        try {
            cut(records);
            return read(position);
        } catch (LineError e) {
            return new BillEntry.Rejected(position, e.error(), e.getMessage(), records.text());
        }
    }

    private void cut(WechatRecords records) throws LineError {
        cells.cut(records.chars(), records.length());
        int surplus = cells.count() - layout.columns().count();
        if (surplus < 0) {
            throw new LineError(
                    BillError.COLUMN_MISMATCH,
                    "the line has "
                            + cells.count()
                            + " cells, the header "
                            + layout.columns().count());
        }
        if (surplus > 0) {
            cells.join(layout.general().product(), surplus);
        }
    }

    private BillEntry read(LinePosition position) throws LineError, UnreadableBillException {
        WechatLayout.Refund refund = refundColumns();
        WechatLayout.Side payment = layout.payment();
        WechatLayout.Side side = refund == null ? payment : refund.side();
        // First, since a line whose cells stand in other columns fails here.
        long timeMs = values.time(side.time(), times);
        readCurrency();
        totals.read(values);
        long amountMinor = inMinor(side.amount(), WechatTotals.AMOUNT_DECIMALS);
        if (amountMinor < 0) {
            throw new LineError(
                    BillError.BAD_AMOUNT, inColumn(side.amount()) + ", which is negative");
        }
        long feeMinor = inMinor(layout.general().fee(), WechatTotals.FEE_DECIMALS);
        TransactionStatus status =
                refund == null ? TransactionStatus.SUCCESS : status(refund.status());
        String number = values.identifier(filled(side.number(), payment.number()));
        if (number.isEmpty()) {
            throw empty(payment.number());
        }
        String trade = values.identifier(filled(side.tradeNumber(), payment.tradeNumber()));
        readAccount();
        totals.add();
        if (!context.accepts(account)) {
            throw LineError.ofOtherAccount(account, context);
        }
        return new BillEntry.Detail(
                new TransactionKey(
                        context.channel(),
                        account,
                        refund == null ? TransactionType.PAYMENT : TransactionType.REFUND,
                        number),
                new BillLine(
                        position,
                        new Money(amountMinor, currency),
                        feeMinor,
                        status,
                        timeMs,
                        trade.isEmpty() ? null : trade));
    }

    /** The columns of a refund, or null if the line is a payment. */
    private WechatLayout.Refund refundColumns() throws LineError {
        int state = layout.general().state();
        if (cells.is(state, "SUCCESS")) {
            return null;
        }
        if (!cells.is(state, "REFUND") && !cells.is(state, "REVOKED")) {
            throw new LineError(
                    BillError.LINE_INCONSISTENT,
                    inColumn(state) + ", it may be SUCCESS, REFUND or REVOKED");
        }
        if (layout.refund() == null) {
            throw new LineError(
                    BillError.LINE_INCONSISTENT,
                    inColumn(state) + ", but the bill has no columns of refunds");
        }
        return layout.refund();
    }

    private TransactionStatus status(int column) throws LineError {
        // A bill is a snapshot that no later one completes: what is under way counts as done.
        if (cells.is(column, "SUCCESS")
                || cells.is(column, "PROCESSING")
                || cells.isEmpty(column)) {
            return TransactionStatus.SUCCESS;
        }
        if (cells.is(column, "FAIL") || cells.is(column, "CHANGE")) {
            return TransactionStatus.FAILED;
        }
        throw new LineError(
                BillError.LINE_INCONSISTENT,
                inColumn(column) + ", it may be SUCCESS, PROCESSING, FAIL, CHANGE or empty");
    }

    private void readCurrency() throws LineError {
        int column = layout.general().currency();
        if (!currency.isEmpty() && cells.is(column, currency)) {
            return;
        }
        String code = cells.get(column);
        OptionalInt decimals = Currencies.exponent(code);
        if (decimals.isEmpty()) {
            throw new LineError(
                    BillError.BAD_CURRENCY, inColumn(column) + ", which is no code of ISO 4217");
        }
        currency = code;
        exponent = decimals.getAsInt();
    }

    private void readAccount() throws LineError {
        int column = filled(layout.general().subMerchant(), layout.general().merchant());
        if (!cells.is(column, account)) {
            account = values.identifier(column);
        }
        if (account.isEmpty()) {
            throw empty(column);
        }
    }

    /** A column, or the one to take where it says nothing. */
    private int filled(int column, int otherwise) {
        return cells.isEmpty(column) || cells.is(column, "0") ? otherwise : column;
    }

    /** An amount in units of so many decimals, in minor units of the line's currency. */
    private long inMinor(int column, int decimals) throws LineError {
        long value = totals.ofLine(column);
        if (decimals <= exponent) {
            return value * POWERS_OF_TEN[exponent - decimals];
        }
        long unit = POWERS_OF_TEN[decimals - exponent];
        if (value % unit != 0) {
            throw new LineError(
                    BillError.BAD_AMOUNT,
                    "column "
                            + name(column)
                            + " has "
                            + MinorUnits.format(value, decimals)
                            + ", "
                            + currency
                            + " has "
                            + exponent
                            + " decimals");
        }
        return value / unit;
    }

    private LineError empty(int column) {
        return new LineError(BillError.LINE_INCONSISTENT, "column " + name(column) + " is empty");
    }

    private String name(int column) {
        return layout.columns().name(column);
    }

    private String inColumn(int column) {
        return "column " + name(column) + " has " + LineError.quoted(cells.view(column));
    }
}
