package io.recon.local.orders;

import io.recon.connectors.order.OrderFileEvents;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.KafkaSources;
import io.recon.job.wiring.OrderOptions;
import io.recon.local.UsageException;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Sends change events from files to the configured topic, and heartbeats. */
public final class OrderPublisher implements AutoCloseable {
    private final OrdersTopic topic;
    private final ReconConfig config;
    private long sent;
    private long unreadable;
    private long heartbeatsLeftOut;

    private OrderPublisher(OrdersTopic topic, ReconConfig config) {
        this.topic = topic;
        this.config = config;
    }

    /**
     * Connects to the configured topic.
     *
     * @throws UsageException if there is no such topic
     * @throws IOException if no broker answers
     */
    public static OrderPublisher open(ReconConfig config)
            throws IOException, InterruptedException, UsageException {
        return new OrderPublisher(OrdersTopic.open(KafkaSources.settings(config)), config);
    }

    /**
     * Sends the events of a file, or of all files below a directory, and waits until they are
     * there. The events of one order go to one partition.
     */
    public void publish(Path orders) throws IOException, InterruptedException {
        new OrderFileEvents(
                        new org.apache.flink.core.fs.Path(
                                orders.toAbsolutePath().normalize().toUri()),
                        OrderOptions.of(config))
                .forEach(this::send);
        topic.flush();
    }

    private void send(byte[] event, List<OrderRecord> records, String place) throws IOException {
        // Of an update that changes the key it is the new one.
        OrderRecord last = records.get(records.size() - 1);
        if (last instanceof OrderEvent.Heartbeat) {
            // It belongs to the log that the file was taken from; the last heartbeats say more.
            heartbeatsLeftOut++;
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

    /**
     * Says on every partition that all changes that were made before a time have been sent, and
     * waits until it is there.
     *
     * @param timeMs epoch milliseconds
     */
    public void sendHeartbeat(long timeMs) throws IOException {
        topic.sendHeartbeat(timeMs);
        topic.flush();
    }

    int partitionCount() {
        return topic.partitionCount();
    }

    /** How many events were sent, those that cannot be read too. */
    public long sent() {
        return sent;
    }

    long unreadable() {
        return unreadable;
    }

    long heartbeatsLeftOut() {
        return heartbeatsLeftOut;
    }

    @Override
    public void close() {
        topic.close();
    }
}
