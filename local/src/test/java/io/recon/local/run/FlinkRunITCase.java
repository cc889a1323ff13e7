package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.hive.HiveDatabase;
import io.recon.job.wiring.HiveTables;
import io.recon.local.Home;
import io.recon.local.cluster.FlinkJars;
import io.recon.local.drill.JobNews;
import io.recon.local.stack.LocalStack;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar that a cluster is given, started as its users do: by Flink's own {@code flink run}, whose
 * class path has Flink, Hive and Hadoop, and nothing of ours.
 */
class FlinkRunITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LOOK_MS = 200;

    @TempDir private Path directory;

    @Test
    void flinkRunStartsTheJobFromItsJar() throws Exception {
        LocalDate day = LocalDate.now(Clock.systemUTC()).minusDays(4);
        try (LocalStack stack = LocalStack.start(directory.resolve("stack"))) {
            RunInputs inputs =
                    new RunInputs(
                            directory,
                            stack,
                            "flink_run",
                            "  shop: { format: shop-csv, zone: UTC }\n");
            inputs.createOrders(1);
            inputs.bill("shop", day, "sale,extra,t1,1.00," + day + " 10:00:00")
                    .mark("shop", day, "_SUCCESS")
                    .heartbeat(0, day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
            Process job = flinkRun(inputs, "first", 2);
            try {
                awaitRun(inputs, 2, job);
                try (JobNews news = JobNews.of(inputs.config())) {
                    news.await("the day's close", told -> !told.closed().isEmpty());
                    news.await("its break", told -> !told.alerts("RESULT").isEmpty());

                    assertThat(news.closed()).containsExactly("shop/" + day);
                }
            } finally {
                job.destroyForcibly().waitFor();
            }

            Process refused = flinkRun(inputs, "second", 1);
            assertThat(refused.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(refused.exitValue()).isEqualTo(2);
            assertThat(Files.readString(directory.resolve("second.err")))
                    .isEqualTo(
                            "recon: --run 1: the tables have rows of run 2, which would hide what"
                                    + " this one writes; give --run 2 to go on from its state, or"
                                    + " --run 3 to begin anew or from an older state\n");
        }
    }

    private Process flinkRun(RunInputs inputs, String name, int run) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(
                List.of(
                        "-Xmx800m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Duser.timezone=UTC",
                        "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                        "-Dlog.file=" + directory.resolve(name + ".log"),
                        "-Dlog4j.configurationFile="
                                + Home.resolve("flink-conf/log4j-console.properties"),
                        "-cp",
                        FlinkJars.lib().stream()
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)),
                        "org.apache.flink.client.cli.CliFrontend",
                        "run",
                        "--target",
                        "local",
                        "--parallelism",
                        "1",
                        "-Dtaskmanager.memory.managed.size=128m",
                        "-Dexecution.checkpointing.dir=" + inputs.checkpoints().toUri(),
                        FlinkJars.job().toString(),
                        "--config",
                        inputs.configFile().toString(),
                        "--run",
                        Integer.toString(run)));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(directory.resolve(name + ".out").toFile())
                        .redirectError(directory.resolve(name + ".err").toFile());
        builder.environment().put("FLINK_CONF_DIR", Home.resolve("flink-conf").toString());
        return builder.start();
    }

    /** The last that is done before the job is handed to Flink. */
    private void awaitRun(RunInputs inputs, long run, Process job) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long noted = 0;
        while (noted != run) {
            if (job.waitFor(LOOK_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new AssertionError(
                        "the job did not start: "
                                + Files.readString(directory.resolve("first.err"))
                                + Files.readString(directory.resolve("first.out")));
            }
            try (HiveDatabase database =
                    HiveDatabase.connect(HiveTables.settings(inputs.config()))) {
                noted = database.lastRun();
            }
        }
    }
}
