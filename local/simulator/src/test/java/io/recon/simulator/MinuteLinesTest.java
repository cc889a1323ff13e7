package io.recon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MinuteLinesTest {
    private final List<String> told = new ArrayList<>();
    private long seconds = 5;

    private final MinuteLines lines =
            new MinuteLines(2_000, () -> TimeUnit.SECONDS.toNanos(seconds), told::add);

    private void play(int count, int secondsEach) {
        for (int i = 0; i < count; i++) {
            seconds += secondsEach;
            lines.onePlayed();
        }
    }

    @Test
    void aShortRunStaysQuiet() {
        play(59, 1);
        lines.end();

        assertThat(told).isEmpty();
    }

    @Test
    void aLongRunTellsEveryMinuteAndAtItsEnd() {
        play(1_100, 0);
        play(15, 10);
        lines.end();

        assertThat(told)
                .containsExactly(
                        "simulate: 1,106 of 2,000 seeds, 1:00 minutes",
                        "simulate: 1,112 of 2,000 seeds, 2:00 minutes",
                        "simulate: 1,115 of 2,000 seeds, 2:30 minutes");
    }

    @Test
    void aMinuteInWhichNothingEndedIsToldWhenSomethingDoes() {
        play(1, 200);
        play(1, 1);

        assertThat(told).containsExactly("simulate: 1 of 2,000 seeds, 3:20 minutes");
    }
}
