package io.recon.local.bills;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.bill.format.BillConverters;
import io.recon.local.ExitCode;
import io.recon.local.Home;
import io.recon.local.bills.HostileFiles.HostileFile;
import io.recon.local.reconcile.ReconcileInputs;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code bin/recon bills} as a process of its own, with little memory. */
class BillsProcessITCase {
    private static final LocalDate DAY = LocalDate.of(2026, 9, 15);
    private static final String UNIONPAY_FILE = "INN26091588ZM_898310148160568";
    private static final String CSV =
            ReconcileInputs.textOf(
                    "sale,o1,t1,1.00,2026-09-15 10:00:00", "sale,o2,t2,2.00,2026-09-15 11:00:00");
    private static final String FIXED_WIDTH =
            """
            layout: fixed-width
            fixed-width:
              record-length: 20
              trailer-lines: 1
              trailer-prefix: END
              columns:
                number: { from: 1, length: 4 }
                amount: { from: 5, length: 8 }
                day: { from: 13, length: 8 }
            account: { constant: a }
            txn-type: { constant: PAYMENT }
            txn-no: { column: number }
            amount: { column: amount, unit: minor }
            currency: { constant: CNY }
            time: { column: day, pattern: yyyyMMdd }
            """;
    private static final String FIXED_WIDTH_TEXT =
            """
            o1  0000010020260915
            o2  0000020020260915
            END
            """;
    private static final int PATIENCE_SECONDS = 120;

    @TempDir private Path directory;

    /**
     * A format whose bills are attacked.
     *
     * @param name of a built-in format or of a template
     * @param template the template's text; empty where the format is built in
     * @param account the only one that the channel has
     * @param fileName how its plain files are called
     * @param good a good file of it
     * @param spoiled files whose archive is sound and whose text is not
     */
    @SuppressWarnings("ArrayRecordComponent") // Formats are not compared.
    record Format(
            String name,
            String template,
            String account,
            String fileName,
            byte[] good,
            List<HostileFile> spoiled) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Every format. A new one needs a row here. */
    static Stream<Format> formats() throws IOException {
        byte[] wechat = sample("wechat/1900000109All2026-09-15.csv");
        byte[] unionpay = unzipped(UNIONPAY_FILE);
        byte[] bank = FIXED_WIDTH_TEXT.getBytes(UTF_8);
        return Stream.of(
                new Format(
                        "alipay-trade",
                        "",
                        "2088001160000023",
                        "bill.csv",
                        AlipayText.good(DAY),
                        List.of()),
                new Format(
                        "wechat-trade",
                        "",
                        "1900000109",
                        "bill.csv",
                        wechat,
                        SpoiledTexts.wechat("bill.csv", wechat)),
                new Format(
                        "unionpay-zm",
                        "",
                        "898310148160568",
                        UNIONPAY_FILE,
                        unionpay,
                        SpoiledTexts.unionpay(UNIONPAY_FILE, unionpay)),
                new Format(
                        "shop-csv",
                        ReconcileInputs.TEMPLATE,
                        "acct_1",
                        "bill.csv",
                        CSV.getBytes(UTF_8),
                        List.of()),
                new Format(
                        "bank",
                        FIXED_WIDTH,
                        "a",
                        "bill.txt",
                        bank,
                        SpoiledTexts.fixedWidth("bill.txt", bank)));
    }

