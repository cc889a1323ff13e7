package io.recon.connectors.hive;

import static java.util.Objects.requireNonNull;

/**
 * Where the tables are and how they are written.
 *
 * @param metastore {@code thrift://host:port}, several joined with commas
 * @param database the tables' database
 * @param warehouse where a database that has to be made keeps its tables' data: an absolute path or
 *     a URI
 * @param format of tables that have to be made
 */
public record HiveSettings(String metastore, String database, String warehouse, HiveFormat format) {
    public HiveSettings {
        requireNonNull(metastore, "metastore");
        requireNonNull(database, "database");
        requireNonNull(warehouse, "warehouse");
        requireNonNull(format, "format");
    }
}
