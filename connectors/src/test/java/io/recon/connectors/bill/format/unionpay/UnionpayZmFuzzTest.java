package io.recon.connectors.bill.format.unionpay;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.recon.connectors.bill.format.FuzzedBill;
import io.recon.connectors.bill.format.FuzzedBill.Reading;
import io.recon.connectors.bill.format.FuzzedLines;
import io.recon.connectors.bill.proof.ChannelBills;
import java.io.IOException;
import java.time.ZoneId;
import org.junit.jupiter.api.Timeout;

/** Whatever lies where UnionPay's records or its adjustments are expected. */
class UnionpayZmFuzzTest {
    private final FuzzedBill records = bill("INN26091588ZM_898310148160568");
    private final FuzzedBill adjustments = bill("INN26091588ZME_898310148160568");

    private static FuzzedBill bill(String name) {
        return new FuzzedBill(
                ChannelBills.builtIn("unionpay", "unionpay-zm", ZoneId.of("Asia/Shanghai")), name);
    }

    @FuzzTest(maxDuration = "2m")
    @Timeout(20)
    void readsEveryRecordOnce(byte[] content) throws IOException {
        assertReadsEveryLine(records.check(content), content);
    }

    @FuzzTest(maxDuration = "2m")
    @Timeout(20)
    void readsEveryAdjustmentOnce(byte[] content) throws IOException {
        assertReadsEveryLine(adjustments.check(content), content);
    }

    private static void assertReadsEveryLine(Reading reading, byte[] content) {
        FuzzedLines lines = FuzzedLines.of(content);
        if (!reading.isRefused() && lines.isPlainText()) {
            assertThat(reading.entries()).hasSize((int) lines.countOfFilled());
        }
    }
}
