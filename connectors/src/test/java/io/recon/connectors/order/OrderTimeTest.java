package io.recon.connectors.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.TransactionKey;
import io.recon.model.TransactionType;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import io.recon.model.order.SourceVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What moves the orders' time, and how far. All times of a table are of 2 March 2026, UTC. */
class OrderTimeTest {
    private static final Duration OUT_OF_ORDERNESS = Duration.ofMinutes(5);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);
    private static final String NONE = "none";

    private final TestingMetricGroup metrics = new TestingMetricGroup();

    @ParameterizedTest
    @CsvSource({
        // what comes, in turn                               | the watermark then
        "'',                                                   none",
        "c 12:00:00.000,                                       11:54:59.999",
        "u 12:00:00.000,                                       11:54:59.999",
        "d 12:00:00.000,                                       11:54:59.999",
        "r 12:00:00.000,                                       none",
        "x,                                                    none",
        "h 12:00:00.000,                                       11:59:59.999",
        // Nothing goes back.
        "c 12:00:00.000 c 11:00:00.000,                        11:54:59.999",
        "h 12:00:00.000 h 11:00:00.000,                        11:59:59.999",
        "h 12:00:00.000 c 12:04:59.999,                        11:59:59.999",
        "h 12:00:00.000 c 12:05:00.001,                        12:00:00",
        "c 12:00:00.000 h 11:54:59.999,                        11:54:59.999",
        "c 12:00:00.000 h 11:55:00.001,                        11:55:00",
        "c 12:00:00.000 r 13:00:00.000 x,                      11:54:59.999"
    })
    void timeMovesByChangesLessTheOutOfOrdernessAndByHeartbeatsExactly(
            String records, String watermark) {
        assertThat(watermarkAfter(at("23:00:00.000"), records)).isEqualTo(watermark);
    }

    @ParameterizedTest
    @CsvSource({
        // The day ends with 23:59:59.999: with that as the watermark it may close.
        "h 23:59:59.999,                       false",
        "h 24:00:00.000,                       true",
        "c 23:59:59.999,                       false",
        "c 24:00:00.000,                       false",
        "c 24:04:59.999,                       false",
        "c 24:05:00.000,                       true",
        "r 24:05:00.000,                       false",
        "x,                                    false"
    })
    void aDayEndsWhenAllBeforeItsEndIsRead(String records, boolean ends) {
        long lastOfDay = at("24:00:00.000") - 1;

        Long watermark = lastWatermark(at("24:30:00.000"), records);

        assertThat(watermark != null && watermark >= lastOfDay).isEqualTo(ends);
    }

    @ParameterizedTest
    @CsvSource({
        // The clock shows 12:00, the skew is two minutes.
        "h 12:01:59.999,                                12:01:59.998, 0",
        "h 12:02:00.000,                                12:01:59.999, 0",
        "h 12:02:00.001,                                none,         1",
        "c 12:02:00.000,                                11:56:59.999, 0",
        "c 12:02:00.001,                                none,         1",
        "c 23:00:00.000 u 23:00:00.000 h 23:00:00.000,  none,         3",
        "r 23:00:00.000,                                none,         0",
        "c 12:00:00.000 c 23:00:00.000 c 12:01:00.000,  11:55:59.999, 1",
        "h 12:00:00.000 h 23:00:00.000 h 12:01:00.000,  12:00:59.999, 1"
    })
    void whatIsFarAheadOfTheClockMovesNothingAndIsCounted(
            String records, String watermark, long ahead) {
        assertThat(watermarkAfter(at("12:00:00.000"), records)).isEqualTo(watermark);
        assertThat(metrics.aheadOfClock()).isEqualTo(ahead);
    }

    @Test
    void theLastMillisecondThatATimestampCanHaveMovesNothing() {
        long now = at("12:00:00.000");
        List<Long> watermarks = new ArrayList<>();
        WatermarkGenerator<OrderRecord> generator = generator(new AtomicLong(now));

        generator.onEvent(new OrderEvent.Heartbeat(Long.MAX_VALUE), now, null);
        generator.onPeriodicEmit(output(watermarks));

        assertThat(watermarks).isEmpty();
    }

    @Test
    void silenceMovesNothing() {
        AtomicLong clock = new AtomicLong(at("12:00:00.000"));
        List<Long> watermarks = new ArrayList<>();
        WatermarkGenerator<OrderRecord> generator = generator(clock);
        generator.onEvent(new OrderEvent.Heartbeat(at("11:00:00.000")), 0, null);

        generator.onPeriodicEmit(output(watermarks));
        clock.set(at("23:00:00.000"));
        generator.onPeriodicEmit(output(watermarks));

        assertThat(watermarks).containsOnly(at("11:00:00.000") - 1);
    }

    @Test
    void thePartitionsOfASubtaskShareOneCounter() throws Exception {
        WatermarkStrategy<OrderRecord> strategy =
                InstantiationUtil.clone(OrderTime.strategy(OUT_OF_ORDERNESS, CLOCK_SKEW));

        strategy.createWatermarkGenerator(() -> metrics)
                .onEvent(new OrderEvent.Heartbeat(Long.MAX_VALUE), 0, null);
        strategy.createWatermarkGenerator(() -> metrics)
                .onEvent(new OrderEvent.Heartbeat(Long.MAX_VALUE), 0, null);

        assertThat(metrics.aheadOfClock()).isEqualTo(2);
    }

    private String watermarkAfter(long now, String records) {
        Long watermark = lastWatermark(now, records);
        if (watermark == null) {
            return NONE;
        }
        String instant = Instant.ofEpochMilli(watermark).toString();
        return instant.substring("2026-03-02T".length(), instant.length() - 1);
    }

    private Long lastWatermark(long now, String records) {
        List<Long> watermarks = new ArrayList<>();
        WatermarkGenerator<OrderRecord> generator = generator(new AtomicLong(now));
        String[] words = records.isEmpty() ? new String[0] : records.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            OrderRecord record =
                    words[i].equals("x") ? reject() : event(words[i].charAt(0), at(words[++i]));
            generator.onEvent(record, now, null);
        }
        generator.onPeriodicEmit(output(watermarks));
        return watermarks.isEmpty() ? null : watermarks.get(watermarks.size() - 1);
    }

    private WatermarkGenerator<OrderRecord> generator(AtomicLong clock) {
        return OrderTime.strategy(OUT_OF_ORDERNESS, CLOCK_SKEW, clock::get)
                .createWatermarkGenerator(() -> metrics);
    }

    private static OrderEvent event(char kind, long timestampMs) {
        if (kind == 'h') {
            return new OrderEvent.Heartbeat(timestampMs);
        }
        return new OrderEvent.Change(
                new TransactionKey("alipay", "1", TransactionType.PAYMENT, "P1"),
                OrderOperation.ofCode(kind),
                null,
                SourceVersion.ofTime(timestampMs));
    }

    private static OrderReject reject() {
        return new OrderReject("orders-0", 7, "the event is no valid JSON", "{");
    }

    /** A time of 2 March; 24:00 and later is of the next morning. */
    private static long at(String time) {
        String[] parts = time.split(":", -1);
        return Instant.parse("2026-03-02T00:00:00Z")
                .plus(Duration.ofHours(Integer.parseInt(parts[0])))
                .plus(Duration.ofMinutes(Integer.parseInt(parts[1])))
                .plus(Duration.parse("PT" + parts[2] + "S"))
                .toEpochMilli();
    }

    private static WatermarkOutput output(List<Long> watermarks) {
        return new WatermarkOutput() {
            @Override
            public void emitWatermark(Watermark watermark) {
                watermarks.add(watermark.getTimestamp());
            }

            @Override
            public void markIdle() {
                throw new AssertionError("a partition without events became idle");
            }

            @Override
            public void markActive() {
                throw new AssertionError("a partition that never was idle became active");
            }
        };
    }

    /** Knows the one counter, and that it is made once. */
    private static final class TestingMetricGroup extends UnregisteredMetricsGroup {
        private final List<Counter> counters = new ArrayList<>();
        private String path = "";

        @Override
        public MetricGroup addGroup(String name) {
            path += name + ".";
            return this;
        }

        @Override
        public Counter counter(String name) {
            assertThat(path + name).isEqualTo("recon.orders.aheadOfClock");
            counters.add(new SimpleCounter());
            return counters.get(counters.size() - 1);
        }

        long aheadOfClock() {
            assertThat(counters).hasSize(1);
            return counters.get(0).getCount();
        }
    }
}
