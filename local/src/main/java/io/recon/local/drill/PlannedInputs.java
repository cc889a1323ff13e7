package io.recon.local.drill;

import io.recon.job.config.ConfigException;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import io.recon.local.orders.OrderPublisher;
import io.recon.local.workload.PlannedDay;
import io.recon.local.workload.Workload;
import io.recon.local.workload.WorkloadGenerator;
import io.recon.local.workload.WorkloadOptions;
import io.recon.local.workload.WorkloadWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A planted workload with every outcome, of which nobody has seen anything yet: its orders and
 * bills are delivered one by one to a continuous job. Change events come shuffled and repeated, so
 * that many an order comes after its day was closed.
 */
public final class PlannedInputs {
    private static final int CHANNELS = 3;
    private static final long NEXT_SEED = 1_000;

    /** Fixed: a seed gives the same workload whenever it is planted. */
    private static final LocalDate LONG_PAST = LocalDate.of(2026, 5, 1);

    private static final String SETTINGS =
            """
            landing: ../landing
            scan-interval: PT0.2S
            checkpoints: ../checkpoints
            checkpoint-interval: PT1S
            alerts: { fold-after: 1000000 }
            hive: { metastore: "%s", warehouse: ../warehouse }
            """;
    private static final String KAFKA = "  kafka: { bootstrap-servers: \"%s\" }\n";

    private final Path directory;
    private final Workload workload;

    private PlannedInputs(Path directory, Workload workload) {
        this.directory = directory;
        this.workload = workload;
    }

    /** Orders of a file that are sent, or a bill that appears in the landing directory. */
    public interface Delivery {
        void deliver(OrderPublisher orders) throws Exception;
    }

    /**
     * Writes a workload, and what is due for it.
     *
     * @param directory where the workload, and all that the job keeps, gets directories of its own
     */
    public static PlannedInputs plant(Path directory, long seed, int transactions, int days)
            throws IOException {
        PlannedInputs inputs = new PlannedInputs(directory, workload(seed, transactions, days));
        WorkloadWriter.write(inputs.workload, inputs.planned());
        return inputs;
    }

    /** In the past: a heartbeat of this moment then says that all orders are there. */
    private static Workload workload(long seed, int transactions, int days) {
        for (long next = seed; ; next += NEXT_SEED) {
            Workload workload =
                    WorkloadGenerator.generate(
                            new WorkloadOptions(next, transactions, CHANNELS, days, true, false));
            LocalDate last =
                    workload.channels().stream()
                            .flatMap(channel -> channel.days().stream())
                            .map(PlannedDay::day)
                            .max(LocalDate::compareTo)
                            .orElseThrow();
            if (last.isBefore(LONG_PAST)) {
                return marked(workload);
            }
        }
    }

    /** A job that never ends takes a bill for complete only when it is told so. */
    private static Workload marked(Workload workload) {
        List<Workload.Channel> channels = new ArrayList<>();
        for (Workload.Channel channel : workload.channels()) {
            channels.add(
                    new Workload.Channel(
                            channel.plan(),
                            channel.days().stream()
                                    .map(
                                            day ->
                                                    new PlannedDay(
                                                            day.day(),
                                                            day.files(),
                                                            day.formerFiles(),
                                                            day.accepted(),
                                                            true))
                                    .toList()));
        }
        return new Workload(
                channels, workload.encoding(), workload.orderFiles(), workload.planted());
    }

    private Path planned() {
        return directory.resolve("planned");
    }

    public Path configFile() {
        return planned().resolve("recon.yaml");
    }

    /** What is due. */
    public Path expected() {
        return planned().resolve("expected");
    }

    /** All change events, as files. */
    public Path orders() {
        return planned().resolve("orders");
    }

    public Path landing() {
        return directory.resolve("landing");
    }

