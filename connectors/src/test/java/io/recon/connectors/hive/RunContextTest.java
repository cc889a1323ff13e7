package io.recon.connectors.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunContextTest {
    private final RunContext context = new RunContext(new HiveRun(1, Map.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-03-01T15:59:59.999Z",
                "2026-03-01T16:00:00.001Z",
                "2026-03-01T23:59:59Z",
                "1969-12-31T23:59:59.900Z",
                "0000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59.999Z",
                "9999-12-31T23:59:59.999Z",
                "+10000-01-01T00:00:00Z"
            })
    void instantsAreWrittenAsIso8601(String text) {
        assertThat(context.instantOf(Instant.parse(text).toEpochMilli())).hasToString(text);
    }

    @Test
    void anyInstantIsWrittenAsTheJdkWritesIt() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long ms =
                    random.nextLong(4_000_000_000_000L)
                            / (random.nextBoolean() ? 1 : 1_000)
                            * 1_000;
            assertThat(context.instantOf(ms)).hasToString(Instant.ofEpochMilli(ms).toString());
        }
    }

    @Test
    void daysThatShareASlotAreToldApart() {
        for (int day : new int[] {0, 64, 0, -64, 128, 20_513}) {
            assertThat(context.dateOf(day)).hasToString(LocalDate.ofEpochDay(day).toString());
        }
    }
}
