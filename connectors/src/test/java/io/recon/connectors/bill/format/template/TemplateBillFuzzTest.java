package io.recon.connectors.bill.format.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.recon.connectors.bill.format.FuzzedBill;
import io.recon.connectors.bill.format.FuzzedBill.Reading;
import io.recon.connectors.bill.format.FuzzedLines;
import io.recon.connectors.bill.proof.ChannelBills;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.junit.jupiter.api.Timeout;

/** Whatever lies where a bill is expected that a template describes. */
class TemplateBillFuzzTest {
    private static final String CSV =
            """
            files: "*.csv"
            skip-when: { column: type, in: [payout] }
            account: { column: merchant }
            txn-type: { column: type, map: { sale: PAYMENT, refund: REFUND } }
            txn-no: { column: reference }
            channel-trade-no: { column: psp_reference }
            amount: { column: gross, unit: major, sign: absolute }
            fee: { column: fee, unit: major }
            currency: { column: currency }
            status: { column: status, map: { settled: SUCCESS, refused: FAILED } }
            time: { column: booked_at, pattern: "yyyy-MM-dd HH:mm:ss" }
            """;

    private final FuzzedBill csv =
            new FuzzedBill(
                    ChannelBills.templated("acme", "acme-csv", CSV, ZoneId.of("UTC")), "acme.csv");
    private final FuzzedBill fixedWidth =
            new FuzzedBill(TestingFixedWidthBill.bills(TestingFixedWidthBill.TEMPLATE), "acme.txt");

    @FuzzTest(maxDuration = "2m")
    @Timeout(20)
    void readsEveryLineOfCellsOnce(byte[] content) throws IOException {
        Reading reading = csv.check(content);

        FuzzedLines lines = FuzzedLines.of(content);
        boolean isQuoted = new String(content, StandardCharsets.ISO_8859_1).contains("\"");
        if (!reading.isRefused() && lines.isPlainText() && !isQuoted) {
            assertThat(reading.entries()).hasSize((int) lines.count(line -> true) - 1);
        }
    }

    @FuzzTest(maxDuration = "2m")
    @Timeout(20)
    void readsEveryLineOfFixedPlacesOnce(byte[] content) throws IOException {
        Reading reading = fixedWidth.check(content);

        FuzzedLines lines = FuzzedLines.of(content);
        if (!reading.isRefused() && lines.isPlainText()) {
            // All but the header and the trailer.
            assertThat(reading.entries()).hasSize((int) lines.count(line -> true) - 2);
        }
    }
}
