package io.recon.connectors.order;

import static io.recon.connectors.order.TestingEvents.OPTIONS;
import static io.recon.connectors.order.TestingEvents.created;
import static io.recon.connectors.order.TestingEvents.event;
import static io.recon.connectors.order.TestingEvents.row;
import static io.recon.connectors.order.TestingEvents.wrapped;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import io.recon.udf.type.DomainTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderDeserializerTest {
    private OrderDeserializer deserializer;

    /** As a subtask gets it. */
    @BeforeEach
    void ship() throws Exception {
        deserializer =
                InstantiationUtil.clone(new OrderDeserializer(OPTIONS, DomainTypes.ORDER_RECORD));
        deserializer.open(null);
    }

    @Test
    void aChangeIsOneRecord() {
        assertThat(read(created("txn_no", "\"P7\"")))
                .singleElement()
                .isInstanceOfSatisfying(
                        OrderEvent.Change.class,
                        change -> assertThat(change.key().number()).isEqualTo("P7"));
        assertThat(read(wrapped(created()))).hasSize(1);
    }

    @Test
    void anUpdateThatChangesTheKeyIsARemovalAndThenARow() {
        assertThat(read(event("u", row("txn_no", "\"old\""), row("txn_no", "\"new\""))))
                .satisfiesExactly(
                        removal -> assertThat(described(removal)).isEqualTo("UPDATE old gone"),
                        change -> assertThat(described(change)).isEqualTo("UPDATE new there"));
    }

    @Test
    void aDeleteIsARecordWithoutARow() {
        assertThat(read(event("d", row(), "null")))
                .singleElement()
                .satisfies(change -> assertThat(described(change)).isEqualTo("DELETE P1 gone"));
    }

    @Test
    void aHeartbeatKeepsItsTime() {
        assertThat(read("{\"heartbeat\":{\"ts_ms\":1772323200000}}"))
                .containsExactly(new OrderEvent.Heartbeat(1_772_323_200_000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "null", "{\"schema\":null,\"payload\":null}"})
    void whatDebeziumSendsAsATombstoneGivesNothing(String value) {
        assertThat(read(value)).isEmpty();
    }

    @Test
    void aTombstoneOfKafkaGivesNothing() {
        assertThat(read((byte[]) null)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsARejectWithPartitionAndOffset() {
        assertThat(read("{\"op\":\"t\"}"))
                .containsExactly(
                        new OrderReject(
                                "orders.v1-3",
                                42,
                                "op is \"t\"; it must be c, u, d or r",
                                "{\"op\":\"t\"}"));
        assertThat(read(new byte[] {'{', (byte) 0xff})).hasOnlyElementsOfType(OrderReject.class);
    }

    @Test
    void aRejectStandsForItsOwnEventAlone() {
        read("{");

        assertThat(read(created())).hasOnlyElementsOfType(OrderEvent.Change.class);
    }

    private static String described(OrderRecord record) {
        OrderEvent.Change change = (OrderEvent.Change) record;
        OrderOperation operation = change.operation();
        return operation
                + " "
                + change.key().number()
                + (change.row() == null ? " gone" : " there");
    }

    private List<OrderRecord> read(String value) {
        return read(value.getBytes(StandardCharsets.UTF_8));
    }

    private List<OrderRecord> read(byte[] value) {
        List<OrderRecord> records = new ArrayList<>();
        deserializer.deserialize(
                new ConsumerRecord<>("orders.v1", 3, 42, null, value),
                new ListCollector<>(records));
        return records;
    }
}
