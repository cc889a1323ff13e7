package io.recon.local.run;

import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import io.recon.local.reconcile.ReconcileInputs;
import io.recon.local.stack.LocalStack;
import io.recon.local.stack.TestingTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * What a continuous job lives on, small and written by hand: channels whose bills are CSV files,
 * and topics and a database that no other test has.
 */
final class RunInputs {
    private static final String SETTINGS =
            """
            landing: landing
            scan-interval: PT0.2S
            bill-due: P30D
            checkpoints: checkpoints
            checkpoint-interval: PT1S
            hive: { metastore: "%2$s", warehouse: warehouse, database: %3$s }
            platform:
              kafka: { bootstrap-servers: "%1$s", topic: %3$s.orders, group-id: %3$s }
            alerts: { kafka-topic: %3$s.alerts }
            topics:
              days: %3$s.days
              statistics: %3$s.statistics
              dead-letters: %3$s.dead
            """;

    private final Path directory;
    private final ReconcileInputs inputs;
    private final String bootstrapServers;
    private final String word;

    /**
     * Writes a configuration.
     *
     * @param word the database, and what the topics' names begin with
     * @param channels the configuration's lines of them
     */
    RunInputs(Path directory, LocalStack stack, String word, String channels) throws IOException {
        this(directory, stack.broker().bootstrapServers(), stack.metastore().uri(), word, channels);
    }

    RunInputs(
            Path directory, String bootstrapServers, String metastore, String word, String channels)
            throws IOException {
        this.directory = directory;
        this.bootstrapServers = bootstrapServers;
        this.word = word;
        inputs = new ReconcileInputs(directory);
        inputs.write(
                "recon.yaml",
                SETTINGS.formatted(bootstrapServers, metastore, word) + "channels:\n" + channels);
    }

    Path configFile() {
        return directory.resolve("recon.yaml");
    }

    ReconConfig config() throws Exception {
        return new ReconConfigReader(Map.of()).read(configFile());
    }

    /** Changes the configuration. */
    RunInputs replace(String what, String by) throws IOException {
        String text = Files.readString(configFile());
        if (!text.contains(what)) {
            throw new IllegalArgumentException("the configuration has no " + what);
        }
        Files.writeString(configFile(), text.replace(what, by));
        return this;
    }

    Path landing() {
        return inputs.landing();
    }

    Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    /** The topic of the orders, which must be there before the job. */
    TestingTopic createOrders(int partitions) throws Exception {
        return TestingTopic.create(bootstrapServers, word + ".orders", partitions);
    }

    private TestingTopic orders() {
        return TestingTopic.of(bootstrapServers, word + ".orders");
    }

    /** A version of a successful payment, newer than any before. */
    RunInputs order(String channel, String number, String amount, Instant paidAt) throws Exception {
        orders().send(0, inputs.event(channel, number, amount, paidAt.toString()).strip());
        return this;
    }

    /** Says in a partition that all changes before a time are there. */
    RunInputs heartbeat(int partition, Instant time) throws Exception {
        orders().send(partition, "{\"heartbeat\":{\"ts_ms\":%d}}".formatted(time.toEpochMilli()));
        return this;
    }

    /** A day's bill in one file, which appears at once and is not marked as complete. */
    RunInputs bill(String channel, LocalDate day, String... lines) throws IOException {
        Path made = directory.resolve("made").resolve(channel + day);
        Files.createDirectories(made);
        Files.writeString(made.resolve("bill.csv"), ReconcileInputs.textOf(lines));
        Path place = place(channel, day);
        Files.createDirectories(place.getParent());
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        return this;
    }

    /** Puts an empty file into a day's directory: {@code _SUCCESS} or {@code _ACCEPT}. */
    RunInputs mark(String channel, LocalDate day, String marker) throws IOException {
        Files.createDirectories(place(channel, day));
        Files.createFile(place(channel, day).resolve(marker));
        return this;
    }

    /** A further file, beside those that are there. */
    RunInputs file(String channel, LocalDate day, String name, String... lines) throws IOException {
        Path made = Files.createTempFile(directory, "made", ".csv");
        Files.writeString(made, ReconcileInputs.textOf(lines));
        Files.move(made, place(channel, day).resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return this;
    }

    private Path place(String channel, LocalDate day) {
        return landing().resolve(channel).resolve(day.toString());
    }
}
