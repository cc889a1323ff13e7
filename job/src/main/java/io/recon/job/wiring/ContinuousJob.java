package io.recon.job.wiring;

import io.recon.connectors.alert.KafkaOutputs;
import io.recon.connectors.hive.UnusableTablesException;
import io.recon.job.config.ReconConfig;
import io.recon.job.topology.Branch;
import io.recon.job.topology.Conservation;
import io.recon.job.topology.DaysAndAlerts;
import io.recon.job.topology.OrderInput;
import io.recon.job.topology.Outputs;
import io.recon.job.topology.ReconciliationTopology;
import io.recon.model.day.DayChange;
import io.recon.udf.reconcile.AtEnd;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job that never ends: orders from Kafka, bills from the landing directory, everything into the
 * tables, and what people and other systems wait for to Kafka at once.
 */
public final class ContinuousJob {
    /** A group of alerts is forgotten so long after its days' retention. */
    private static final Duration ALERTS_SPARE_TIME = Duration.ofDays(30);

    private ContinuousJob() {}

    /**
     * Builds the job, and makes the tables where they are absent.
     *
     * @param run the number that its rows and alerts bear; higher than that of any earlier run that
     *     did not end where this one begins
     * @param orderReaders how many subtasks can read orders at most: each must surely get a
     *     partition
     * @throws UnusableTablesException if the metastore cannot be reached, or a table is another
     *     than is declared
     */
    public static void build(
            StreamExecutionEnvironment environment, ReconConfig config, long run, int orderReaders)
            throws UnusableTablesException {
        List<Branch> branches = ContinuousSources.branches(config);
        Outputs outputs =
                ReconciliationTopology.build(
                        environment,
                        new OrderInput(
                                KafkaSources.orders(config),
                                KafkaSources.orderTime(config),
                                // One without a partition would have no time, and let none pass.
                                Math.min(environment.getParallelism(), orderReaders)),
                        branches,
                        AtEnd.KEEP_WAITING);
        Conservation.prove(outputs, branches);
        DataStream<DayChange> days = DaysAndAlerts.days(outputs, branches);

        HiveTables.attach(environment, config, run, outputs, days);

        KafkaOutputs kafka = KafkaSinks.of(config);
        send(
                "alerts",
                DaysAndAlerts.alerts(outputs, config.alerts().foldAfter(), timeToLive(branches)),
                kafka.alerts(run));
        send("days", days, kafka.days());
        send("statistics", outputs.statistics(), kafka.statistics());
        send("order-rejects", outputs.orders().rejects(), kafka.orderRejects());
        send("bill-rejects", outputs.bills().reports(), kafka.billRejects());
        send("lines-over-limit", outputs.bills().adjustedLines(), kafka.linesOverLimit());
    }

    /** In one subtask: what is told of one thing keeps its order. */
    private static <T> void send(String name, DataStream<T> stream, Sink<T> sink) {
        stream.sinkTo(sink).name(name + " to Kafka").uid("kafka-" + name).setParallelism(1);
    }

    private static Duration timeToLive(List<Branch> branches) {
        return ALERTS_SPARE_TIME.plusDays(
                branches.stream()
                        .mapToInt(branch -> branch.policy().retentionDays())
                        .max()
                        .orElse(0));
    }
}
