package io.recon.local.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.workload.PlannedFile.Damage;
import io.recon.local.workload.WechatStyle.Kind;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the writer to bills in WeChat Pay's own layout, with values masked. */
class WechatBillWriterTest {
    private static final LocalDate DAY = LocalDate.of(2026, 9, 15);
    private static final DayRules RULES =
            new DayRules(ZoneId.of("Asia/Shanghai"), LocalTime.MIDNIGHT, 30, null);
    private static final PlannedLine PAYMENT = line("WX20260915000007", 12850, 77);
    private static final PlannedLine REFUND = line("RF20260915000001", 3000, -18);

    @ParameterizedTest
    @EnumSource
    void writesTheLayoutOfTheSample(Kind kind) throws IOException {
        String name = WechatStyle.fileName("1900000109", kind, DAY) + ".csv";
        String sample;
        try (InputStream in =
                WechatBillWriterTest.class.getResourceAsStream("/samples/wechat/" + name)) {
            sample = new String(in.readAllBytes(), UTF_8);
        }
        String[] wanted = sample.split("\r\n", -1);
        String written = text(WechatStyle.usual(kind), null, Damage.NONE);
        String[] lines = written.split("\r\n", -1);

        assertThat(lines[0]).isEqualTo(wanted[0]);
        for (int line = 1; line < lines.length - 3; line++) {
            assertThat(cells(lines[line])).isEqualTo(cells(wanted[1]));
        }
        assertThat(lines[lines.length - 3]).isEqualTo(wanted[wanted.length - 3]);
        assertThat(masked(lines[lines.length - 2])).isEqualTo(masked(wanted[wanted.length - 2]));
        assertThat(lines[lines.length - 1]).isEmpty();
    }

    private static int cells(String record) {
        assertThat(record).startsWith("`");
        return record.substring(1).split(",`", -1).length;
    }

    private static String masked(String totals) {
        return totals.replaceAll("-?\\d+", "0").replaceAll("\\.0+", ".0");
    }

    @Test
    void writesRowsOfTheSample() throws IOException {
        assertThat(text(WechatStyle.usual(Kind.ALL), null, Damage.NONE))
                .startsWith("\uFEFF交易时间,公众账号ID,商户号,特约商户号,设备号,")
                .contains(
                        "\r\n`2026-09-15 14:22:05,`wx2421b1c4370ec43b,`1900000109,`",
                        ",`SUCCESS,`OTHERS,`CNY,`128.50,`0.00,`0,`0,`0.00,`0.00,`,`,`",
                        ",`0.77000,`0.60%,`128.50,`0.00,`\r\n",
                        ",`REFUND,`OTHERS,`CNY,`0.00,`0.00,`50301027052026091591950039595,"
                                + "`RF20260915000001,`30.00,`0.00,`ORIGINAL,`",
                        ",`-0.18000,`0.60%,`0.00,`30.00,`\r\n")
                .endsWith("\r\n`2,`128.50,`30.00,`0.00,`0.59000,`128.50,`30.00\r\n");
    }

    @Test
    void writesTheColumnsOfFormerYears() throws IOException {
        WechatStyle style = new WechatStyle(Kind.ALL, true, Charset.forName("GBK"), 0, "\n");

        String text = text(style, "1900000100", Damage.NONE);

        assertThat(text)
                .startsWith("交易时间,公众账号ID,商户号,子商户号,设备号,")
                .contains(
                        ",货币种类,总金额,企业红包金额,微信退款单号,商户退款单号,退款金额,企业红包退款金额,",
                        "\n`2026-09-15 14:22:05,`wx2421b1c4370ec43b,`1900000100,`1900000109,`",
                        ",`0.77000,`0.60%\n",
                        "\n总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额\n")
                .endsWith("\n`2,`128.50,`30.00,`0.00,`0.59000\n");
        assertThat(cells(text.split("\n", -1)[1])).isEqualTo(24);
    }

    @Test
    void saysWhenARefundWasAskedFor() throws IOException {
        assertThat(text(WechatStyle.usual(Kind.REFUND), null, Damage.NONE))
                .contains(
                        "\r\n`2026-09-15 12:52:05,",
                        ",`0.00,`0.00,`2026-09-15 14:22:05,`,`50301027052026091591950039595,");
    }

    @Test
    void declaresMoreThanThereIsWhereAsked() throws IOException {
        assertThat(text(WechatStyle.usual(Kind.ALL), null, Damage.COUNT_OFF))
                .endsWith("\r\n`3,`128.50,`30.00,`0.00,`0.59000,`128.50,`30.00\r\n");
        assertThat(text(WechatStyle.usual(Kind.ALL), null, Damage.AMOUNT_OFF))
                .endsWith("\r\n`2,`128.50,`30.00,`0.00,`0.59000,`128.51,`30.00\r\n");
    }

    private static String text(WechatStyle style, String provider, Damage damage)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (WechatBillWriter writer =
                new WechatBillWriter(bytes, style, provider, RULES, damage)) {
            int line = 1;
            if (style.kind() != Kind.REFUND) {
                assertThat(writer.write(BillRow.of(PAYMENT))).isEqualTo(++line);
            }
            if (style.kind() != Kind.SUCCESS) {
                assertThat(writer.write(BillRow.of(REFUND))).isEqualTo(++line);
            }
        }
        return bytes.toString(style.charset());
    }

    private static PlannedLine line(String number, long amount, long fee) {
        boolean refund = number.startsWith("RF");
        return new PlannedLine(
                new TransactionKey(
                        "wechat",
                        "1900000109",
                        refund ? TransactionType.REFUND : TransactionType.PAYMENT,
                        number),
                "WX20260915000007",
                refund ? "50301027052026091591950039595" : "4200002162202609157100019946",
                new Money(amount, "CNY"),
                fee,
                TransactionStatus.SUCCESS,
                Instant.parse("2026-09-15T06:22:05Z").toEpochMilli());
    }
}
