package io.recon.local.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.workload.PlannedFile.Damage;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Holds the writer to a bill in Alipay's own layout, with values masked. */
class AlipayBillWriterTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final String SAMPLE = "/samples/alipay/20880011600000230156_20260915.csv.zip";
    private static final LocalDate DAY = LocalDate.of(2026, 9, 15);
    private static final DayRules RULES =
            new DayRules(ZoneId.of("Asia/Shanghai"), LocalTime.MIDNIGHT, 30, null);

    @Test
    void writesTheLayoutOfTheSample() throws IOException {
        Map<String, String> sample;
        try (InputStream in = AlipayBillWriterTest.class.getResourceAsStream(SAMPLE)) {
            sample = entries(in);
        }
        Map<String, String> written = entries(new ByteArrayInputStream(bill()));

        assertThat(written.keySet()).containsExactlyElementsOf(sample.keySet());
        for (Map.Entry<String, String> entry : sample.entrySet()) {
            String[] wanted = entry.getValue().split("\r\n", -1);
            String[] lines = written.get(entry.getKey()).split("\r\n", -1);
            assertThat(head(lines)).containsExactly(head(wanted));
            assertThat(tail(lines)).containsExactly(tail(wanted));
        }
    }

    @Test
    void writesRowsOfTheSample() throws IOException {
        Map<String, String> written = entries(new ByteArrayInputStream(bill()));
        String detail = written.values().iterator().next();

        assertThat(detail)
                .contains(
                        "2026091522001458860500000275\t,PO20260915000002\t,交易\t,",
                        ",128.50,128.50,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,\t,-0.77,0.00,\r\n",
                        "2026091522001458860500000275\t,PO20260915000002\t,退款\t,",
                        ",-30.00,-30.00,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,RF20260915000001\t,"
                                + "0.00,0.00,\r\n",
                        "#交易合计：1笔，商家实收共128.50元，商家优惠共0.00元\r\n",
                        "#退款合计：1笔，商家实收退款共-30.00元，商家优惠退款共0.00元\r\n");
    }

    @Test
    void declaresMoreThanThereIsWhereAsked() throws IOException {
        assertThat(entries(new ByteArrayInputStream(bill(Damage.COUNT_OFF))).values())
                .anyMatch(text -> text.contains("#交易合计：2笔，商家实收共128.50元"));
        assertThat(entries(new ByteArrayInputStream(bill(Damage.AMOUNT_OFF))).values())
                .anyMatch(text -> text.contains("#交易合计：1笔，商家实收共128.51元"));
    }

    private static byte[] bill() throws IOException {
        return bill(Damage.NONE);
    }

    private static byte[] bill(Damage damage) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (AlipayBillWriter writer =
                new AlipayBillWriter(bytes, "2088001160000023", DAY, RULES, damage, true, 9)) {
            assertThat(writer.write(BillRow.of(line("PO20260915000002", 12850, 77)))).isEqualTo(6);
            assertThat(writer.write(BillRow.of(line("RF20260915000001", 3000, 0)))).isEqualTo(7);
        }
        return bytes.toByteArray();
    }

    private static PlannedLine line(String number, long amount, long fee) {
        TransactionType type =
                number.startsWith("PO") ? TransactionType.PAYMENT : TransactionType.REFUND;
        return new PlannedLine(
                new TransactionKey("alipay", "2088001160000023", type, number),
                "PO20260915000002",
                "2026091522001458860500000275",
                new Money(amount, "CNY"),
                fee,
                TransactionStatus.SUCCESS,
                Instant.parse("2026-09-15T06:22:05Z").toEpochMilli());
    }

    private static Map<String, String> entries(InputStream in) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(in, GBK)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), GBK));
            }
        }
        return entries;
    }

    private static String[] head(String[] lines) {
        return Arrays.copyOf(lines, 5);
    }

    /** The lines from the end marker on, their numbers masked. */
    private static String[] tail(String[] lines) {
        int end = 0;
        while (!lines[end].contains("列表结束")) {
            end++;
        }
        String[] tail = Arrays.copyOfRange(lines, end, lines.length);
        for (int i = 0; i < tail.length; i++) {
            if (tail[i].contains("合计")) {
                tail[i] = tail[i].replaceAll("-?\\d+(\\.\\d\\d)?", "0");
            }
        }
        return tail;
    }
}
