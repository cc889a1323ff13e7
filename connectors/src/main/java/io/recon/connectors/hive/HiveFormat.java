package io.recon.connectors.hive;

import java.util.Map;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;

/** How the tables' files are written. */
public enum HiveFormat {
    ORC(
            "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
            "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
            "org.apache.hadoop.hive.ql.io.orc.OrcSerde"),
    PARQUET(
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
            "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe");

    private final String inputFormat;
    private final String outputFormat;
    private final String serializer;

    HiveFormat(String inputFormat, String outputFormat, String serializer) {
        this.inputFormat = inputFormat;
        this.outputFormat = outputFormat;
        this.serializer = serializer;
    }

    /** The classes by which Hive knows the format. */
    String inputFormat() {
        return inputFormat;
    }

    /** Says of a table that its files are in this format. */
    void describe(StorageDescriptor storage) {
        storage.setInputFormat(inputFormat);
        storage.setOutputFormat(outputFormat);
        SerDeInfo serde = new SerDeInfo(null, serializer, Map.of());
        storage.setSerdeInfo(serde);
    }
}
