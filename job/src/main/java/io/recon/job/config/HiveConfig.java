package io.recon.job.config;

import static java.util.Objects.requireNonNull;

import io.recon.connectors.hive.HiveFormat;

/**
 * Where the tables are.
 *
 * @param metastore {@code thrift://host:port}, several joined with commas; empty if not configured
 * @param database the tables' database
 * @param warehouse where a database that has to be made keeps its data: an absolute path or a URI
 * @param format of the tables' files
 */
public record HiveConfig(String metastore, String database, String warehouse, HiveFormat format) {
    public HiveConfig {
        requireNonNull(metastore, "metastore");
        requireNonNull(database, "database");
        requireNonNull(warehouse, "warehouse");
        requireNonNull(format, "format");
    }

    @Override
    public String toString() {
        return "HiveConfig[…]";
    }
}
