package io.recon.connectors.bill.format.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.recon.connectors.bill.format.BillEntry;
import io.recon.connectors.bill.format.FuzzedBill;
import io.recon.connectors.bill.format.FuzzedBill.Reading;
import io.recon.connectors.bill.format.FuzzedLines;
import io.recon.connectors.bill.proof.ChannelBills;
import java.io.IOException;
import java.time.ZoneId;
import org.junit.jupiter.api.Timeout;

/** Whatever lies where Alipay's bill is expected. */
class AlipayTradeFuzzTest {
    private final FuzzedBill bill =
            new FuzzedBill(
                    ChannelBills.builtIn("alipay", "alipay-trade", ZoneId.of("Asia/Shanghai")),
                    TestingAlipayBill.DETAIL_NAME);

    @FuzzTest(maxDuration = "2m")
    @Timeout(20)
    void readsEveryRowOnce(byte[] content) throws IOException {
        Reading reading = bill.check(content);

        FuzzedLines lines = FuzzedLines.of(content);
        if (!reading.isRefused() && lines.isPlainText()) {
            // The header is the only line without # that is no row.
            assertThat(reading.entries().stream().filter(entry -> !isComment(entry)).count())
                    .isEqualTo(lines.count(line -> line[0] != '#') - 1);
        }
    }

    private static boolean isComment(BillEntry entry) {
        return entry instanceof BillEntry.Rejected rejected && rejected.raw().startsWith("#");
    }
}
