package io.recon.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerITCase {
    private static final String TOPIC = "kept";

    @TempDir private Path directory;

    @Test
    void whatItWasGivenIsThereAfterAStopAndAfterAKill() throws Exception {
        int port;
        try (LocalBroker broker = LocalBroker.start(directory, 0)) {
            port = broker.port();
            TestingTopic topic = TestingTopic.create(broker.bootstrapServers(), TOPIC, 2);
            topic.send(0, "first");
            topic.send(1, "second");
        }
        try (LocalBroker broker = LocalBroker.start(directory, port)) {
            TestingTopic topic = TestingTopic.of(broker.bootstrapServers(), TOPIC);
            assertThat(topic.values()).containsExactlyInAnyOrder("first", "second");
            topic.send(0, "third");
            broker.kill();
            assertThat(broker.isAlive()).isFalse();
        }
        try (LocalBroker broker = LocalBroker.start(directory, port)) {
            assertThat(TestingTopic.of(broker.bootstrapServers(), TOPIC).values())
                    .containsExactlyInAnyOrder("first", "second", "third");

            assertThatThrownBy(() -> LocalBroker.start(directory, 0))
                    .as("the directory is in use")
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("The directory is in use by another broker");
            assertThatThrownBy(() -> LocalBroker.start(directory.resolve("other"), port))
                    .as("the port is in use")
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "the local broker cannot start: port "
                                    + port
                                    + " is in use by another program");
        }
    }

    @Test
    void itEndsWhenItsParentIsKilled() throws Exception {
        Process parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Drecon.home=" + System.getProperty("recon.home"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            assertThat(line).as("the broker's process id").matches("\\d+");
            ProcessHandle broker = ProcessHandle.of(Long.parseLong(line)).orElseThrow();

            parent.destroyForcibly().waitFor();

            assertThat(broker.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
        } finally {
            parent.destroyForcibly();
        }
    }

    /** Starts a broker, tells its process id and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            LocalBroker broker = LocalBroker.start(Path.of(arguments[0]), 0);
            System.out.println(broker.pid());
            Thread.currentThread().join();
        }
    }
}
