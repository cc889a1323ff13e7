package io.recon.local.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * Holds the writer to a bill in UnionPay's own layout. Bytes are read as the characters of their
 * numbers, so that a character's place is a byte's.
 */
class UnionpayBillWriterTest {
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;
    private static final Charset GBK = Charset.forName("GBK");
    private static final String SAMPLE = "/samples/unionpay/898310148160568_20260915.zip";
    private static final String ACCOUNT = "898310148160568";
    private static final String ZM = "INN26091588ZM_898310148160568";
    private static final String ZME = "INN26091588ZME_898310148160568";
    private static final LocalDate DAY = LocalDate.of(2026, 9, 15);
    private static final DayRules RULES =
            new DayRules(ZoneId.of("Asia/Shanghai"), LocalTime.of(23, 0), 30, null);

    /** Where the card, the original transaction and the goods stand: any of them will do. */
    private static final int[] ANY = {46, 19, 148, 17, 271, 21, 397, 32};

    /** The same of an adjustment. */
    private static final int[] ANY_ADJUSTED = {46, 19, 97, 10, 113, 12};

    @Test
    void writesTheRecordsOfTheSample() throws IOException {
        Map<String, String> sample;
        try (InputStream in = UnionpayBillWriterTest.class.getResourceAsStream(SAMPLE)) {
            sample = entries(in);
        }
        List<String> wanted = List.of(sample.get(ZM).split("\r\n"));
        Map<String, String> written = entries(new ByteArrayInputStream(bill(true)));
        List<String> records = List.of(written.get(ZM).split("\r\n", -1));

        assertThat(written.keySet()).containsExactlyElementsOf(sample.keySet());
        assertThat(masked(records.get(0), ANY)).isEqualTo(masked(wanted.get(2), ANY));
        assertThat(masked(records.get(1), ANY)).isEqualTo(masked(wanted.get(8), ANY));
        assertThat(records.subList(2, records.size())).containsExactly("");
        assertThat(masked(written.get(ZME), ANY_ADJUSTED))
                .isEqualTo(masked(sample.get(ZME), ANY_ADJUSTED));
    }

    @Test
    void writesTheNormalRecordsAloneWhereItIsNotPacked() throws IOException {
        String[] records = new String(bill(false), BYTES).split("\r\n");

        assertThat(records).hasSize(3).allMatch(record -> record.length() == 607);
        assertThat(records[2]).contains(" 0201                 02 01 ");
    }

    @Test
    void writesFlawsWhereAsked() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (UnionpayBillWriter writer = writer(bytes, false)) {
            PlannedLine line = payment();
            assertThat(writer.write(BillRow.bad(line, BillRow.Flaw.AMOUNT))).isEqualTo(1);
            assertThat(writer.write(BillRow.bad(line, BillRow.Flaw.TIME))).isEqualTo(2);
            assertThat(writer.write(BillRow.bad(line, BillRow.Flaw.TYPE_UNKNOWN))).isEqualTo(3);
            assertThat(writer.write(BillRow.bad(line, BillRow.Flaw.NUMBER_ABSENT))).isEqualTo(4);
        }
        String[] records = bytes.toString(BYTES).split("\r\n");

        assertThat(records).allMatch(record -> record.length() == 607);
        assertThat(records[0]).contains(" 00000000123x ");
        assertThat(records[1]).contains(" 0230101010 ");
        assertThat(records[2]).contains(" x1 01 ");
        assertThat(records[3]).doesNotContain("UP20260915000001");
    }

    @Test
    void cutsANameAfterItsLastByte() {
        byte[] cut = new FixedFields().text(1, "早").text(3, "早餐").text(4, "早").bytes();

        assertThat(new String(cut, BYTES))
                .isEqualTo(
                        new String("早".getBytes(GBK), 0, 1, BYTES)
                                + " "
                                + new String("早餐".getBytes(GBK), 0, 3, BYTES)
                                + " "
                                + new String("早".getBytes(GBK), BYTES)
                                + "  ");
    }

    private static byte[] bill(boolean packed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (UnionpayBillWriter writer = writer(bytes, packed)) {
            PlannedLine refund =
                    line(
                            TransactionType.REFUND,
                            "UPR20260915000001",
                            "202609151422051900018",
                            new Money(12850, "CNY"),
                            -49,
                            "2026-09-15T06:22:05Z");
            PlannedLine adjustment =
                    line(
                            TransactionType.PAYMENT,
                            "any",
                            "202609151130002000018",
                            new Money(300, "CNY"),
                            0,
                            "2026-09-15T03:30:00Z");
            assertThat(writer.write(BillRow.of(payment()))).isEqualTo(1);
            assertThat(writer.write(BillRow.of(refund))).isEqualTo(2);
            assertThat(writer.write(BillRow.other(adjustment))).isEqualTo(packed ? 1 : 3);
        }
        return bytes.toByteArray();
    }

    private static UnionpayBillWriter writer(ByteArrayOutputStream bytes, boolean packed)
            throws IOException {
        return new UnionpayBillWriter(bytes, ACCOUNT, DAY, RULES, packed, 9);
    }

    private static PlannedLine payment() {
        return line(
                TransactionType.PAYMENT,
                "UP20260915000001",
                "202609150000011100458",
                new Money(12850, "CNY"),
                49,
                "2026-09-14T16:00:01Z");
    }

    private static PlannedLine line(
            TransactionType type, String number, String trade, Money amount, long fee, String at) {
        return new PlannedLine(
                new TransactionKey("unionpay", ACCOUNT, type, number),
                "UP20260915000001",
                trade,
                amount,
                fee,
                TransactionStatus.SUCCESS,
                Instant.parse(at).toEpochMilli());
    }

    private static Map<String, String> entries(InputStream in) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), BYTES));
            }
        }
        return entries;
    }

    /**
     * A record without what may differ.
     *
     * @param places where each begins, and how many bytes it has
     */
    private static String masked(String record, int[] places) {
        StringBuilder masked = new StringBuilder(record);
        for (int i = 0; i < places.length; i += 2) {
            int end = places[i] + places[i + 1];
            masked.replace(places[i], end, "*".repeat(places[i + 1]));
        }
        return masked.toString();
    }
}
