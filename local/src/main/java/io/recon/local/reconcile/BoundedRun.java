package io.recon.local.reconcile;

import io.recon.connectors.bill.BillSource;
import io.recon.connectors.bill.proof.FormatBillProver;
import io.recon.connectors.order.OrderFileSource;
import io.recon.job.config.ChannelConfig;
import io.recon.job.config.ReconConfig;
import io.recon.job.topology.Branch;
import io.recon.job.topology.ReconciliationTopology;
import io.recon.job.topology.Sinks;
import io.recon.udf.reconcile.AtEnd;
import io.recon.udf.type.DomainTypes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The reconciliation job over files that end, in a Flink of its own inside this JVM. It takes no
 * checkpoints: a run that fails is begun anew.
 */
final class BoundedRun {
    static final String STATISTICS = "statistics";
    static final String BILLS = "bills";
    static final String ADJUSTED_LINES = "adjusted-lines";
    static final String LEDGER = "ledger";
    static final String DEAD_LETTERS = "dead-letters";

    private final ReconConfig config;
    private final Path orders;
    private final Path landing;

    BoundedRun(ReconConfig config, Path orders, Path landing) {
        this.config = config;
        this.orders = orders;
        this.landing = landing;
    }

    /** Starts the job; what it gives lies in the directory when it has ended. */
    JobClient start(Configuration flink, RunDirectory directory) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(flink);
        ReconciliationTopology.build(
                environment,
                null,
                // Every order is read before a day closes: only the end of the files is a watermark.
                WatermarkStrategy.noWatermarks(),
                config.channels().values().stream().map(this::branch).toList(),
                AtEnd.LEAVE_UNDECIDED,
                new Sinks(
                        directory.resultSink(),
                        directory.sink(STATISTICS, DomainTypes.STATISTICS_CELL),
                        directory.sink(BILLS, DomainTypes.CHANNEL_RECORD),
                        directory.sink(ADJUSTED_LINES, DomainTypes.ADJUSTED_LINE),
                        directory.sink(LEDGER, DomainTypes.LEDGER_DELTA),
                        directory.sink(DEAD_LETTERS, DomainTypes.ORDER_REJECT)));
        return environment.executeAsync("reconcile");
    }

    private Branch branch(ChannelConfig channel) {
        return null;
    }
}
