package io.recon.local.bills;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.ExitCode;
import io.recon.local.Home;
import io.recon.local.bills.HostileFiles.HostileFile;
import io.recon.local.reconcile.ReconcileInputs;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code bin/recon bills} as a process of its own, with little memory. */
class BillsProcessITCase {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
    private static final int PATIENCE_SECONDS = 120;

    @TempDir private Path directory;

    /**
     * A format whose bills are attacked.
     *
     * @param name built in, or that of the template of {@link ReconcileInputs}
     * @param fileName how its plain files are called
     * @param good the good bill of a day
     */
    record Format(String name, String fileName, Function<LocalDate, byte[]> good) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Every format. A new one needs a row here. */
    static Stream<Format> formats() {
        return Stream.of(
                new Format("alipay-trade", "bill.csv", AlipayText::good),
                new Format("shop-csv", "bill.csv", BillsProcessITCase::csv));
    }

    private static byte[] csv(LocalDate day) {
        return ReconcileInputs.textOf(
                        "sale,o1,t1,1.00," + day + " 10:00:00",
                        "sale,o2,t2,2.00," + day + " 11:00:00")
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void noFileTakesItDown(Format format) throws Exception {
        ReconcileInputs inputs = new ReconcileInputs(directory);
        byte[] good = format.good().apply(DAY);
        List<HostileFile> files = HostileFiles.of(format.fileName(), good);
        StringBuilder yaml = new StringBuilder("channels:\n");
        // A channel for each: they must not hold each other back.
        land(inputs, yaml, format, 0, format.fileName(), good);
        for (int i = 0; i < files.size(); i++) {
            land(inputs, yaml, format, i + 1, files.get(i).fileName(), files.get(i).bytes());
        }
        inputs.write("recon.yaml", yaml.toString());

        Run run = run(inputs, List.of("-Xmx256m"));

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.HELD);
        List<Map<String, String>> rows = inputs.rows("bill_files.csv");
        assertThat(rows).hasSize(1 + files.size());
        assertThat(rows.get(0)).containsEntry("payments", "2").containsEntry("error", "");
        for (int i = 0; i < files.size(); i++) {
            HostileFile file = files.get(i);
            assertThat(rows.get(i + 1))
                    .as(file.name())
                    .containsEntry("channel", channel(i + 1))
                    .containsEntry("file", file.fileName())
                    .containsEntry("lines", "0")
                    .satisfies(row -> assertThat(row.get("error")).isIn(file.errors()));
        }
        assertThat(inputs.rows("bill_lines.csv")).hasSize(2);
        assertThat(inputs.rows("rejects.csv"))
                .hasSameSizeAs(files)
                .allMatch(row -> row.get("line").equals("0"));
        assertThat(run.output().lines().filter(line -> line.contains(": held: ")))
                .hasSameSizeAs(files);
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
        yaml.append(", zone: Asia/Shanghai }\n");
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
