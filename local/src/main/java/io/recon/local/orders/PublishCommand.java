package io.recon.local.orders;

import io.recon.connectors.order.OrderFileEvents;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.KafkaSources;
import io.recon.job.wiring.OrderOptions;
import io.recon.local.ArgumentCheck;
import io.recon.local.ExitCode;
import io.recon.local.UsageException;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/recon publish}: change events from files to the orders' topic. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends change events from files to the configured topic, and ends.",
            "After them a heartbeat of the present time goes to every partition, which says that"
                    + " there is no more to come."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done: the topic has every event",
            "1:failed; a part of the events may have been sent, and may be sent again",
            "2:wrong usage or configuration; nothing was sent"
        })
public final class PublishCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "recon.yaml: where Kafka is, and what the order table looks like.")
    private Path configFile;

    @Option(
            names = "--orders",
            required = true,
            paramLabel = "FILE|DIR",
            description =
                    "Debezium change events of the orders, one JSON event a line; plain or .gz.")
    private Path orders;

    private long sent;
    private long unreadable;
    private long heartbeats;

    @Override
    public Integer call() throws Exception {
        ReconConfig config = check();
        OrderFileEvents events =
                new OrderFileEvents(
                        new org.apache.flink.core.fs.Path(
                                orders.toAbsolutePath().normalize().toUri()),
                        OrderOptions.of(config));
        try (OrdersTopic topic = OrdersTopic.open(KafkaSources.settings(config))) {
            events.forEach((bytes, records, place) -> send(topic, bytes, records, place));
            topic.flush();
            // Only now: it says that nothing that was made before is still on its way.
            Instant now = Clock.systemUTC().instant();
            topic.sendHeartbeat(now.toEpochMilli());
            topic.flush();
            tell(config, topic.partitionCount(), now);
        }
        return ExitCode.OK;
    }

    private ReconConfig check() throws UsageException {
        ArgumentCheck check = new ArgumentCheck();
        Optional<ReconConfig> config = check.config(configFile);
        config.ifPresent(check::kafka);
        check.orders(orders);
        check.end();
        return config.orElseThrow();
    }

    private void send(OrdersTopic topic, byte[] event, List<OrderRecord> records, String place)
            throws IOException {
        // Of an update that changes the key it is the new one.
        OrderRecord last = records.get(records.size() - 1);
        if (last instanceof OrderEvent.Heartbeat) {
            // It belongs to the log that the file was taken from; the last heartbeats say more.
            heartbeats++;
            return;
        }
        String key = null;
        if (last instanceof OrderEvent.Change change) {
            key = change.key().channel() + '/' + change.key().partitionKey();
        } else {
            unreadable++;
        }
        topic.send(key, event, place);
        sent++;
    }

    private void tell(ReconConfig config, int partitions, Instant now) {
        var console = spec.commandLine().getOut();
        console.printf(
                Locale.ROOT,
                "%,d events sent to %s%s%s; heartbeats of %s on %d partitions%n",
                sent,
                config.platform().kafka().topic(),
                unreadable == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %,d of them unreadable and sent as they are",
                                unreadable),
                heartbeats == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, ", %,d heartbeats of the files left out", heartbeats),
                now,
                partitions);
        console.flush();
    }
}
