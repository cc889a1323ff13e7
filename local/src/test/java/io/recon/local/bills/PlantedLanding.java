package io.recon.local.bills;

import io.recon.local.reconcile.ReconcileInputs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A landing directory in which every channel shows what can become of a bill. */
final class PlantedLanding {
    private static final String ONE = "sale,o1,t1,1.00,2026-11-01 10:00:00";
    private static final String TWO = "sale,o2,t2,2.00,2026-11-01 11:00:00";
    private static final String THREE = "refund,r3,t3,3.00,2026-11-01 12:00:00";
    private static final String FEE = "fee,,t4,0.10,2026-11-01 13:00:00";
    private static final String BAD = "sale,o5,t5,five,2026-11-01 14:00:00";
    private static final String[] CHANNELS = {
        "accepted",
        "empty",
        "gap",
        "held",
        "many",
        "many-in-one",
        "names",
        "none",
        "reissued",
        "repeated",
        "several"
    };

    private final ReconcileInputs inputs;

    private PlantedLanding(ReconcileInputs inputs) {
        this.inputs = inputs;
    }

    /** Writes it, and a configuration that names its channels. */
    static void write(ReconcileInputs inputs) throws IOException {
        PlantedLanding landing = new PlantedLanding(inputs);
        landing.configuration();
        landing.days();
        landing.lines();
    }

    private void configuration() throws IOException {
        StringBuilder yaml = new StringBuilder("channels:\n");
        yaml.append("  totals: { format: alipay-trade, zone: Asia/Shanghai }\n");
        for (String channel : CHANNELS) {
            yaml.append("  ").append(channel).append(": { format: shop-csv, zone: UTC }\n");
        }
        inputs.write("recon.yaml", yaml.toString());
    }

    private void days() throws IOException {
        bill("accepted/2026-11-01/a.csv", ONE, BAD);
        inputs.write("landing/accepted/2026-11-01/_ACCEPT", "");
        inputs.write("landing/accepted/2026-11-02/_ACCEPT", "");
        bill("accepted/2026-11-03/a.csv", TWO);

        inputs.write("landing/empty/2026-11-01/_SUCCESS", "");

        bill("gap/2026-11-01/a.csv", ONE);
        bill("gap/2026-11-03/a.csv", TWO);

        bill("held/2026-11-01/a.csv", ONE, BAD, FEE, THREE);
        bill("held/2026-11-02/a.csv", TWO);

        bill("reissued/2026-11-01/a.csv", BAD);
        bill("reissued/2026-11-01/b.csv", ONE);
        bill("reissued/2026-11-01/v2/a.csv", ONE);
        bill("reissued/2026-11-02/v2/a.csv", ONE, TWO);
        bill("reissued/2026-11-02/v3/a.csv", BAD);

        inputs.write(
                "landing/totals/2026-11-01/bill.csv",
                AlipayText.declaring(3, LocalDate.of(2026, 11, 1)));
    }

    private void lines() throws IOException {
        inputs.write("landing/repeated/2026-11-01/0.csv", "no header\n" + ONE + "\n");
        bill("repeated/2026-11-01/a.csv", ONE, TWO);
        // The same with another trade number is no repetition, and neither is a refund.
        bill("repeated/2026-11-02/a.csv", ONE.replace("t1", "t9"), ONE, ONE, THREE);
        bill("repeated/2026-11-02/b.csv", TWO, ONE.replace("sale", "refund"));

        bill("many/2026-11-01/b.csv", sales(0, 600));
        bill("many/2026-11-01/a.csv", ONE);
        bill("many/2026-11-02/a.csv", sales(598, 1_001));
        bill("many-in-one/2026-11-01/a.csv", sales(0, 1_001));

        // In Java's order, which is not that of UTF-8, the first of these is the second one here.
        bill("names/2026-11-01/\uFF61.csv", ONE);
        bill("names/2026-11-01/\uD83D\uDE00.csv", ONE);

        // The entries' lines stand under a.zip#…, which sorts behind the other file's name.
        inputs.write(
                "landing/several/2026-11-01/a.zip",
                zip(
                        Map.of(
                                "in/b.csv", ReconcileInputs.textOf(THREE, ONE),
                                "in/a.csv", ReconcileInputs.textOf(ONE, FEE))));
        bill("several/2026-11-01/a.zip!.csv", ONE, TWO);
    }

    private void bill(String name, String... lines) throws IOException {
        inputs.write("landing/" + name, ReconcileInputs.textOf(lines));
    }

    /** Lines of one transaction, each with a trade number of its own. */
    private static String[] sales(int from, int to) {
        String[] lines = new String[to - from];
        for (int i = from; i < to; i++) {
            lines[i - from] = "sale,m,t%d,0.01,2026-11-01 10:00:00".formatted(i);
        }
        return lines;
    }

    static byte[] zip(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
