package io.recon.local.run;

import io.recon.connectors.hive.HiveDatabase;
import io.recon.connectors.hive.UnusableTablesException;
import io.recon.connectors.order.KafkaOrderPartitions;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.HiveTables;
import io.recon.job.wiring.KafkaPreparation;
import io.recon.job.wiring.KafkaSources;
import io.recon.local.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks Kafka and the metastore whether a job can run, before any part of it is started. */
final class Preparation {
    private Preparation() {}

    /**
     * Makes the topics and tables that the engine writes, where they are absent.
     *
     * @return how many partitions the orders' topic has
     * @throws UsageException with all that the user must mend first
     */
    static int prepare(ReconConfig config) throws UsageException, InterruptedException {
        List<String> problems = new ArrayList<>();
        int partitions = prepareKafka(config, problems);
        prepareTables(config, problems);
        if (!problems.isEmpty()) {
            throw new UsageException(problems);
        }
        return partitions;
    }

    private static int prepareKafka(ReconConfig config, List<String> problems)
            throws InterruptedException {
        try {
            problems.addAll(KafkaPreparation.prepare(config));
            return problems.isEmpty()
                    ? KafkaOrderPartitions.count(
                                    KafkaSources.settings(config),
                                    config.platform().kafka().topic())
                            .orElse(1)
                    : 0;
        } catch (IOException e) {
            problems.add("platform.kafka: " + e.getMessage());
            return 0;
        }
    }

    private static void prepareTables(ReconConfig config, List<String> problems) {
        try (HiveDatabase database = HiveDatabase.connect(HiveTables.settings(config))) {
            database.prepare();
        } catch (UnusableTablesException e) {
            problems.add("hive: " + e.getMessage());
        }
    }
}
