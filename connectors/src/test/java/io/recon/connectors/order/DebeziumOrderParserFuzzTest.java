package io.recon.connectors.order;

import static io.recon.connectors.order.TestingEvents.OPTIONS;
import static io.recon.connectors.order.TestingEvents.created;
import static io.recon.connectors.order.TestingEvents.decimal;
import static io.recon.connectors.order.TestingEvents.event;
import static io.recon.connectors.order.TestingEvents.row;
import static io.recon.connectors.order.TestingEvents.type;
import static io.recon.connectors.order.TestingEvents.wrapped;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recon.connectors.bill.format.AllocatedBytes;
import io.recon.model.codec.OrderRecordCodec;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever comes where an event is expected, the parser says what it is and never throws: tried
 * with a corpus, and with good events that are broken at random.
 */
class DebeziumOrderParserFuzzTest {
    private static final int ROUNDS = 10_000;

    /** What an event may take in all, however short, and each byte of it. */
    private static final long FREE_BYTES = 1 << 20;

    private static final long BYTES_PER_BYTE = 1 << 10;

    private static final List<String> SEEDS =
            List.of(
                    created(),
                    event(
                            "u",
                            row("txn_no", "\"P0\""),
                            row("paid_at", "\"2026-03-01 08:00:00+08\"")),
                    event("d", row(), "null"),
                    "{\"heartbeat\":{\"ts_ms\":1772323200000}}",
                    created("amount", "{\"scale\":2,\"value\":\"BNI=\"}", "txn_no", "\"订单1\""),
                    event(
                            "r",
                            "null",
                            row("amount", "1.5E1"),
                            "{\"name\":\"p\",\"file\":\"b.007\",\"pos\":4,\"row\":1,\"ts_ms\":5}"),
                    wrapped(
                            created("amount", "\"BNI=\"", "paid_at", "1772323200000000"),
                            decimal("2"),
                            type("paid_at", "int64", "io.debezium.time.MicroTimestamp")));

    private final DebeziumOrderParser parser = new DebeziumOrderParser(OPTIONS);

    @FuzzTest(maxDuration = "2m")
    @Timeout(20)
    void givesOneVerdictOnWhateverComes(byte[] event) throws IOException {
        assertGivesOneVerdict(event);
    }

    @Test
    void givesOneVerdictOnBrokenEvents() throws IOException {
        Random random = new Random(20260301);
        int rejects = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] seed = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
            List<OrderRecord> records = assertGivesOneVerdict(broken(seed, random));
            rejects += records.stream().anyMatch(OrderReject.class::isInstance) ? 1 : 0;
        }
        assertThat(rejects).isBetween(ROUNDS / 4, ROUNDS - ROUNDS / 20);
    }

    private List<OrderRecord> assertGivesOneVerdict(byte[] bytes) throws IOException {
        List<OrderRecord> records = TestingEvents.parse(parser, bytes);

        String shown = new String(bytes, StandardCharsets.UTF_8);
        if (records.isEmpty()) {
            assertThat(isTombstone(bytes)).as(shown).isTrue();
        } else if (records.size() > 1) {
            assertIsMove(records);
        }
        for (OrderRecord record : records) {
            if (record instanceof OrderReject reject) {
                assertThat(records).as(shown).hasSize(1);
                assertThat(reject.source()).isEqualTo("orders.json");
                assertThat(reject.position()).isEqualTo(7);
                // The words for an error of the JSON library that nobody foresaw.
                assertThat(reject.reason()).as(shown).doesNotContain("cannot be read: ");
                assertThat(reject.reason().chars().noneMatch(Character::isISOControl))
                        .as(reject.reason())
                        .isTrue();
                assertThat(reject.raw().length()).isLessThanOrEqualTo(500);
                assertThat(shown).startsWith(reject.raw());
            } else if (record instanceof OrderEvent.Change change && change.row() != null) {
                EventAmount.assertIsOf(change.row().amount(), bytes);
            }
            assertThat(written(record)).isEqualTo(record);
        }
        // What was read before must not show through, nor what stands beside the event.
        assertThat(TestingEvents.parse(OPTIONS, bytes)).as(shown).isEqualTo(records);
        AllocatedBytes.assertAtMost(
                FREE_BYTES + BYTES_PER_BYTE * bytes.length,
                () -> TestingEvents.parse(parser, bytes));
        assertThat(amongOthers(bytes)).as(shown).isEqualTo(records);
        return records;
    }

    /** White space, a null, or one in its wrapper: all else gives something. */
    private static boolean isTombstone(byte[] bytes) throws IOException {
        JsonNode event = new ObjectMapper().readTree(bytes);
        return event == null
                || event.isMissingNode()
                || event.isNull()
                || event.path("payload").isNull();
    }

    /** The old key's removal, and the row under the new one, of one version. */
    private static void assertIsMove(List<OrderRecord> records) {
        assertThat(records).hasSize(2).allMatch(OrderEvent.Change.class::isInstance);
        OrderEvent.Change removal = (OrderEvent.Change) records.get(0);
        OrderEvent.Change insert = (OrderEvent.Change) records.get(1);
        assertThat(removal.row()).isNull();
        assertThat(insert.row()).isNotNull();
        assertThat(insert.version()).isEqualTo(removal.version());
        assertThat(insert.key()).isNotEqualTo(removal.key());
    }

    /** What the event gives where it is a part of a buffer. */
    private List<OrderRecord> amongOthers(byte[] bytes) {
        byte[] buffer = spliced("}{\"\n\"}".getBytes(StandardCharsets.UTF_8), 3, 3, bytes);
        List<OrderRecord> records = new ArrayList<>();
        EventOrigin origin = EventOrigin.of("orders.json", 7);
        parser.parse(buffer, 3, bytes.length, origin, records::add);
        return records;
    }

    private static byte[] broken(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            bytes =
                    switch (random.nextInt(5)) {
                        case 0 -> Arrays.copyOf(bytes, at);
                        case 1 -> flipped(bytes, at, random);
                        case 2 -> spliced(bytes, at, at, anyByte(random));
                        case 3 -> spliced(bytes, at, at + 1, new byte[0]);
                        default -> {
                            int end = Math.min(bytes.length, at + random.nextInt(40));
                            yield spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
                        }
                    };
        }
        return bytes;
    }

    private static byte[] anyByte(Random random) {
        String likely = "{}[]\",:\\0123456789.eE+-tfnu \n";
        return random.nextBoolean()
                ? new byte[] {(byte) likely.charAt(random.nextInt(likely.length()))}
                : new byte[] {(byte) random.nextInt(256)};
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] result = bytes.clone();
        result[at] ^= (byte) (1 << random.nextInt(8));
        return result;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(between);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    private static OrderRecord written(OrderRecord record) throws IOException {
        OrderRecordCodec codec = new OrderRecordCodec();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(record, new DataOutputStream(bytes));
        return codec.read(
                codec.version(),
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
