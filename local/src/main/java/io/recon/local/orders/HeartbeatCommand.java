package io.recon.local.orders;

import io.recon.connectors.order.KafkaOrderSettings;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.KafkaSources;
import io.recon.local.ArgumentCheck;
import io.recon.local.ExitCode;
import io.recon.local.Message;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/recon heartbeat}: what Debezium says of time, told to the orders' topic. */
@Command(
        name = "heartbeat",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Turns Debezium's heartbeats into heartbeats on every partition of the configured"
                    + " topic, until interrupted.",
            "It only passes on what Debezium says, less platform.out-of-orderness."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"1:failed", "2:wrong usage or configuration"})
public final class HeartbeatCommand implements Callable<Integer> {
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);
    private static final Duration MOST_INTERVAL = Duration.ofHours(1);

    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "recon.yaml: where Kafka is.")
    private Path configFile;

    @Option(
            names = "--from-topic",
            required = true,
            paramLabel = "TOPIC",
            description =
                    "Debezium's heartbeat topic, or the topic of the table that its"
                            + " heartbeat.action.query writes to.")
    private String fromTopic;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            description = "At most one heartbeat in this time (default: PT10S).")
    private String interval = "PT10S";

    @Override
    public Integer call() throws Exception {
        ArgumentCheck check = new ArgumentCheck();
        Optional<ReconConfig> read = check.config(configFile);
        read.ifPresent(config -> check(config, check));
        Duration atMostEvery = atMostEvery(check);
        check.end();

        ReconConfig config = read.orElseThrow();
        KafkaOrderSettings settings = KafkaSources.settings(config);
        OrdersTopic.requireTopic(settings, fromTopic);
        PrintWriter errors = spec.commandLine().getErr();
        try (OrdersTopic topic = OrdersTopic.open(settings);
                HeartbeatRelay relay =
                        new HeartbeatRelay(
                                settings.client(),
                                fromTopic,
                                topic,
                                config.platform().outOfOrderness(),
                                config.platform().clockSkew(),
                                Clock.systemUTC(),
                                warning -> Message.print(errors, warning))) {
            PrintWriter console = spec.commandLine().getOut();
            console.printf(
                    Locale.ROOT,
                    "heartbeats of %s go to %s on %d partitions, until interrupted%n",
                    fromTopic,
                    settings.topic(),
                    topic.partitionCount());
            console.flush();
            relay.runUntilInterrupted(atMostEvery);
        }
        return ExitCode.OK;
    }

    private void check(ReconConfig config, ArgumentCheck check) {
        check.kafka(config);
        if (fromTopic.equals(config.platform().kafka().topic())) {
            check.problem(
                    "--from-topic "
                            + fromTopic
                            + ": is the topic that heartbeats go to (platform.kafka.topic)");
        }
    }

    private Duration atMostEvery(ArgumentCheck check) {
        try {
            Duration parsed = Duration.parse(interval);
            if (parsed.compareTo(LEAST_INTERVAL) >= 0 && parsed.compareTo(MOST_INTERVAL) <= 0) {
                return parsed;
            }
            check.problem(
                    "--interval %s: must be from %s to %s"
                            .formatted(interval, LEAST_INTERVAL, MOST_INTERVAL));
        } catch (DateTimeParseException e) {
            check.problem("--interval " + interval + ": is no duration; write it like PT10S");
        }
        return LEAST_INTERVAL;
    }
}
