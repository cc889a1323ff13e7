package io.recon.connectors.hive;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** The types that columns have; engines agree about all of them. */
enum ColumnType {
    STRING("string", Types.STRING),
    INT("int", Types.INT),
    BIGINT("bigint", Types.LONG),
    BOOLEAN("boolean", Types.BOOLEAN),
    /** A {@link java.time.LocalDate}. */
    DATE("date", Types.LOCAL_DATE);

    private final String hiveName;

    @SuppressWarnings("ImmutableEnumChecker") // Flink's basic types never change.
    private final TypeInformation<?> flinkType;

    ColumnType(String hiveName, TypeInformation<?> flinkType) {
        this.hiveName = hiveName;
        this.flinkType = flinkType;
    }

    /** The type's name in Hive, as the metastore writes it. */
    String hiveName() {
        return hiveName;
    }

    TypeInformation<?> flinkType() {
        return flinkType;
    }
}
