package io.recon.udf.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.reconcile.Policy;
import io.recon.udf.reconcile.ReconcileOperator;
import io.recon.udf.reconcile.ReconcileState;
import io.recon.udf.statistics.StatisticsFunction;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** No type on the wire or in state falls back to Kryo. */
class DomainTypesTest {
    private final SerializerConfigImpl noGenericTypes = new SerializerConfigImpl();

    DomainTypesTest() {
        noGenericTypes.setGenericTypes(false);
    }

    @Test
    void everyDomainTypeIsWrittenByItsCodec() throws Exception {
        List<TypeInformation<?>> types = constants(DomainTypes.class, TypeInformation.class);
        assertThat(types).hasSizeGreaterThanOrEqualTo(10);
        for (TypeInformation<?> type : types) {
            assertThat(type).isInstanceOf(CodecTypeInformation.class);
            assertThat(type.createSerializer(noGenericTypes)).isInstanceOf(CodecSerializer.class);
        }
        assertThat(types).doesNotHaveDuplicates();
    }

    @Test
    void everySideOutputIsWrittenByACodec() throws Exception {
        List<OutputTag<?>> tags = constants(ReconcileOperator.class, OutputTag.class);
        assertThat(tags).hasSize(6);
        for (OutputTag<?> tag : tags) {
            assertThat(tag.getTypeInfo()).isInstanceOf(CodecTypeInformation.class);
        }
        assertThat(tags.stream().map(OutputTag::getId)).doesNotHaveDuplicates();
    }

    @Test
    void stateIsWrittenByCodecs() {
        var transaction = ReconcileState.transaction(Policy.DEFAULT);
        transaction.initializeSerializerUnlessSet(new ExecutionConfig());
        assertThat(transaction.getSerializer()).isInstanceOf(CodecSerializer.class);
        assertThat(transaction.getTtlConfig().getTimeToLive()).isEqualTo(Duration.ofDays(37));
        var cell = StatisticsFunction.cell(Duration.ofDays(1));
        cell.initializeSerializerUnlessSet(new ExecutionConfig());
        assertThat(cell.getSerializer()).isInstanceOf(CodecSerializer.class);
    }

    @SuppressWarnings("unchecked") // fields are filtered by the very type
    private static <T> List<T> constants(Class<?> owner, Class<?> type) throws Exception {
        List<T> constants = new ArrayList<>();
        for (Field field : owner.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == type) {
                constants.add((T) field.get(null));
            }
        }
        return constants;
    }
}
