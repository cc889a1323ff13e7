package io.recon.local.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TerminalBarTest {
    private static final Duration ELAPSED = Duration.ofSeconds(66);

    @Test
    void tellsHowMuchIsDoneHowLongItTookAndHowFastItGoes() {
        assertThat(line(80))
                .isEqualTo(
                        "reconcile  132,000 records  1:06  2,000/s  2,000 orders, 130,000 lines");
    }

    @Test
    void losesOnANarrowTerminalWhatMattersLeast() {
        assertThat(line(40)).isEqualTo("reconcile  132,000 records  1:06  2,000/");
        assertThat(line(0)).isEmpty();
    }

    @Test
    void hasARateFromTheFirstMomentOn() {
        assertThat(TerminalBar.line("bills", 0, "lines", Duration.ZERO, "", 80))
                .isEqualTo("bills  0 lines  0:00  0/s");
    }

    private static String line(int width) {
        return TerminalBar.line(
                "reconcile", 132_000, "records", ELAPSED, "2,000 orders, 130,000 lines", width);
    }
}
