package io.recon.local.bench;

import io.recon.job.config.ConfigException;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import io.recon.job.wiring.KafkaSources;
import io.recon.local.Home;
import io.recon.local.stack.KafkaTopics;
import io.recon.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A local broker and metastore, and {@code bin/recon run} against them as a process of its own, as
 * a user would start it.
 */
final class RunningJob implements AutoCloseable {
    private static final int ORDER_PARTITIONS = 4;
    private static final Duration START_TIME = Duration.ofMinutes(5);
    private static final int LOOK_MS = 50;

    private final LocalStack stack;
    private final Path directory;
    private final Path configFile;
    private final ReconConfig config;
    private Process job;

    private RunningJob(LocalStack stack, Path directory, Path configFile, ReconConfig config) {
        this.stack = stack;
        this.directory = directory;
        this.configFile = configFile;
        this.config = config;
    }

    /**
     * Starts the servers, and adds to a workload's configuration where they are.
     *
     * @param directory empty; everything is kept there
     * @param workload what {@link io.recon.local.workload.BulkWorkload} wrote
     * @param settings further lines for {@code recon.yaml}
     */
    static RunningJob prepare(Path directory, Path workload, String settings)
            throws IOException, InterruptedException, ConfigException {
        LocalStack stack = LocalStack.start(directory);
        Path configFile = workload.resolve("bench.yaml");
        Files.writeString(
                configFile,
                Files.readString(workload.resolve("recon.yaml"))
                        + settings
                        + """
                        scan-interval: PT1S
                        bill-due: P30D
                        platform:
                          # The channels' days are hours apart, and come side by side.
                          out-of-orderness: PT9H
                          kafka: { bootstrap-servers: "%s" }
                        hive: { metastore: "%s", warehouse: "%s" }
                        checkpoints: "%s"
                        """
                                .formatted(
                                        stack.broker().bootstrapServers(),
                                        stack.metastore().uri(),
                                        directory.resolve("warehouse"),
                                        directory.resolve("checkpoints")),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
        ReconConfig config = new ReconConfigReader(Map.of()).read(configFile);
        KafkaTopics.create(
                KafkaSources.settings(config).client(), KafkaTopics.of(config, ORDER_PARTITIONS));
        return new RunningJob(stack, directory, configFile, config);
    }

    ReconConfig config() {
        return config;
    }

    Path configFile() {
        return configFile;
    }

    /** Starts the job, and waits until all of it runs. */
    void start(int parallelism) throws IOException, InterruptedException {
        Path output = directory.resolve("run.out");
        ProcessBuilder builder =
                new ProcessBuilder(
                                Home.resolve("bin", "recon").toString(),
                                "run",
                                "--config",
                                configFile.toString(),
                                "--parallelism",
                                Integer.toString(parallelism))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        // The launcher's own choice of program is not the measured process's.
        builder.environment().remove("RECON_MAIN");
        job = builder.start();
        long deadline = System.nanoTime() + START_TIME.toNanos();
        while (!Files.readString(output).lines().toList().contains("running")) {
            if (job.waitFor(LOOK_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new IOException("the job does not run; see " + output);
            }
        }
    }

    /** What Flink tells of the running job's checkpoints. */
    FlinkCheckpoints checkpoints() throws IOException, InterruptedException {
        String label = "Flink's web page: ";
        String address =
                Files.readString(directory.resolve("run.out"))
                        .lines()
                        .filter(line -> line.startsWith(label))
                        .findFirst()
                        .orElseThrow();
        return new FlinkCheckpoints(address.substring(label.length()));
    }

    /** What the job's process has used of the processors since its start. */
    Duration processorTime() {
        return job.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** A reader of a topic with one partition, from its first record. */
    KafkaConsumer<byte[], byte[]> reader(String topic) {
        Properties properties = KafkaSources.settings(config).client();
        properties.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    @Override
    public void close() {
        if (job != null) {
            job.destroy();
            job.onExit().orTimeout(1, TimeUnit.MINUTES).exceptionally(e -> null).join();
            job.destroyForcibly();
        }
        stack.close();
    }
}
