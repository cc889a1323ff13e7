package io.recon.local.workload;

import io.recon.local.workload.PlannedFile.Damage;
import io.recon.model.MinorUnits;
import io.recon.model.TransactionType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an Alipay bill of transactions as the channel does: GBK, a zip of the detail and its
 * summary with entry names in GBK, lines that end in CRLF, identifiers followed by a tab, and
 * trailers that state the totals. Amounts are CNY.
 */
final class AlipayBillWriter implements BillFileWriter {
    private static final Charset GBK = Charset.forName("GBK");
    private static final String LINE_END = "\r\n";
    private static final int CNY_DECIMALS = 2;
    private static final LocalTime EXPORTED_AT = LocalTime.of(5, 46, 49);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter HEAD_TIME =
            DateTimeFormatter.ofPattern("yyyy年MM月dd日 HH:mm:ss");
    private static final List<String> GOODS =
            List.of(
                    "早餐套餐（豆浆，油条）",
                    "蓝牙耳机 Pro",
                    "矿泉水 550ml×12",
                    "\"拿铁, 大杯 \"\"限定\"\"\"",
                    "27\" 显示器支架",
                    "图书《支付战争》");

    private static final class Store {
        final String id;
        final String name;
        final String operator;
        final String terminal;
        long payments;
        long refunds;
        long ordered;
        long fee;

        Store(String id, String name, String operator, String terminal) {
            this.id = id;
            this.name = name;
            this.operator = operator;
            this.terminal = terminal;
        }
    }

    private final ZipOutputStream zip;
    private final Writer out;
    private final String account;
    private final LocalDate day;
    private final DayRules rules;
    private final Damage damage;
    private final List<Store> stores =
            List.of(
                    new Store("SH001", "上海静安店", "", "T01"),
                    new Store("SH002", "上海徐汇店", "cashier01", "T02"));
    private final StringBuilder row = new StringBuilder(320);
    private int line;
    private long paid;
    private long refunded;

    /**
     * Begins a bill.
     *
     * @param file closed with this writer
     * @param account the 16 digits of the merchant
     * @param packed whether it is a zip of detail and summary; else the detail alone, unpacked
     * @param level of compression, 1 to 9
     */
    AlipayBillWriter(
            OutputStream file,
            String account,
            LocalDate day,
            DayRules rules,
            Damage damage,
            boolean packed,
            int level)
            throws IOException {
        this.account = account + "0156";
        this.day = day;
        this.rules = rules;
        this.damage = damage;
        if (packed) {
            zip = new ZipOutputStream(file, GBK);
            zip.setLevel(level);
            zip.putNextEntry(entry("业务明细.csv"));
            out = new BufferedWriter(new OutputStreamWriter(zip, GBK), 1 << 16);
        } else {
            zip = null;
            out = new BufferedWriter(new OutputStreamWriter(file, GBK), 1 << 16);
        }
        head("#支付宝业务明细查询");
        put(
                "#-----------------------------------------业务明细列表----------------------------------------");
        put(
                "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,"
                        + "商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,"
                        + "商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注");
    }

    /** The usual name of an account's bill. */
    static String fileName(String account, LocalDate day) {
        return account + "0156_" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + ".csv.zip";
    }

    private ZipEntry entry(String kind) {
        ZipEntry entry =
                new ZipEntry(
                        account + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + "_" + kind);
        entry.setTimeLocal(day.plusDays(1).atTime(6, 27, 10));
        return entry;
    }

    private void head(String title) throws IOException {
        put(title);
        put("#账号：[" + account + "]");
        put(
                "#起始日期：["
                        + day.atStartOfDay().format(HEAD_TIME)
                        + "]   终止日期：["
                        + day.plusDays(1).atStartOfDay().format(HEAD_TIME)
                        + "]");
    }

    private void put(String text) throws IOException {
        out.write(text);
        out.write(LINE_END);
        line++;
    }

