package io.recon.connectors.bill.format.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.UnreadableInput;
import io.recon.connectors.bill.format.archive.Container;
import io.recon.connectors.bill.format.text.BoundedLines;
import io.recon.connectors.bill.format.text.FirstLine;
import io.recon.connectors.bill.format.text.LineError;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * A member of a landing file, known by its first line: names do not tell. The interface gives
 * UTF-8, the merchant platform's web page GBK too. Both give errors as an answer of HTTP status
 * 200, so that they end up in files that should be bills.
 */
record WechatText(Container.Member member, Kind kind, FirstLine first) {
    private static final int ANSWER_BYTES = 4 << 10;

    /** What a text is. */
    enum Kind {
        TRADE,
        FUND,
        CONSUMER,
        /** The answer that there is no bill. */
        NO_BILL,
        /** The answer that the bill is being made. */
        NOT_READY,
        OTHER_ANSWER,
        UNKNOWN;

        private static Kind ofHeader(String header) {
            if (hasAny(header, "资金流水单号", "记账时间")) {
                return FUND;
            }
            if (hasAny(header, "微信支付账单明细", "交易对方")) {
                return CONSUMER;
            }
            return hasAny(header, "微信订单号", "商户订单号", "交易状态") ? TRADE : UNKNOWN;
        }

        private static Kind ofAnswer(String answer) {
            if (hasAny(answer, "no bill exist", "no_statement_exist")) {
                return NO_BILL;
            }
            return hasAny(answer, "bill creating", "statement_creating") ? NOT_READY : OTHER_ANSWER;
        }

        private static boolean hasAny(String text, String... words) {
            return Arrays.stream(words).anyMatch(text::contains);
        }
    }

    static WechatText of(Container.Member member) throws UnreadableBillException, IOException {
        FirstLine first;
        try (InputStream in = member.open()) {
            first = FirstLine.of(in);
        }
        String line = first.text();
        // XML in version 2 of the interface, JSON in version 3.
        boolean answer = line.startsWith("<") || line.startsWith("{");
        Kind kind = answer ? Kind.ofAnswer(beginning(member)) : Kind.ofHeader(line);
        return new WechatText(member, kind, first);
    }

    private static String beginning(Container.Member member)
            throws UnreadableBillException, IOException {
        try (InputStream in = member.open()) {
            return new String(in.readNBytes(ANSWER_BYTES), UTF_8).toLowerCase(Locale.ROOT);
        } catch (UnreadableInput e) {
            throw e.reason();
        }
    }

    BoundedLines open(int lineBytes) throws UnreadableBillException, IOException {
        return new BoundedLines(member.open(), first.charset(), lineBytes);
    }

    /** Why this holds no lines of a trade bill. */
    UnreadableBillException refusal() {
        return switch (kind) {
            case FUND ->
                    new UnreadableBillException(
                            BillError.NO_DETAIL_FILE,
                            "it is a fund bill (资金账单); the trade bill (交易账单) is expected");
            case CONSUMER ->
                    new UnreadableBillException(
                            BillError.MISSING_HEADER,
                            "it is what a consumer exports (微信支付账单明细); the merchant's trade bill"
                                    + " (交易账单) is expected");
            case NO_BILL -> answered(BillError.NO_BILL, "that there is no bill");
            case NOT_READY -> answered(BillError.BILL_NOT_READY, "that the bill is being made");
            case OTHER_ANSWER -> answered(BillError.MISSING_HEADER, "to the request for one");
            case TRADE, UNKNOWN ->
                    new UnreadableBillException(
                            BillError.MISSING_HEADER,
                            "the first line is "
                                    + LineError.quoted(first.text())
                                    + ", a trade bill begins with 交易时间,公众账号ID,商户号");
        };
    }

    private UnreadableBillException answered(BillError error, String what) {
        return new UnreadableBillException(
                error,
                "the file is no bill, but WeChat's answer "
                        + what
                        + ": "
                        + LineError.quoted(first.text()));
    }
}
