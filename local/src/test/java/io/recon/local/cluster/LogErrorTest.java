package io.recon.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogErrorTest {
    @TempDir private Path directory;

    private String told(String text) throws Exception {
        Path log = Files.writeString(directory.resolve("a.log"), text);
        return LogError.of(log).replace(log + " says last: ", "");
    }

    @Test
    void theLastCauseIsTheError() throws Exception {
        assertThat(
                        told(
                                """
                                2026-03-01T10:00:00.000Z ERROR o.a.f.A       early
                                java.lang.RuntimeException: it failed
                                \tat a.B
                                Caused by: java.io.IOException: the disk is full
                                \tat a.C
                                2026-03-01T10:00:01.000Z INFO  o.a.f.A       ended
                                """))
                .isEqualTo("Caused by: java.io.IOException: the disk is full");
    }

    @Test
    void whatTheJobTellsItsUserIsTheError() throws Exception {
        assertThat(told("2026-03-01T10:00:00.000Z INFO  a begin\nrecon: --run 1: too low\n"))
                .isEqualTo("recon: --run 1: too low");
    }

    @Test
    void aLogWithoutAnErrorIsToldByItsLastLine() throws Exception {
        assertThat(told("first\nlast\n\n")).isEqualTo("last");
        assertThat(told("")).isEqualTo("nothing");
    }

    @Test
    void onlyTheEndOfALongLogIsRead() throws Exception {
        assertThat(told("recon: early\n" + "x\n".repeat(1 << 20) + "late\n")).isEqualTo("late");
    }
}
