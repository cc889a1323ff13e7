package io.recon.connectors.hive;

import java.time.Duration;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.conf.HiveConf.ConfVars;

/**
 * Hive's own configuration for our clients and writers: what a {@code hive-site.xml} on the class
 * path says, and what the engine's configuration says.
 */
final class HiveConfigurations {
    /** How Flink calls the metastore. */
    static final String CATALOG = "hive";

    /** The version of Hive's client. */
    static final String VERSION = "3.1.3";

    /** So long a job waits between two attempts to reach the metastore. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** An open partition holds at most about so much until it is written. */
    private static final String BLOCK_BYTES = Integer.toString(32 << 20);

    private HiveConfigurations() {}

    /** For a person who waits: says soon that nobody answers. */
    static HiveConf forSetup(HiveSettings settings) {
        HiveConf conf = common(settings);
        conf.setVar(ConfVars.METASTORETHRIFTCONNECTIONRETRIES, "1");
        conf.setVar(ConfVars.METASTORETHRIFTFAILURERETRIES, "0");
        conf.setVar(ConfVars.METASTORE_CLIENT_CONNECT_RETRY_DELAY, "0s");
        return conf;
    }

    /** For a job that should outlive short outages. */
    static HiveConf forJob(HiveSettings settings) {
        HiveConf conf = common(settings);
        conf.setIntVar(
                ConfVars.METASTORETHRIFTCONNECTIONRETRIES,
                Math.toIntExact(1 + settings.patience().dividedBy(RETRY)));
        conf.setVar(ConfVars.METASTORE_CLIENT_CONNECT_RETRY_DELAY, RETRY.toSeconds() + "s");
        conf.set("parquet.compression", "SNAPPY");
        conf.set("parquet.block.size", BLOCK_BYTES);
        conf.set("orc.stripe.size", BLOCK_BYTES);
        return conf;
    }

    private static HiveConf common(HiveSettings settings) {
        HiveConf conf = new HiveConf();
        conf.setVar(ConfVars.METASTOREURIS, settings.metastore());
        return conf;
    }
}
