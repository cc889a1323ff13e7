package io.recon.connectors.bill.format.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.bill.format.BillFormatContract;
import io.recon.connectors.bill.proof.ChannelBills;
import io.recon.connectors.bill.proof.TestingProofs.Proven;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LagoonBillTest extends BillFormatContract {
    private static final String BILL =
            """
            shop;kind;our_no;their_no;gross;cost;currency;at
            shop-7;S;order-1;L1;12.34;0.12;EUR;15.09.2026 10:00:00
            shop-7;R;refund-1;L2;-2.00;0.00;EUR;15.09.2026 11:00:00
            shop-7;F;;L3;-1.00;0.00;EUR;15.09.2026 23:00:00
            """;

    @Override
    protected ChannelBills bills() {
        try {
            String template = Files.readString(Path.of("src/test/resources/formats/lagoon.yaml"));
            return ChannelBills.templated("lagoon", "lagoon", template, ZoneId.of("UTC"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected String name() {
        return "lagoon_20260915.csv";
    }

    @Override
    protected byte[] goodFile() {
        return BILL.getBytes(UTF_8);
    }

    @Override
    protected String account() {
        return "shop-7";
    }

    @Test
    void readsWhatTheBillSays() {
        Proven proven = prove(name(), goodFile());

        assertThat(proven.lines())
                .extracting(line -> line.key().type() + " " + line.line().amount().minor())
                .containsExactly("PAYMENT 1234", "REFUND 200");
        assertThat(proven.report().content().other()).hasSize(1);
    }
}
