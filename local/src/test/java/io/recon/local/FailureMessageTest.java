package io.recon.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.Test;

class FailureMessageTest {
    @Test
    void flinksWrappersSayNothing() {
        Throwable failure =
                new ExecutionException(
                        new FlinkRuntimeException(
                                "Could not enumerate file splits",
                                new RuntimeException(
                                        "One or more fetchers", new IOException("a.gz is cut"))));

        assertThat(FailureMessage.of(failure)).isEqualTo("a.gz is cut");
    }

    @Test
    void aCauseIsToldWhereItSaysMore() {
        assertThat(FailureMessage.of(new IOException("a.gz is bad", new IOException("checksum"))))
                .isEqualTo("a.gz is bad: checksum");
        assertThat(FailureMessage.of(new IOException("a.gz is cut", new EOFException())))
                .isEqualTo("a.gz is cut");
    }

    @Test
    void aFileThatMayNotBeReadIsNamed() {
        assertThat(
                        FailureMessage.of(
                                new IllegalStateException(
                                        "cannot list x", new AccessDeniedException("/x/y"))))
                .isEqualTo("cannot list x: /x/y may not be used by this user");
    }

    @Test
    void aFullDiskIsFoundAmongCausesAndBesideThem() {
        IOException full = new IOException("No space left on device");
        FlinkRuntimeException attempts = new FlinkRuntimeException("cannot load it");
        attempts.addSuppressed(new IOException("another attempt", full));
        RuntimeException loop = new RuntimeException("one");
        loop.initCause(new RuntimeException("other", loop));

        assertThat(FailureMessage.isOutOfSpace(full)).isTrue();
        assertThat(FailureMessage.isOutOfSpace(new ExecutionException(attempts))).isTrue();
        assertThat(FailureMessage.isOutOfSpace(new IOException("a.gz is cut"))).isFalse();
        assertThat(FailureMessage.isOutOfSpace(loop)).isFalse();
    }

    @Test
    void aFailureWithoutWordsIsToldByItsKind() {
        assertThat(FailureMessage.of(new NullPointerException()))
                .isEqualTo("java.lang.NullPointerException");
    }
}
