package io.recon.local.orders;

import io.recon.job.config.ReconConfig;
import io.recon.local.ArgumentCheck;
import io.recon.local.ExitCode;
import io.recon.local.UsageException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
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

    @Override
    public Integer call() throws Exception {
        ReconConfig config = check();
        try (OrderPublisher publisher = OrderPublisher.open(config)) {
            publisher.publish(orders);
            // Only now: it says that nothing that was made before is still on its way.
            Instant now = Clock.systemUTC().instant();
            publisher.sendHeartbeat(now.toEpochMilli());
            tell(config, publisher, now);
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

    private void tell(ReconConfig config, OrderPublisher publisher, Instant now) {
        var console = spec.commandLine().getOut();
        console.printf(
                Locale.ROOT,
                "%,d events sent to %s%s%s; heartbeats of %s on %d partitions%n",
                publisher.sent(),
                config.platform().kafka().topic(),
                publisher.unreadable() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %,d of them unreadable and sent as they are",
                                publisher.unreadable()),
                publisher.heartbeatsLeftOut() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %,d heartbeats of the files left out",
                                publisher.heartbeatsLeftOut()),
                now,
                publisher.partitionCount());
        console.flush();
    }
}
