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
     * Makes the topics and tables that the engine writes, where they are absent; none of them
     * unless all is ready for them.
     *
     * @return how many partitions the orders' topic has
     * @throws UsageException with all that the user must mend first
     */
    static int prepare(ReconConfig config) throws UsageException, InterruptedException {
        List<String> problems = new ArrayList<>();
        checkKafka(config, problems);
        checkTables(config, problems);
        if (!problems.isEmpty()) {
            throw new UsageException(problems);
        }
        return make(config);
    }

    private static void checkKafka(ReconConfig config, List<String> problems)
            throws InterruptedException {
        try {
            problems.addAll(KafkaPreparation.check(config));
        } catch (IOException e) {
            problems.add(ofKafka(e));
        }
    }

    private static void checkTables(ReconConfig config, List<String> problems) {
        try (HiveDatabase database = HiveDatabase.connect(HiveTables.settings(config))) {
            database.check();
        } catch (UnusableTablesException e) {
            problems.add(ofTables(e));
        }
    }

    private static int make(ReconConfig config) throws UsageException, InterruptedException {
        try (HiveDatabase database = HiveDatabase.connect(HiveTables.settings(config))) {
            List<String> problems = KafkaPreparation.prepare(config);
            if (!problems.isEmpty()) {
                throw new UsageException(problems);
            }
            database.prepare();
            return KafkaOrderPartitions.count(
                            KafkaSources.settings(config), config.platform().kafka().topic())
                    .orElse(1);
        } catch (UnusableTablesException e) {
            throw new UsageException(ofTables(e));
        } catch (IOException e) {
            throw new UsageException(ofKafka(e));
        }
    }

    private static String ofKafka(IOException e) {
        return "platform.kafka: " + e.getMessage();
    }

    private static String ofTables(UnusableTablesException e) {
        return "hive: " + e.getMessage();
    }
}
