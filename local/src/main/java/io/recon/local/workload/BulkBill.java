package io.recon.local.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.recon.connectors.bill.format.BillLimits;
import io.recon.connectors.bill.proof.ChannelBills;
import io.recon.local.workload.PlannedFile.Damage;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * One large, plain bill file of one format, to measure reading.
 *
 * @param charset what its text is written in
 * @param delimiter what stands between two cells; a blank where they stand at fixed places
 * @param bills how it is read
 */
public record BulkBill(
        BillFormat format,
        Path file,
        LocalDate day,
        Charset charset,
        char delimiter,
        ChannelBills bills) {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final DayRules RULES = new DayRules(ZONE, LocalTime.MIDNIGHT, 30, null);

    private static final CsvTemplate CSV =
            new CsvTemplate("acme-csv", ',', UTF_8, false, true, "yyyy-MM-dd HH:mm:ss", "\n");
    private static final FixedWidthTemplate FIXED_WIDTH =
            new FixedWidthTemplate("metro-text", UTF_8, false, true, true, "yyyyMMddHHmmss", "\n");

    /**
     * Writes a bill.
     *
     * @param lines how many detail lines it has, one in twenty a refund
     */
    public static BulkBill write(BillFormat format, long lines, Path directory) throws IOException {
        BulkBill bill = of(format, directory);
        Files.createDirectories(directory);
        try (BillFileWriter writer = bill.writer(Files.newOutputStream(bill.file))) {
            for (long number = 0; number < lines; number++) {
                writer.write(BillRow.of(bill.line(number)));
            }
        }
        return bill;
    }

    private static BulkBill of(BillFormat format, Path directory) {
        return switch (format) {
            case ALIPAY_TRADE -> builtIn(format, directory.resolve("alipay.csv"), GB18030, ',');
            case WECHAT_TRADE ->
                    builtIn(
                            format,
                            directory.resolve(
                                    WechatStyle.fileName(account(format), WechatStyle.Kind.ALL, DAY)
                                            + ".csv"),
                            UTF_8,
                            ',');
            case UNIONPAY_ZM ->
                    builtIn(
                            format,
                            directory.resolve(
                                    UnionpayBillWriter.entryName("ZM", account(format), DAY)),
                            GB18030,
                            ' ');
            case CSV -> templated(CSV, directory.resolve("acme.csv"), ',');
            case FIXED_WIDTH -> templated(FIXED_WIDTH, directory.resolve("metro.txt"), ' ');
        };
    }

    private static BulkBill builtIn(BillFormat format, Path file, Charset charset, char delimiter) {
        return new BulkBill(
                format,
                file,
                DAY,
                charset,
                delimiter,
                ChannelBills.builtIn("bulk", format.word, ZONE));
    }

    private static BulkBill templated(TemplatePlan template, Path file, char delimiter) {
        ChannelBills bills =
                new ChannelBills(
                        "bulk",
                        template.name(),
                        template.yaml(),
                        ZONE.getId(),
                        "",
                        Set.of(),
                        BillLimits.DEFAULT);
        return new BulkBill(template.format(), file, DAY, UTF_8, delimiter, bills);
    }

    private static String account(BillFormat format) {
        return switch (format) {
            case ALIPAY_TRADE -> "2088001160000023";
            case WECHAT_TRADE -> "1900000109";
            case UNIONPAY_ZM -> "898310148160568";
            case CSV, FIXED_WIDTH -> "acct_1";
        };
    }

    private BillFileWriter writer(OutputStream out) throws IOException {
        return switch (format) {
            case ALIPAY_TRADE ->
                    new AlipayBillWriter(out, account(format), DAY, RULES, Damage.NONE, false, 1);
            case WECHAT_TRADE ->
                    new WechatBillWriter(
                            out, WechatStyle.usual(WechatStyle.Kind.ALL), null, RULES, Damage.NONE);
            case UNIONPAY_ZM -> new UnionpayBillWriter(out, account(format), DAY, RULES, false, 1);
            case CSV -> CSV.writer(out, RULES);
            case FIXED_WIDTH -> FIXED_WIDTH.writer(out, RULES);
        };
    }

    private PlannedLine line(long number) {
        boolean refund = number % 20 == 19;
        TransactionType type = refund ? TransactionType.REFUND : TransactionType.PAYMENT;
        String own = (refund ? "RF" : "PO") + "20260301%07d".formatted(number);
        String trade =
                switch (format) {
                    case ALIPAY_TRADE -> "202603012200%016d".formatted(number);
                    case WECHAT_TRADE -> "420000216220260301%010d".formatted(number);
                    case UNIONPAY_ZM -> "20260301%013d".formatted(number);
                    case CSV, FIXED_WIDTH -> "psp_" + Long.toString(number * 7919, 36);
                };
        long minor = 100 + number * 7919 % 200_000;
        return new PlannedLine(
                new TransactionKey("bulk", account(format), type, own),
                refund ? "PO" + own : own,
                trade,
                new Money(minor, "CNY"),
                refund ? 0 : minor * 6 / 1000,
                TransactionStatus.SUCCESS,
                RULES.startOf(DAY) + number * 7919 % 86_400 * 1000);
    }
}
