package io.recon.connectors.bill.format.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.recon.connectors.bill.format.FuzzedBill;
import io.recon.connectors.bill.format.FuzzedBill.Reading;
import io.recon.connectors.bill.format.FuzzedLines;
import io.recon.connectors.bill.proof.ChannelBills;
import java.io.IOException;
import java.time.ZoneId;
import org.junit.jupiter.api.Timeout;

/** Whatever lies where WeChat Pay's bill is expected. */
class WechatTradeFuzzTest {
    private final FuzzedBill bill =
            new FuzzedBill(
                    ChannelBills.builtIn("wechat", "wechat-trade", ZoneId.of("Asia/Shanghai")),
                    "1900000109All2026-09-15.csv");

    @FuzzTest(maxDuration = "2m")
    @Timeout(20)
    void readsEveryRecordOnce(byte[] content) throws IOException {
        Reading reading = bill.check(content);

        FuzzedLines lines = FuzzedLines.of(content);
        if (!reading.isRefused() && lines.isPlainText()) {
            // The totals are the only line with a backtick before it that is no record.
            assertThat(reading.entries()).hasSize((int) lines.count(line -> line[0] == '`') - 1);
        }
    }
}
