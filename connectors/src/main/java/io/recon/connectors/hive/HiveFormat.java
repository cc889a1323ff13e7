package io.recon.connectors.hive;

/**
 * How the tables' files are written. Knows no class of Hive's, so that configurations can be read
 * without them.
 */
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

    String outputFormat() {
        return outputFormat;
    }

    String serializer() {
        return serializer;
    }
}
