package io.recon.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.local.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMetastoreITCase {
    @Test
    void endsWhenTheJvmThatStartedItIsKilled(@TempDir Path directory) throws Exception {
        Process parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Drecon.home=" + Home.resolve("").toAbsolutePath(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                StartingMetastore.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        ProcessHandle metastore;
        try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
            String[] told = output.readLine().split(" ", -1);
            assertThat(told[0]).startsWith("thrift://127.0.0.1:");
            metastore = ProcessHandle.of(Long.parseLong(told[1])).orElseThrow();
            assertThat(metastore.isAlive()).isTrue();
        } finally {
            parent.destroyForcibly();
        }
        assertThat(metastore.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void saysThatThePortIsInUse(@TempDir Path directory) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalMetastore.start(directory, other.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "the local metastore cannot start: port "
                                    + other.getLocalPort()
                                    + " is in use by another program");
        }
    }
}
