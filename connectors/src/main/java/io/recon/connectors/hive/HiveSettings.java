package io.recon.connectors.hive;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * Where the tables are and how they are written.
 *
 * @param metastore {@code thrift://host:port}, several joined with commas
 * @param database the tables' database
 * @param warehouse where a database that has to be made keeps its tables' data: an absolute path or
 *     a URI
 * @param format of tables that have to be made
 * @param patience how long a job waits for a metastore that does not answer before it fails, to
 *     start again from its last checkpoint
 */
public record HiveSettings(
        String metastore, String database, String warehouse, HiveFormat format, Duration patience)
        implements Serializable {
    /** Longer than a metastore takes to be started again, shorter than a checkpoint may take. */
    public static final Duration USUAL_PATIENCE = Duration.ofMinutes(1);

    public HiveSettings {
        requireNonNull(metastore, "metastore");
        requireNonNull(database, "database");
        requireNonNull(warehouse, "warehouse");
        requireNonNull(format, "format");
        requireNonNull(patience, "patience");
    }
}
