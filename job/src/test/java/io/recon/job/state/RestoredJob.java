package io.recon.job.state;

import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import io.recon.job.topology.Branch;
import io.recon.job.topology.Conservation;
import io.recon.job.topology.DaysAndAlerts;
import io.recon.job.topology.OrderInput;
import io.recon.job.topology.Outputs;
import io.recon.job.topology.ReconciliationTopology;
import io.recon.job.wiring.ContinuousSources;
import io.recon.job.wiring.KafkaSources;
import io.recon.job.wiring.OrderOptions;
import io.recon.udf.reconcile.AtEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The continuous job as it is in production, from the readers of bills to the alerts, with a script
 * in the place of the orders' topic and the test in the place of tables and topics.
 */
final class RestoredJob {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path scenario;
    private final Path directory;
    private final String name;
    private JobClient client;

    /**
     * Prepares one.
     *
     * @param scenario the committed directory with {@code recon.yaml} and what comes before and
     *     after the savepoint
     * @param directory an empty one to work in
     * @param name no other job has it
     */
    RestoredJob(Path scenario, Path directory, String name) throws IOException {
        this.scenario = scenario;
        this.directory = directory;
        this.name = name;
        Files.createDirectories(directory.resolve("formats"));
        for (String file : List.of("recon.yaml", "formats/shop-csv.yaml")) {
            Files.copy(scenario.resolve(file), directory.resolve(file));
        }
        land("before");
    }

    /** Lets the bills of a part of the scenario appear, and the marks of their days last. */
    void land(String part) throws IOException {
        Path bills = scenario.resolve(part).resolve("landing");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(bills)) {
            files = walk.filter(Files::isRegularFile).sorted(RestoredJob::marksLast).toList();
        }
        for (Path file : files) {
            Path place = directory.resolve("landing").resolve(bills.relativize(file).toString());
            Files.createDirectories(place.getParent());
            Path made = Files.copy(file, directory.resolve("made"));
            Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static int marksLast(Path one, Path other) {
        return Boolean.compare(isMark(one), isMark(other));
    }

    private static boolean isMark(Path file) {
        return file.getFileName().toString().startsWith("_");
    }

    /** Starts it with the orders of a part of the scenario. */
    void start(String part, int parallelism, Optional<Path> savepoint) throws Exception {
        Configuration settings =
                GlobalConfiguration.loadConfiguration(Path.of("..", "flink-conf").toString());
        // What was added up leaves an operator with a checkpoint at the latest.
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.resolve("checkpoints").toUri().toString());
        savepoint.ifPresent(
                path ->
                        settings.set(
                                StateRecoveryOptions.SAVEPOINT_PATH,
                                path.toAbsolutePath().toUri().toString()));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(settings);
        environment.setParallelism(parallelism);
        build(environment, Files.readAllLines(scenario.resolve(part).resolve("orders.jsonl")));
        client = environment.executeAsync(name);
    }

    private void build(StreamExecutionEnvironment environment, List<String> orders)
            throws Exception {
        ReconConfig config = new ReconConfigReader(Map.of()).read(directory.resolve("recon.yaml"));
        List<Branch> branches = ContinuousSources.branches(config);
        Outputs outputs =
                ReconciliationTopology.build(
                        environment,
                        new OrderInput(
                                new ScriptedOrders(OrderOptions.of(config), orders),
                                KafkaSources.orderTime(config),
                                1),
                        branches,
                        AtEnd.KEEP_WAITING);
        Conservation.prove(outputs, branches);
        hear("results", outputs.results());
        hear("statistics", outputs.statistics());
        hear("reports", outputs.bills().reports());
        hear("rejects", outputs.orders().rejects());
        hear("days", DaysAndAlerts.days(outputs, branches));
        hear(
                "alerts",
                DaysAndAlerts.alerts(
                        outputs, config.alerts().foldAfter(), Duration.ofDays(36_500)));
    }

    private <T> void hear(String stream, DataStream<T> elements) {
        elements.sinkTo(new Heard<>(name)).name(stream).uid("heard-" + stream).setParallelism(1);
    }

    /** Ends it with a savepoint, in the form that any state backend and any version reads. */
    Path stop() throws Exception {
        String path =
                client.stopWithSavepoint(
                                false,
                                directory.resolve("savepoints").toUri().toString(),
                                SavepointFormatType.CANONICAL)
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return Path.of(java.net.URI.create(path));
    }

    void cancel() throws Exception {
        if (client != null) {
            client.cancel().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
