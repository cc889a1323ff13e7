package io.recon.connectors.bill.format.alipay;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.archive.Container;
import io.recon.connectors.bill.format.text.BoundedLines;
import io.recon.connectors.bill.format.text.FirstLine;
import io.recon.connectors.bill.format.text.LineError;
import java.io.IOException;
import java.io.InputStream;

/**
 * A member of a landing file, known by its first line: names do not tell. Alipay writes GB18030;
 * copies in UTF-8 exist.
 */
record AlipayText(Container.Member member, Kind kind, FirstLine first) {
    /** What a text is. */
    enum Kind {
        DETAIL("#支付宝业务明细查询"),
        SUMMARY("#支付宝业务汇总查询"),
        FUND_DETAIL("#支付宝账务明细查询"),
        FUND_SUMMARY("#支付宝账务汇总查询"),
        UNKNOWN("");

        private final String beginning;

        Kind(String beginning) {
            this.beginning = beginning;
        }

        private static Kind of(String firstLine) {
            for (Kind kind : values()) {
                if (firstLine.startsWith(kind.beginning)) {
                    return kind;
                }
            }
            return UNKNOWN;
        }
    }

    static AlipayText of(Container.Member member) throws UnreadableBillException, IOException {
        try (InputStream in = member.open()) {
            FirstLine first = FirstLine.of(in);
            return new AlipayText(member, Kind.of(first.text()), first);
        }
    }

    BoundedLines open(int lineBytes) throws UnreadableBillException, IOException {
        return new BoundedLines(member.open(), first.charset(), lineBytes);
    }

    /** Why this holds no lines of a trade bill. */
    UnreadableBillException refusal() {
        return switch (kind) {
            case FUND_DETAIL, FUND_SUMMARY ->
                    new UnreadableBillException(
                            BillError.NO_DETAIL_FILE,
                            "it is a fund bill (账务明细); the trade bill (业务明细) is expected");
            case SUMMARY ->
                    new UnreadableBillException(
                            BillError.NO_DETAIL_FILE,
                            "it holds a summary (业务汇总) and no details (业务明细)");
            case DETAIL, UNKNOWN ->
                    new UnreadableBillException(
                            BillError.MISSING_HEADER,
                            "the first line is "
                                    + LineError.quoted(first.text())
                                    + ", a trade bill begins with "
                                    + Kind.DETAIL.beginning);
        };
    }
}
