package io.recon.connectors.bill.format.unionpay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillEntry;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.text.ByteLines;
import io.recon.connectors.bill.format.text.LineError;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.TreeSet;

/** Makes entries of the records of one member. Fields have the numbers of the specification. */
final class UnionpayRecords {
    private static final String CURRENCY = "CNY";
    private static final int TIME = 5;
    private static final int AMOUNT = 7;
    private static final int QUERY_NUMBER = 10;
    private static final int ORDER_NUMBER = 12;
    private static final int FEE = 16;
    private static final int SETTLEMENT = 17;
    private static final int TYPE = 20;
    private static final int MERCHANT = 28;
    private static final int DISCOUNT = 36;

    /** Newer files begin it with 清算金额, a sign and 12 digits. */
    private static final int RESERVED = 42;

    private static final int CLEARING_DIGITS = 12;
    private static final int MERCHANT_OF_ADJUSTMENT = 18;

    private final UnionpayMember member;
    private final BillContext context;
    private final FixedRecord record;
    private final UnionpayTimes times;
    private final byte[] merchant;
    private final int merchantField;
    private final boolean merchantCounts;

    UnionpayRecords(UnionpayMember member, int day, BillContext context, ByteLines lines) {
        this.member = member;
        this.context = context;
        this.record = new FixedRecord(member.layout(), lines);
        this.times = new UnionpayTimes(LocalDate.ofEpochDay(day), context.zone());
        this.merchant = member.merchant().getBytes(US_ASCII);
        this.merchantField = member.isNormal() ? MERCHANT : MERCHANT_OF_ADJUSTMENT;
        this.merchantCounts = context.accepts(member.merchant());
    }

    /** Reads the present line as a record. */
    BillEntry read(LinePosition position) {
        try {
            record.take();
            checkMerchant();
            TransactionType type = member.isNormal() ? type() : null;
            return type == null ? new BillEntry.Other(position, CURRENCY) : read(type, position);
        } catch (LineError e) {
            return new BillEntry.Rejected(position, e.error(), e.getMessage(), record.raw());
        }
    }

    private void checkMerchant() throws LineError {
        if (!record.is(merchantField, merchant)) {
            throw new LineError(
                    BillError.WRONG_MERCHANT,
                    "field "
                            + merchantField
                            + " has "
                            + LineError.quoted(record.text(merchantField))
                            + ", the file's name has "
                            + member.merchant());
        }
        if (!merchantCounts) {
            throw ofOtherMerchant();
        }
    }

    /** Whether the member's merchant is among the channel's accounts. */
    boolean merchantCounts() {
        return merchantCounts;
    }

    /** What is wrong with a member of another merchant. */
    LineError ofOtherMerchant() {
        return new LineError(
                BillError.WRONG_MERCHANT,
                "the account "
                        + member.merchant()
                        + " is none of "
                        + String.join(", ", new TreeSet<>(context.accounts())));
    }

    /** Null for what is neither a payment nor a refund. */
    private TransactionType type() throws LineError {
        return switch ((int) record.digits(TYPE)) {
            case 1, 3 -> TransactionType.PAYMENT;
            case 4, 31, 32, 33 -> TransactionType.REFUND;
            case -1 ->
                    throw new LineError(
                            BillError.LINE_INCONSISTENT,
                            "field 20 has "
                                    + LineError.quoted(record.text(TYPE))
                                    + ", a type has two digits");
            default -> null;
        };
    }

    private BillEntry read(TransactionType type, LinePosition position) throws LineError {
        long amountMinor = record.fen(AMOUNT);
        long creditedFee = record.signedFen(FEE);
        checkSettlement(type, amountMinor, creditedFee);
        long timeMs = time();
        String number = record.identifier(ORDER_NUMBER);
        if (number.isEmpty()) {
            throw new LineError(
                    BillError.LINE_INCONSISTENT, "field 12 (the order's number) is empty");
        }
        String queryNumber = record.identifier(QUERY_NUMBER);
        return new BillEntry.Detail(
                new TransactionKey(context.channel(), member.merchant(), type, number),
                new BillLine(
                        position,
                        new Money(amountMinor, CURRENCY),
                        -creditedFee,
                        TransactionStatus.SUCCESS,
                        timeMs,
                        queryNumber.isEmpty() ? null : queryNumber));
    }

    /** The money that moves is the amount, in its direction, and the fee, in its own. */
    private void checkSettlement(TransactionType type, long amountMinor, long creditedFee)
            throws LineError {
        long settled = record.signedFen(SETTLEMENT);
        long base = amountMinor;
        if (!record.isBlank(DISCOUNT) && record.signedFen(DISCOUNT) != 0) {
            long cleared = record.leadingFen(RESERVED, CLEARING_DIGITS);
            base = cleared < 0 ? amountMinor : cleared;
        }
        long due = (type == TransactionType.REFUND ? -base : base) + creditedFee;
        if (settled != due) {
            throw new LineError(
                    BillError.LINE_INCONSISTENT,
                    "field 17 says that "
                            + settled
                            + " fen are settled, the amount of "
                            + base
                            + " and the fee of "
                            + -creditedFee
                            + " make it "
                            + due);
        }
    }

    private long time() throws LineError {
        long digits = record.digits(TIME);
        try {
            if (digits < 0) {
                throw new DateTimeException("it has ten digits");
            }
            return times.instant(digits);
        } catch (DateTimeException e) {
            throw new LineError(
                    BillError.LINE_INCONSISTENT,
                    "field 5 has "
                            + LineError.quoted(record.text(TIME))
                            + ", no time like 0915235959: "
                            + e.getMessage());
        }
    }
}
