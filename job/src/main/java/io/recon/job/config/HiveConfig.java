package io.recon.job.config;

import static java.util.Objects.requireNonNull;

/**
 * Where the tables are.
 *
 * @param metastore {@code thrift://host:port}, several joined with commas; empty if not configured
 * @param database the tables' database
 * @param warehouse the directory of the tables' data: an absolute path or a URI
 */
public record HiveConfig(String metastore, String database, String warehouse) {
    public HiveConfig {
        requireNonNull(metastore, "metastore");
        requireNonNull(database, "database");
        requireNonNull(warehouse, "warehouse");
    }

    @Override
    public String toString() {
        return "HiveConfig[…]";
    }
}
