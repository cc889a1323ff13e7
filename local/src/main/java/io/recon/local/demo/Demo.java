package io.recon.local.demo;

import io.recon.job.config.ConfigException;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import io.recon.job.wiring.KafkaSources;
import io.recon.local.orders.OrderPublisher;
import io.recon.local.run.ContinuousRun;
import io.recon.local.stack.KafkaTopics;
import io.recon.local.stack.LocalStack;
import io.recon.local.workload.DemoWorkload;
import io.recon.local.workload.Expectation;
import io.recon.local.workload.WorkloadWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Plays a few days: orders come in, bills appear day by day, one of them late, another wrong until
 * an operator accepts it. Everything is real but the companies.
 */
final class Demo implements AutoCloseable {
    private static final long SEED = 2026;
    private static final int ORDER_PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SETTINGS =
            """
            landing: ../landing
            scan-interval: PT1S
            # The days are past: a bill is overdue only where that is to be seen.
            bill-due: P14D
            checkpoints: ../checkpoints
            checkpoint-interval: PT2S
            hive: { metastore: "%s", warehouse: ../warehouse }
            """;

    /** What is late has been due for a day; what is not there yet is due in some hours. */
    private static final String BILL_DUE = "    bill-due: PT45H\n";

    private static final String KAFKA =
            """
            platform:
              kafka: { bootstrap-servers: "%s" }
            """;

    private final Path directory;
    private final Timeline timeline;

    /** So that the last bills are the newest there can be, and every order is of the past. */
    private final LocalDate firstDay =
            LocalDate.now(Clock.systemUTC()).minusDays(DemoWorkload.DAYS + 1L);

    private final Mailbox bills;

    private LocalStack stack;
    private ReconConfig config;
    private News news;
    private ContinuousRun run;

    Demo(Path directory, Timeline timeline) {
        this.directory = directory;
        this.timeline = timeline;
        this.bills =
                new Mailbox(
                        directory.resolve("planned").resolve("landing"),
                        directory.resolve("landing"));
    }

    /** The configuration that the job runs with. */
    Path configFile() {
        return directory.resolve("planned").resolve("recon.yaml");
    }

    Path expected() {
        return directory.resolve("planned").resolve("expected");
    }

    ContinuousRun job() {
        return run;
    }

    LocalStack stack() {
        return stack;
    }

    LocalDate firstDay() {
        return firstDay;
    }

    /** Plays everything, until every day is closed. */
    News play(int transactions, int parallelism) throws Exception {
        Expectation expectation =
                WorkloadWriter.write(
                        DemoWorkload.of(SEED, transactions, firstDay),
                        directory.resolve("planned"));
        start(parallelism);
        timeline.tell(
                String.format(
                        Locale.ROOT,
                        "planted: %,d transactions of %d channels on %d days, among them %s",
                        transactions,
                        DemoWorkload.channels().size(),
                        DemoWorkload.DAYS,
                        breaks(expectation)));
        try (OrderPublisher orders = OrderPublisher.open(config)) {
            for (int i = 0; i < DemoWorkload.DAYS; i++) {
                playDay(firstDay.plusDays(i), orders);
            }
            endTroubles();
            orders.sendHeartbeat(Clock.systemUTC().millis());
            timeline.tell("heartbeats of this moment: no order is on its way any more");
            awaitClosed(firstDay.plusDays(DemoWorkload.DAYS - 1L));
        }
        return news;
    }

