package io.recon.connectors.hive;

import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * The types that columns have; engines agree about all of them. Values are what Flink's tables hold
 * inside, so that nothing is converted between a record and its file.
 */
enum ColumnType {
    /** A {@link org.apache.flink.table.data.StringData}. */
    STRING("string", VarCharType.STRING_TYPE),
    INT("int", new IntType()),
    BIGINT("bigint", new BigIntType()),
    BOOLEAN("boolean", new BooleanType()),
    /** Epoch days, an {@code Integer}. */
    DATE("date", new DateType());

    private final String hiveName;

    @SuppressWarnings("ImmutableEnumChecker") // Flink's logical types never change.
    private final LogicalType logicalType;

    ColumnType(String hiveName, LogicalType logicalType) {
        this.hiveName = hiveName;
        this.logicalType = logicalType;
    }

    /** The type's name in Hive, as the metastore writes it. */
    String hiveName() {
        return hiveName;
    }

    LogicalType logicalType() {
        return logicalType;
    }
}
