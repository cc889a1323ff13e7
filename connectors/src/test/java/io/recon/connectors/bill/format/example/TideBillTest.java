package io.recon.connectors.bill.format.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.bill.format.BillFormatContract;
import io.recon.connectors.bill.proof.ChannelBills;
import io.recon.connectors.bill.proof.TestingProofs.Proven;
import io.recon.model.bill.BillRecord.Totals;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TideBillTest extends BillFormatContract {
    private static final String BILL =
            """
            TIDE|acct_1|2026-09-15
            PAY|order-1|T1|12.34|USD|2026-09-15 10:00:00
            BACK|refund-1|T2|2.00|USD|2026-09-15 11:00:00
            END|2
            """;

    @Override
    protected ChannelBills bills() {
        return ChannelBills.builtIn("tide", "tide", ZoneId.of("UTC"));
    }

    @Override
    protected String name() {
        return "tide.txt";
    }

    @Override
    protected byte[] goodFile() {
        return BILL.getBytes(UTF_8);
    }

    @Override
    protected String account() {
        return "acct_1";
    }

    @Test
    void holdsADayWhoseBillHasLostALine() {
        Proven proven = prove("tide.txt", BILL.replaceAll("BACK.*\n", "").getBytes(UTF_8));

        assertThat(proven.lines()).hasSize(1);
        assertThat(proven.report().totals()).isEqualTo(Totals.DISAGREE);
        assertThat(proven.report().isProven()).isFalse();
    }
}
