package io.recon.local.reconcile;

import io.recon.local.RunningRecon;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A directory with the inputs of {@code bin/recon}'s commands, small and written by hand. */
public final class ReconcileInputs {
    public static final String CONFIG =
            """
            channels:
              shop: { format: shop-csv, zone: UTC }
            """;

    public static final String TEMPLATE =
            """
            files: "*.csv"
            skip-when: { column: type, in: [fee] }
            account: { constant: acct_1 }
            txn-type: { column: type, map: { sale: PAYMENT, refund: REFUND } }
            txn-no: { column: number }
            channel-trade-no: { column: trade }
            amount: { column: amount }
            currency: { constant: USD }
            time: { column: time, pattern: "yyyy-MM-dd HH:mm:ss" }
            """;

    public static final String HEADER = "type,number,trade,amount,time\n";

    private final Path root;
    private long position;

    /** Writes a configuration of one channel, {@code shop}, its template and no order. */
    public ReconcileInputs(Path root) throws IOException {
        this.root = root;
        write("recon.yaml", CONFIG);
        write("formats/shop-csv.yaml", TEMPLATE);
        write("orders.jsonl", "");
        Files.createDirectories(landing());
    }

    public Path path(String name) {
        return root.resolve(name);
    }

    public Path landing() {
        return path("landing");
    }

    public Path out() {
        return path("out");
    }

    public ReconcileInputs write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public ReconcileInputs write(String name, byte[] bytes) throws IOException {
        Path file = path(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return this;
    }

    /** A successful payment of the channel {@code shop}. */
    ReconcileInputs order(String number, String amount, String paidAt) throws IOException {
        Files.writeString(
                path("orders.jsonl"),
                event("shop", number, amount, paidAt),
                StandardOpenOption.APPEND,
                StandardOpenOption.CREATE);
        return this;
    }

    /** One change event with its line end. */
    public String event(String channel, String number, String amount, String paidAt) {
        return """
        {"op":"c","source":{"name":"db","ts_ms":%d,"lsn":%d},"after":{"channel":"%s",\
        "account":"acct_1","txn_type":"PAYMENT","txn_no":"%s","amount":"%s","currency":"USD",\
        "status":"PAID","paid_at":"%s","updated_at":"%s"}}
        """
                .formatted(
                        Instant.parse(paidAt).toEpochMilli(),
                        ++position,
                        channel,
                        number,
                        amount,
                        paidAt,
                        paidAt);
    }

    /** A bill file of the channel {@code shop}; the name is its path below the channel's. */
    public ReconcileInputs bill(String name, String... lines) throws IOException {
        return write("landing/shop/" + name, textOf(lines));
    }

    /** The text of a bill file. */
    public static String textOf(String... lines) {
        StringBuilder text = new StringBuilder(HEADER);
        for (String line : lines) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    /** Runs {@code reconcile} with these inputs and further arguments. */
    public RunningRecon run(String... more) {
        return run(
                List.of(
                        "reconcile",
                        "--config",
                        path("recon.yaml").toString(),
                        "--orders",
                        path("orders.jsonl").toString(),
                        "--bills",
                        landing().toString(),
                        "--out",
                        out().toString(),
                        "--parallelism",
                        "2"),
                more);
    }

    /** Runs {@code bills} with these inputs and further arguments. */
    public RunningRecon runBills(String... more) {
        return run(
                List.of(
                        "bills",
                        "--config",
                        path("recon.yaml").toString(),
                        "--bills",
                        landing().toString(),
                        "--out",
                        out().toString()),
                more);
    }

    private static RunningRecon run(List<String> usual, String... more) {
        List<String> arguments = new ArrayList<>(usual);
        for (int i = 0; i + 1 < more.length; i += 2) {
            int known = arguments.indexOf(more[i]);
            if (known >= 0) {
                arguments.set(known + 1, more[i + 1]);
            } else {
                arguments.add(more[i]);
                arguments.add(more[i + 1]);
            }
        }
        if (more.length % 2 == 1) {
            arguments.add(more[more.length - 1]);
        }
        return RunningRecon.of(arguments.toArray(String[]::new));
    }

    /** The rows of a written file, each by column. */
    public List<Map<String, String>> rows(String name) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        try (Reader reader = Files.newBufferedReader(out().resolve(name), StandardCharsets.UTF_8)) {
            return format.parse(reader).stream().map(CSVRecord::toMap).toList();
        }
    }

    /** The results as {@code number=OUTCOME}, and {@code !} behind a pending one. */
    List<String> outcomes() throws IOException {
        return rows("results.csv").stream()
                .map(
                        row ->
                                row.get("txn_no")
                                        + "="
                                        + row.get("outcome")
                                        + (row.get("state").equals("PENDING") ? "!" : ""))
                .toList();
    }

    /** The names of all that lies in the output directory. */
    public List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(out())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A text, compressed. */
    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
