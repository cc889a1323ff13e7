package io.recon.local.workload;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.recon.local.workload.BillRow.Flaw;
import io.recon.local.workload.PlannedFile.Damage;
import io.recon.model.MinorUnits;
import io.recon.model.TransactionType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Writes a WeChat Pay bill of transactions as the channel does: a backtick before every value,
 * nothing quoted, fees with five decimals, and two lines with the totals at its end. Amounts are
 * CNY.
 */
final class WechatBillWriter implements BillFileWriter {
    private static final int CNY_DECIMALS = 2;

    /** A service provider, whose bill has the lines of all merchants below it. */
    static final String PROVIDER = "1900000100";

    /** What a coupon of the channel is worth, in fen. */
    private static final long COUPON = 100;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<String> GOODS =
            List.of("早餐套餐", "蓝牙耳机,黑色,Type-C", "5\" 手机膜 \"高清\"", "夜宵：小龙虾", "`限定` 拿铁,", "=1+1");
    private static final List<String> ATTACHED =
            List.of("", "{\"oid\":\"6\",\"ch\":\"mini\"}", "a,b");

    private final Writer out;
    private final WechatStyle style;
    private final String provider;
    private final DayRules rules;
    private final Damage damage;
    private final StringBuilder row = new StringBuilder(400);
    private int line;

    private long count;
    private long settled;
    private long refundSettled;
    private long fees;
    private long ordered;
    private long refunded;

    /**
     * Begins a bill.
     *
     * @param file closed with this writer
     * @param provider the service provider whose sub-merchants the accounts are; null: they are
     *     merchants themselves
     */
    WechatBillWriter(
            OutputStream file, WechatStyle style, String provider, DayRules rules, Damage damage)
            throws IOException {
        this.style = style;
        this.provider = provider;
        this.rules = rules;
        this.damage = damage;
        out = new BufferedWriter(new OutputStreamWriter(file, style.charset()), 1 << 16);
        out.write("\uFEFF".repeat(style.marks()));
        put(header());
    }

    private String header() {
        boolean former = style.former();
        StringBuilder header = new StringBuilder("交易时间,公众账号ID,商户号,");
        header.append(former ? "子商户号" : "特约商户号");
        header.append(",设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,");
        header.append(former ? "总金额,企业红包金额," : "应结订单金额,代金券金额,");
        if (style.kind() == WechatStyle.Kind.REFUND) {
            header.append("退款申请时间,退款成功时间,");
        }
        if (style.kind().hasRefunds()) {
            header.append("微信退款单号,商户退款单号,退款金额,");
            header.append(former ? "企业红包退款金额" : "充值券退款金额").append(",退款类型,退款状态,");
        }
        header.append("商品名称,商户数据包,手续费,费率");
        if (!former) {
            header.append(style.kind().hasRefunds() ? ",订单金额,申请退款金额" : ",订单金额");
            header.append(",费率备注");
        }
        return header.toString();
    }

    private void put(CharSequence text) throws IOException {
        out.append(text).append(style.lineEnd());
        line++;
    }

    private WechatBillWriter cell(String value) {
        row.append(row.isEmpty() ? "`" : ",`").append(value);
        return this;
    }

    @Override
    public int write(BillRow billRow) throws IOException {
        PlannedLine planned = billRow.line();
        boolean refund = planned.key().type() == TransactionType.REFUND;
        int choice = Math.floorMod(planned.orderNumber().hashCode(), 60);
        long amount = planned.amount().minor();
        long coupon = choice % 5 == 0 && amount > COUPON && !style.former() ? COUPON : 0;
        String time = billRow.flawed(Flaw.TIME, "昨天", TIME.format(rules.local(planned.timeMs())));
        row.setLength(0);
        beginning(billRow, choice, time);
        String written = billRow.flawed(Flaw.AMOUNT, "12.3x", yuan(amount));
        if (style.former()) {
            cell(refund ? "0.00" : written).cell("0.00");
        } else {
            cell(yuan(refund ? 0 : amount - coupon)).cell(yuan(refund ? 0 : coupon));
        }
        if (style.kind().hasRefunds()) {
            boolean numbered = !billRow.isFlawed(Flaw.NUMBER_ABSENT);
            refundColumns(
                    planned,
                    choice,
                    time,
                    numbered,
                    style.former() ? written : yuan(amount - coupon));
        }
        cell(GOODS.get(choice % GOODS.size())).cell(ATTACHED.get(choice % ATTACHED.size()));
        cell(yuan(planned.feeMinor()) + "000").cell("0.60%");
        if (!style.former()) {
            cell(refund ? "0.00" : written);
            if (style.kind().hasRefunds()) {
                cell(refund ? written : "0.00");
            }
            cell("");
        }
        put(row);
        sumUp(planned, refund, coupon);
        return line;
    }