    @Override
    public int write(BillRow billRow) throws IOException {
        PlannedLine planned = billRow.line();
        boolean refund = planned.key().type() == TransactionType.REFUND;
        int choice = Math.floorMod(planned.orderNumber().hashCode(), 60);
        Store store = stores.get(choice % stores.size());
        long signed = refund ? -planned.amount().minor() : planned.amount().minor();
        row.setLength(0);
        row.append(planned.tradeNumber()).append("\t,");
        row.append(billRow.flawed(BillRow.Flaw.NUMBER_ABSENT, "", planned.orderNumber()));
        row.append("\t,");
        row.append(billRow.flawed(BillRow.Flaw.TYPE_UNKNOWN, "调账", refund ? "退款" : "交易"));
        row.append("\t,").append(GOODS.get(choice % GOODS.size())).append(',');
        LocalDateTime completed = rules.local(planned.timeMs());
        TIME.formatTo(completed.minusSeconds(refund ? 5400 : 19), row);
        row.append(',');
        row.append(billRow.flawed(BillRow.Flaw.TIME, "昨天", TIME.format(completed)));
        row.append(',').append(store.id).append("\t,").append(store.name).append("\t,");
        row.append(store.operator).append("\t,").append(store.terminal).append("\t,");
        row.append(choice % 2 == 0 ? "*晓(138****2601)" : "**明(lin***@163.com)").append("\t,");
        row.append(billRow.flawed(BillRow.Flaw.AMOUNT, "12.3x", yuan(signed))).append(',');
        row.append(yuan(signed)).append(",0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,");
        row.append(
                refund && !billRow.isFlawed(BillRow.Flaw.NUMBER_ABSENT)
                        ? planned.key().number()
                        : "");
        row.append("\t,").append(yuan(-planned.feeMinor())).append(",0.00,");
        put(row.toString());
        if (refund) {
            store.refunds++;
            refunded += signed;
        } else {
            store.payments++;
            paid += signed;
        }
        store.ordered += signed;
        store.fee -= planned.feeMinor();
        return line;
    }

    private static String yuan(long fen) {
        return MinorUnits.format(fen, CNY_DECIMALS);
    }

    @Override
    public void close() throws IOException {
        long payments = stores.stream().mapToLong(store -> store.payments).sum();
        long refunds = stores.stream().mapToLong(store -> store.refunds).sum();
        long declared = payments + (damage == Damage.COUNT_OFF ? 1 : 0);
        long declaredPaid = paid + (damage == Damage.AMOUNT_OFF ? 1 : 0);
        put(
                "#-----------------------------------------业务明细列表结束------------------------------------");
        put("#交易合计：" + declared + "笔，商家实收共" + yuan(declaredPaid) + "元，商家优惠共0.00元");
        put("#退款合计：" + refunds + "笔，商家实收退款共" + yuan(refunded) + "元，商家优惠退款共0.00元");
        exported();
        if (zip != null) {
            out.flush();
            zip.closeEntry();
            zip.putNextEntry(entry("业务明细(汇总).csv"));
            summary(payments, refunds);
            out.flush();
            zip.closeEntry();
        }
        out.close();
    }

    private void exported() throws IOException {
        put("#导出时间：[" + day.plusDays(1).atTime(EXPORTED_AT).format(HEAD_TIME) + "]");
    }

    private void summary(long payments, long refunds) throws IOException {
        head("#支付宝业务汇总查询");
        put(
                "#-----------------------------------------业务汇总列表----------------------------------------");
        put(
                "门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,"
                        + "商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）");
        long fee = 0;
        for (Store store : stores) {
            if (store.payments + store.refunds > 0) {
                summaryRow(
                        store.id + "\t," + store.name + "\t,",
                        store.payments,
                        store.refunds,
                        store.ordered,
                        store.fee);
            }
            fee += store.fee;
        }
        summaryRow("合计\t,\t,", payments, refunds, paid + refunded, fee);
        put(
                "#----------------------------------------业务汇总列表结束-------------------------------------");
        exported();
    }

    private void summaryRow(String store, long payments, long refunds, long amount, long fee)
            throws IOException {
        put(
                store
                        + payments
                        + ","
                        + refunds
                        + ","
                        + (yuan(amount) + "," + yuan(amount))
                        + ",0.00,0.00,0.00,"
                        + (yuan(fee) + ",0.00," + yuan(amount + fee)));
    }
}
