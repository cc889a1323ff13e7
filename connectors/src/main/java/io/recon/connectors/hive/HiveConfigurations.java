package io.recon.connectors.hive;

import java.time.Duration;
import org.apache.hadoop.hive.conf.HiveConf;

/**
 * Hive's own configuration for our clients and writers: what a {@code hive-site.xml} on the class
 * path says, and what the engine's configuration says.
 */
final class HiveConfigurations {
    /** How Flink calls the metastore. */
    static final String CATALOG = "hive";

    /** The version of Hive's client. */
    static final String VERSION = "3.1.3";

    // By name, since Hive's constants for them are deprecated.
    private static final String URIS = "hive.metastore.uris";
    private static final String CONNECT_RETRIES = "hive.metastore.connect.retries";
    private static final String FAILURE_RETRIES = "hive.metastore.failure.retries";
    private static final String CONNECT_RETRY_DELAY = "hive.metastore.client.connect.retry.delay";

    /** So long a job waits between two attempts to reach the metastore. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** An open partition holds at most about so much until it is written. */
    private static final String BLOCK_BYTES = Integer.toString(32 << 20);

    /**
     * Amounts, numbers and times hardly ever repeat: their columns give up their dictionaries when
     * these are so large, a sixteenth of what is usual. Names and states stay far below.
     */
    private static final String DICTIONARY_BYTES = Integer.toString(64 << 10);

    private HiveConfigurations() {}

    /** For a person who waits: says soon that nobody answers. */
    static HiveConf forSetup(HiveSettings settings) {
        HiveConf conf = common(settings);
        conf.set(CONNECT_RETRIES, "1");
        conf.set(FAILURE_RETRIES, "0");
        conf.set(CONNECT_RETRY_DELAY, "0s");
        return conf;
    }

    /** For a job that should outlive short outages. */
    static HiveConf forJob(HiveSettings settings) {
        HiveConf conf = common(settings);
        conf.setInt(CONNECT_RETRIES, Math.toIntExact(1 + settings.patience().dividedBy(RETRY)));
        conf.set(CONNECT_RETRY_DELAY, RETRY.toSeconds() + "s");
        conf.set("parquet.compression", "SNAPPY");
        conf.set("parquet.block.size", BLOCK_BYTES);
        conf.set("parquet.dictionary.page.size", DICTIONARY_BYTES);
        conf.set("orc.stripe.size", BLOCK_BYTES);
        return conf;
    }

    /** For questions. Nobody else in this JVM gets the file system of readers. */
    static HiveConf forReader(HiveSettings settings) {
        HiveConf conf = forJob(settings);
        conf.set("fs.file.impl", ListedLocalFiles.class.getName());
        conf.setBoolean("fs.file.impl.disable.cache", true);
        return conf;
    }

    private static HiveConf common(HiveSettings settings) {
        HiveConf conf = new HiveConf();
        conf.set(URIS, settings.metastore());
        return conf;
    }
}
