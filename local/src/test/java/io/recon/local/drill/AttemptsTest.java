package io.recon.local.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.local.cluster.ProcessEndedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A cluster that recovers is asked again; one whose process has ended is not. */
class AttemptsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void whatFailsOrIsNotThereIsAskedForAgain() throws Exception {
        String given =
                Attempts.repeat(
                        "nothing came",
                        LONG,
                        () ->
                                switch (asked.incrementAndGet()) {
                                    case 1 -> throw new IOException("nobody answers");
                                    case 2 -> Optional.empty();
                                    default -> Optional.of("here");
                                });

        assertThat(given).isEqualTo("here");
        assertThat(asked).hasValue(3);
    }

    @Test
    void aProcessThatEndedByItselfIsNotWaitedFor() {
        assertThatThrownBy(
                        () ->
                                Attempts.repeat(
                                        "nothing came",
                                        LONG,
                                        () -> {
                                            asked.incrementAndGet();
                                            throw new ProcessEndedException("broker has ended");
                                        }))
                .isInstanceOf(ProcessEndedException.class)
                .hasMessage("broker has ended");
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatNeverComesIsGivenUp() {
        assertThatThrownBy(
                        () ->
                                Attempts.repeat(
                                        "nothing came", Duration.ofSeconds(1), Optional::empty))
                .isInstanceOf(IOException.class)
                .hasMessage("nothing came after 1 s");
    }

    @Test
    void whyTheLastAttemptFailedIsTold() {
        assertThatThrownBy(
                        () ->
                                Attempts.repeat(
                                        "nothing came",
                                        Duration.ofSeconds(1),
                                        () -> {
                                            throw new IOException("nobody answers");
                                        }))
                .hasMessage("nothing came after 1 s: nobody answers");
    }
}
