package io.recon.job.wiring;

import io.recon.connectors.hive.HiveDatabase;
import io.recon.connectors.hive.UnusableTablesException;
import io.recon.connectors.order.KafkaOrderPartitions;
import io.recon.job.config.ReconConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks Kafka and the metastore whether a job that never ends can run, before it is started. */
public final class JobPreparation {
    private JobPreparation() {}

    /**
     * Makes nothing.
     *
     * @throws NotReadyException with all that the user must mend first
     */
    public static void check(ReconConfig config) throws NotReadyException, InterruptedException {
        List<String> problems = new ArrayList<>();
        checkKafka(config, problems);
        checkTables(config, problems);
        if (!problems.isEmpty()) {
            throw new NotReadyException(problems);
        }
    }

    /** The highest number of a run in the tables; 0 if there was none. */
    public static long lastRun(ReconConfig config) throws NotReadyException {
        try (HiveDatabase database = HiveDatabase.connect(HiveTables.settings(config))) {
            return database.lastRun();
        } catch (UnusableTablesException e) {
            throw new NotReadyException(ofTables(e));
        }
    }

    /** Notes in the tables that a run has begun: the next one has a higher number. */
    public static void noteRun(ReconConfig config, long run) throws NotReadyException {
        try (HiveDatabase database = HiveDatabase.connect(HiveTables.settings(config))) {
            database.noteRun(run);
        } catch (UnusableTablesException e) {
            throw new NotReadyException(ofTables(e));
        }
    }

    /**
     * Makes the topics and tables that the engine writes, where they are absent; none of them
     * unless all is ready for them.
     *
     * @return how many partitions the orders' topic has
     * @throws NotReadyException with all that the user must mend first
     */
    public static int make(ReconConfig config) throws NotReadyException, InterruptedException {
        try (HiveDatabase database = HiveDatabase.connect(HiveTables.settings(config))) {
            List<String> problems = KafkaPreparation.prepare(config);
            if (!problems.isEmpty()) {
                throw new NotReadyException(problems);
            }
            database.prepare();
            return KafkaOrderPartitions.count(
                            KafkaSources.settings(config), config.platform().kafka().topic())
                    .orElse(1);
        } catch (UnusableTablesException e) {
            throw new NotReadyException(ofTables(e));
        } catch (IOException e) {
            throw new NotReadyException(ofKafka(e));
        }
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
        if (config.hive().metastore().isEmpty()) {
            problems.add(
                    "hive.metastore: is missing; the job needs the tables, for example"
                            + " thrift://localhost:9083");
            return;
        }
        try (HiveDatabase database = HiveDatabase.connect(HiveTables.settings(config))) {
            database.check();
        } catch (UnusableTablesException e) {
            problems.add(ofTables(e));
        }
    }

    private static String ofKafka(IOException e) {
        return "platform.kafka: " + e.getMessage();
    }

    private static String ofTables(UnusableTablesException e) {
        return "hive: " + e.getMessage();
    }
}
