package io.recon.local.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebeziumHeartbeatTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
                    {"ts_ms":1772452800000}                                       | 1772452800000
                    {"schema":{"type":"struct"},"payload":{"ts_ms":1772452800000}} | 1772452800000
                    {"op":"u","source":{"ts_ms":5},"ts_ms":9}                     | 5
                    {"op":"c","source":{"ts_ms":5},"ts_ms":9}                     | 5
                    {"op":"d","source":{"ts_ms":5},"ts_ms":9}                     | 5
                    {"schema":{},"payload":{"op":"u","source":{"ts_ms":5}}}       | 5
                    {"op":"r","source":{"ts_ms":5},"ts_ms":9}                     | none
                    {"op":"u","ts_ms":9}                                          | none
                    {"op":7,"source":{"ts_ms":5}}                                 | none
                    {"ts_ms":"5"}                                                 | none
                    {"ts_ms":5.5}                                                 | none
                    {"ts_ms":-5}                                                  | none
                    {"ts_ms":0}                                                   | none
                    {"ts_ms":99999999999999999999}                                | none
                    {"heartbeat":{"ts_ms":5}}                                     | none
                    {"payload":null}                                              | none
                    []                                                            | none
                    5                                                             | none
                    {"ts_ms":                                                     | none
                    `` | none
                    """)
    void onlyWhatDebeziumSaysOfTheLogIsATime(String message, Long timestampMs) {
        var told = new DebeziumHeartbeat().timestampMs(message.getBytes(StandardCharsets.UTF_8));

        assertThat(told.isPresent() ? told.getAsLong() : null).isEqualTo(timestampMs);
    }
}