    /** The columns up to 货币种类. */
    private void beginning(BillRow billRow, int choice, String time) {
        PlannedLine planned = billRow.line();
        boolean refund = planned.key().type() == TransactionType.REFUND;
        String account = planned.key().account();
        boolean asked = style.kind() == WechatStyle.Kind.REFUND;
        LocalDateTime paid = rules.local(planned.timeMs()).minusMinutes(90);
        cell(asked ? TIME.format(paid) : time).cell("wx2421b1c4370ec43b");
        if (provider == null) {
            cell(account).cell(choice % 4 == 0 ? "" : "0");
        } else {
            cell(provider).cell(account);
        }
        cell(choice % 3 == 0 ? "POS-017" : "");
        cell(refund ? paymentTradeNumber(paid, choice) : planned.tradeNumber());
        cell(billRow.flawed(Flaw.NUMBER_ABSENT, "", planned.orderNumber()));
        cell("oUpF8uHFAJO_M2pxb1Q9zNjWeS6o").cell(choice % 2 == 0 ? "JSAPI" : "NATIVE");
        String state = refund ? (choice % 11 == 0 ? "REVOKED" : "REFUND") : "SUCCESS";
        cell(billRow.flawed(Flaw.TYPE_UNKNOWN, "NOTPAY", state));
        cell("OTHERS").cell(billRow.flawed(Flaw.CURRENCY, "RMB", "CNY"));
    }

    /** 微信订单号 of the payment that a refund gives back. */
    private static String paymentTradeNumber(LocalDateTime paid, int choice) {
        return "4200002163" + paid.format(BASIC_ISO_DATE) + "71%08d".formatted(choice);
    }

    private void refundColumns(
            PlannedLine planned, int choice, String time, boolean numbered, String amount) {
        boolean refund = planned.key().type() == TransactionType.REFUND;
        if (style.kind() == WechatStyle.Kind.REFUND) {
            cell(time).cell("");
        }
        if (!refund) {
            cell("0").cell("0").cell("0.00").cell("0.00").cell("").cell("");
            return;
        }
        cell(planned.tradeNumber()).cell(numbered ? planned.key().number() : "0");
        cell(amount).cell("0.00").cell("ORIGINAL");
        cell(List.of("SUCCESS", "PROCESSING", "").get(choice % 3));
    }

    private void sumUp(PlannedLine planned, boolean refund, long coupon) {
        long amount = planned.amount().minor();
        count++;
        fees += planned.feeMinor();
        if (refund) {
            refunded += amount;
            refundSettled += amount - coupon;
        } else {
            ordered += amount;
            settled += amount - coupon;
        }
    }

    private static String yuan(long fen) {
        return MinorUnits.format(fen, CNY_DECIMALS);
    }

    @Override
    public void close() throws IOException {
        long declaredCount = count + (damage == Damage.COUNT_OFF ? 1 : 0);
        String declaredOrdered = yuan(ordered + (damage == Damage.AMOUNT_OFF ? 1 : 0));
        row.setLength(0);
        cell(Long.toString(declaredCount));
        if (style.former()) {
            put("总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额");
            cell(declaredOrdered).cell(yuan(refunded)).cell("0.00").cell(yuan(fees) + "000");
        } else {
            put("总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额");
            cell(yuan(settled)).cell(yuan(refundSettled)).cell("0.00").cell(yuan(fees) + "000");
            cell(declaredOrdered).cell(yuan(refunded));
        }
        put(row);
        out.close();
    }
}