    private static String breaks(Expectation expectation) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Long> outcome : expectation.outcomes().entrySet()) {
            if (!List.of("MATCHED", "UNDECIDED").contains(outcome.getKey())) {
                text.append(text.length() == 0 ? "" : ", ")
                        .append(outcome.getValue())
                        .append(' ')
                        .append(outcome.getKey());
            }
        }
        return text.toString();
    }

    private void start(int parallelism) throws Exception {
        timeline.tell("a Kafka broker and a Hive metastore are started");
        stack = LocalStack.start(directory);
        timeline.tell("Kafka listens on " + stack.broker().bootstrapServers());
        timeline.tell("the Hive metastore listens on " + stack.metastore().uri());
        config = configure();
        KafkaTopics.create(
                KafkaSources.settings(config).client(), KafkaTopics.of(config, ORDER_PARTITIONS));
        news = News.follow(timeline, config);
        // Whoever starts a job has bills already; those to come are told of when they do.
        deliver(firstDay, "");
        timeline.tell("Flink is started, and the continuous job in it");
        run = ContinuousRun.begin(config, parallelism);
        run.awaitRunning(PATIENCE);
        timeline.tell("the job runs; Flink's web page is " + run.webAddress());
    }

    /** The workload's own configuration knows the channels; this adds where everything is. */
    private ReconConfig configure() throws IOException, ConfigException {
        Path file = configFile();
        String late = "  " + DemoWorkload.LATE + ":\n";
        String channels =
                Files.readString(file)
                        .replace("landing: landing\n", "")
                        .replace(late, late + BILL_DUE);
        Files.writeString(
                file,
                SETTINGS.formatted(stack.metastore().uri())
                        + KAFKA.formatted(stack.broker().bootstrapServers())
                        + channels);
        Files.createDirectories(directory.resolve("landing"));
        return new ReconConfigReader(Map.of()).read(file);
    }

    private void playDay(LocalDate day, OrderPublisher orders) throws Exception {
        long before = orders.sent();
        Path events = directory.resolve("planned/orders").resolve(DemoWorkload.fileName(day));
        orders.publish(events);
        orders.sendHeartbeat(
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        timeline.tell(
                String.format(
                        Locale.ROOT,
                        "orders of %s: %,d change events",
                        day,
                        orders.sent() - before));
        boolean isTrouble = day.equals(DemoWorkload.dayOfTrouble(firstDay));
        if (!day.equals(firstDay)) {
            deliver(day, isTrouble ? DemoWorkload.LATE : "");
        }
        if (isTrouble) {
            await(
                    "a held day and one whose bill is overdue",
                    told ->
                            told.day(DemoWorkload.HELD, day).equals("HELD")
                                    && told.toldOfDays()
                                            .contains(
                                                    "OPENED OVERDUE "
                                                            + DemoWorkload.LATE
                                                            + "/"
                                                            + day));
        }
        for (String channel : DemoWorkload.channels()) {
            boolean waits =
                    !day.isBefore(DemoWorkload.dayOfTrouble(firstDay))
                            && List.of(DemoWorkload.LATE, DemoWorkload.HELD).contains(channel);
            boolean isLast = day.equals(firstDay.plusDays(DemoWorkload.DAYS - 1L));
            if (!waits && !isLast) {
                await(
                        channel + " " + day + " closed",
                        told -> told.day(channel, day).equals("CLOSED"));
            }
        }
    }

    private void deliver(LocalDate day, String late) throws IOException {
        for (String channel : DemoWorkload.channels()) {
            if (!channel.equals(late)) {
                bills.deliver(channel, day);
            }
        }
        timeline.tell(
                "bills of "
                        + day
                        + " arrive"
                        + (late.isEmpty() ? "" : ", but for that of " + late));
    }

    private void endTroubles() throws Exception {
        LocalDate day = DemoWorkload.dayOfTrouble(firstDay);
        bills.deliver(DemoWorkload.LATE, day);
        timeline.tell("the bill of " + DemoWorkload.LATE + " of " + day + " arrives at last");
        bills.accept(DemoWorkload.HELD, day);
        timeline.tell("an operator accepts " + DemoWorkload.HELD + " " + day);
    }

    private void awaitClosed(LocalDate last) throws Exception {
        await(
                "the last day closed",
                told ->
                        DemoWorkload.channels().stream()
                                .allMatch(channel -> told.day(channel, last).equals("CLOSED")));
    }

    private void await(String what, Predicate<News> condition) throws Exception {
        if (!news.await(condition, PATIENCE)) {
            throw new IOException(
                    "waited "
                            + PATIENCE.toMinutes()
                            + " minutes for "
                            + what
                            + " in vain; the job is "
                            + run.status());
        }
    }

    /** Ends whatever was started, in order. */
    @Override
    public void close() {
        if (news != null) {
            news.close();
        }
        if (run != null) {
            run.close();
        }
        if (stack != null) {
            stack.close();
        }
    }
}
