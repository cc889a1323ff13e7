package io.recon.local.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Writes down, a JSON object a line, what a query gives. */
public final class SparkQuery {
    private SparkQuery() {}

    /**
     * Asks and ends.
     *
     * @param arguments the metastore, a directory for Spark's own files, and then pairs of a query
     *     and of the file for its rows
     */
    public static void main(String[] arguments) throws Exception {
        try (SparkSession spark =
                SparkSession.builder()
                        .master("local[1]")
                        .config("spark.ui.enabled", false)
                        .config("spark.driver.host", "127.0.0.1")
                        .config("spark.driver.bindAddress", "127.0.0.1")
                        .config("spark.sql.shuffle.partitions", 1)
                        .config("spark.sql.session.timeZone", "UTC")
                        // Else absent values have no key.
                        .config("spark.sql.jsonGenerator.ignoreNullFields", false)
                        .config("spark.hadoop.hive.metastore.uris", arguments[0])
                        .config("spark.sql.warehouse.dir", arguments[1])
                        .enableHiveSupport()
                        .getOrCreate()) {
            for (int i = 2; i < arguments.length; i += 2) {
                Files.write(
                        Path.of(arguments[i + 1]),
                        spark.sql(arguments[i]).toJSON().collectAsList());
            }
        }
    }
}