    @Test
    void everyBuiltInFormatIsAttacked() throws IOException {
        assertThat(formats().map(Format::name)).containsAll(BillConverters.all().keySet());
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream in = BillsProcessITCase.class.getResourceAsStream("/samples/" + name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] unzipped(String entry) throws IOException {
        byte[] zip = sample("unionpay/898310148160568_20260915.zip");
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            while (!entries.getNextEntry().getName().endsWith(entry)) {
                entries.closeEntry();
            }
            return entries.readAllBytes();
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void noFileTakesItDown(Format format) throws Exception {
        ReconcileInputs inputs = new ReconcileInputs(directory);
        List<HostileFile> files =
                new ArrayList<>(HostileFiles.of(format.fileName(), format.good()));
        files.addAll(format.spoiled());
        StringBuilder yaml = new StringBuilder("channels:\n");
        // A channel for each: they must not hold each other back.
        land(inputs, yaml, format, 0, format.fileName(), format.good());
        for (int i = 0; i < files.size(); i++) {
            land(inputs, yaml, format, i + 1, files.get(i).fileName(), files.get(i).bytes());
        }
        inputs.write("recon.yaml", yaml.toString());
        if (!format.template().isEmpty()) {
            inputs.write("formats/" + format.name() + ".yaml", format.template());
        }

        Run run = run(inputs, List.of("-Xmx256m"));

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.HELD);
        List<Map<String, String>> rows = inputs.rows("bill_files.csv");
        assertThat(rows).hasSize(1 + files.size());
        assertThat(rows.get(0)).containsEntry("rejected", "0").containsEntry("error", "");
        Map<String, List<String>> reasons =
                inputs.rows("rejects.csv").stream()
                        .collect(
                                groupingBy(
                                        BillsProcessITCase::channelOf,
                                        mapping(row -> row.get("reason"), toList())));
        for (int i = 0; i < files.size(); i++) {
            HostileFile file = files.get(i);
            assertThat(rows.get(i + 1))
                    .as(file.name())
                    .containsEntry("channel", channel(i + 1))
                    .containsEntry("file", file.fileName());
            assertTold(file, rows.get(i + 1), reasons.getOrDefault(channel(i + 1), List.of()));
        }
        assertThat(run.output().lines().filter(line -> line.contains(": held: ")))
                .hasSameSizeAs(files);
    }

    private static String channelOf(Map<String, String> reject) {
        return reject.get("file").substring(0, reject.get("file").indexOf('/'));
    }

    /**
     * That what is wrong with a file is said by its word, and that only what is good of it counts.
     */
    private static void assertTold(
            HostileFile file, Map<String, String> row, List<String> reasons) {
        List<String> words =
                reasons.stream().map(reason -> reason.replaceFirst(":.*", "")).toList();
        switch (file.extent()) {
            case FILE -> {
                assertThat(row).as(file.name()).containsEntry("lines", "0");
                assertThat(row.get("error")).as(file.name()).isIn(file.errors());
                assertThat(words).as(file.name()).containsExactly(row.get("error"));
            }
            case LINES -> {
                assertThat(row).as(file.name()).containsEntry("rejected", "" + words.size());
                assertThat(row.get("error")).as(file.name()).isIn("", "totals_mismatch");
                assertThat(words).as(file.name()).isNotEmpty().isSubsetOf(file.errors());
            }
            case TOTALS -> {
                assertThat(words).as(file.name()).isEmpty();
                assertThat(row)
                        .as(file.name())
                        .containsEntry("error", "totals_mismatch")
                        .containsEntry("totals", "DISAGREE");
            }
        }
    }

    private static void land(
            ReconcileInputs inputs,
            StringBuilder yaml,
            Format format,
            int number,
            String fileName,
            byte[] bytes)
            throws IOException {
        String channel = channel(number);
        yaml.append("  ").append(channel).append(": { format: ").append(format.name());
        yaml.append(", zone: Asia/Shanghai, accounts: [\"").append(format.account());
        yaml.append("\"] }\n");
        inputs.write("landing/" + channel + "/" + DAY + "/" + fileName, bytes);
    }

    private static String channel(int number) {
        return "channel-%02d".formatted(number);
    }

    @Test
    void startsNoFlinkAndNoLogging() throws Exception {
        ReconcileInputs inputs = new ReconcileInputs(directory);
        PlantedLanding.write(inputs);
        Path loaded = directory.resolve("loaded-classes");

        Run run = run(inputs, List.of("-Xlog:class+load:file=" + loaded));

        assertThat(run.exitCode()).as(run.errors()).isEqualTo(ExitCode.HELD);
        try (Stream<String> classes = Files.lines(loaded)) {
            assertThat(classes)
                    .anyMatch(line -> line.contains("io.recon.local.bills.BillsCommand"))
                    .noneMatch(line -> line.contains(" org.apache.flink."))
                    .noneMatch(line -> line.contains(" org.apache.logging."));
        }
    }

    private record Run(int exitCode, String output, String errors) {}

    private Run run(ReconcileInputs inputs, List<String> options)
            throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(
                List.of(
                        "-Drecon.home=" + Home.resolve("."),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.recon.local.Recon",
                        "bills",
                        "--config",
                        inputs.path("recon.yaml").toString(),
                        "--bills",
                        inputs.landing().toString(),
                        "--out",
                        inputs.out().toString()));
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .redirectInput(new File("/dev/null"))
                        .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("it ends within %s seconds", PATIENCE_SECONDS)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output), Files.readString(errors));
    }
}