    /**
     * Adds to the workload's configuration where everything is.
     *
     * @param bootstrapServers of the broker
     * @param metastore its address
     */
    public ReconConfig configure(String bootstrapServers, String metastore)
            throws IOException, ConfigException {
        String planted = Files.readString(configFile()).replace("landing: landing\n", "");
        String kafka = KAFKA.formatted(bootstrapServers);
        Files.writeString(
                configFile(),
                SETTINGS.formatted(metastore)
                        + (planted.contains("platform:\n")
                                ? planted.replace("platform:\n", "platform:\n" + kafka)
                                : planted + "platform:\n" + kafka));
        Files.createDirectories(landing());
        return new ReconConfigReader(Map.of()).read(configFile());
    }

    /** The first day of a channel is that of the first directory which the job sees. */
    public void deliverFirstBills() throws IOException {
        for (Workload.Channel channel : workload.channels()) {
            deliverBill(channel, channel.days().get(0));
        }
    }

    /**
     * All else. Files of orders in any order among bills, a channel's in that of their days. The
     * last one says that no order is on its way any more: once is enough, since a job remembers the
     * orders' time over whatever happens to it.
     */
    public Deque<Delivery> deliveries(Random random) throws IOException {
        List<Deque<Delivery>> queues = new ArrayList<>();
        for (Workload.Channel channel : workload.channels()) {
            Deque<Delivery> bills = new ArrayDeque<>();
            channel.days().stream()
                    .skip(1)
                    .forEach(day -> bills.add(orders -> deliverBill(channel, day)));
            queues.add(bills);
        }
        Deque<Delivery> files = new ArrayDeque<>();
        orderFiles().forEach(file -> files.add(orders -> orders.publish(file)));
        queues.add(files);
        Deque<Delivery> mixed = new ArrayDeque<>();
        queues.removeIf(Deque::isEmpty);
        while (!queues.isEmpty()) {
            Deque<Delivery> queue = queues.get(random.nextInt(queues.size()));
            mixed.add(queue.remove());
            queues.removeIf(Deque::isEmpty);
        }
        mixed.add(orders -> orders.sendHeartbeat(Clock.systemUTC().millis()));
        return mixed;
    }

    private List<Path> orderFiles() throws IOException {
        try (Stream<Path> files = Files.walk(orders())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void deliverBill(Workload.Channel channel, PlannedDay day) throws IOException {
        Path place = Path.of(channel.plan().name(), day.day().toString());
        Path to = landing().resolve(place);
        Files.createDirectories(to.getParent());
        Files.move(planned().resolve("landing").resolve(place), to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether every day was told as closed. */
    public boolean areClosed(JobNews told) {
        return told.closed().containsAll(lastDays());
    }

    /**
     * Whether every day is closed.
     *
     * @param openDays the day that each channel closes next; a channel may be absent
     */
    boolean areBehind(Map<String, LocalDate> openDays) {
        return closedDays().entrySet().stream()
                .allMatch(
                        channel -> {
                            LocalDate open = openDays.get(channel.getKey());
                            return open != null && channel.getValue().last().isBefore(open);
                        });
    }

    /** The last day of each channel, as {@code channel/day}. */
    public List<String> lastDays() {
        return closedDays().entrySet().stream()
                .map(channel -> channel.getKey() + "/" + channel.getValue().last())
                .toList();
    }

    /** All those days, each as {@code channel/day}. */
    Set<String> dayKeys() {
        Set<String> keys = new TreeSet<>();
        closedDays().forEach((channel, days) -> days.forEach(day -> keys.add(channel + "/" + day)));
        return keys;
    }

    /** The days that must close in the end, by channel: all that have a bill. */
    SortedMap<String, SortedSet<LocalDate>> closedDays() {
        SortedMap<String, SortedSet<LocalDate>> days = new TreeMap<>();
        for (Workload.Channel channel : workload.channels()) {
            SortedSet<LocalDate> own = new TreeSet<>();
            channel.days().forEach(day -> own.add(day.day()));
            days.put(channel.plan().name(), own);
        }
        return days;
    }
}
