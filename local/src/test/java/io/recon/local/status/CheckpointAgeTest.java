package io.recon.local.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.status.JobFacts.Checkpoint;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CheckpointAgeTest {
    private static final long START_MS = 1_000_000;
    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final long TWO_MINUTES_MS = 120_000;

    private static Optional<String> problem(
            String state, Checkpoint newest, Duration interval, long nowMs) {
        JobFacts job =
                new JobFacts("", "", state, START_MS, newest, OptionalLong.empty(), Map.of());
        return CheckpointAge.problem(job, interval, nowMs);
    }

    @Test
    void aCheckpointIsLateAfterTwoMinutesAndNotBefore() {
        Checkpoint newest = new Checkpoint(7, START_MS + 5_000);
        long lateMs = START_MS + 5_000 + TWO_MINUTES_MS;

        assertThat(problem(JobFacts.RUNNING, newest, SECONDS, lateMs)).isEmpty();
        assertThat(problem(JobFacts.RUNNING, newest, SECONDS, lateMs + 1))
                .hasValueSatisfying(
                        told ->
                                assertThat(told)
                                        .startsWith(
                                                "checkpoints: the newest one is 2 min 0 s old, and"
                                                        + " one is due every 30 s; "));
    }

    @Test
    void whereCheckpointsAreRareFourIntervalsPass() {
        Checkpoint newest = new Checkpoint(7, START_MS);
        long lateMs = START_MS + Duration.ofMinutes(20).toMillis();

        assertThat(problem(JobFacts.RUNNING, newest, Duration.ofMinutes(5), lateMs)).isEmpty();
        assertThat(problem(JobFacts.RUNNING, newest, Duration.ofMinutes(5), lateMs + 1))
                .isPresent();
    }

    @Test
    void theFirstOneIsDueFromTheStartOn() {
        assertThat(problem(JobFacts.RUNNING, null, SECONDS, START_MS + TWO_MINUTES_MS)).isEmpty();
        assertThat(problem(JobFacts.RUNNING, null, SECONDS, START_MS + TWO_MINUTES_MS + 1))
                .hasValueSatisfying(
                        told ->
                                assertThat(told)
                                        .startsWith(
                                                "checkpoints: there was none since the start, 2 min"
                                                        + " 0 s ago, and one is due"));
    }

    /** That it does not run is told by itself. */
    @Test
    void aJobThatDoesNotRunOwesNone() {
        assertThat(problem("RESTARTING", null, SECONDS, START_MS + 10 * TWO_MINUTES_MS)).isEmpty();
    }
}
