package io.recon.local.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.ExitCode;
import io.recon.local.RunningRecon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong before Kafka is asked: a line for each problem, exit code 2. */
class KafkaUsageTest {
    @TempDir private Path directory;
    private KafkaInputs inputs;

    @BeforeEach
    void writeInputs() throws IOException {
        inputs = new KafkaInputs(directory, "localhost:9092", "orders");
    }

    @Test
    void everyProblemIsToldAtOnce() throws IOException {
        Files.writeString(
                inputs.config(), "channels: { shop: { format: alipay-trade, zone: UTC } }\n");

        assertThat(
                        problems(
                                "publish",
                                "--config",
                                inputs.config().toString(),
                                "--orders",
                                "nowhere"))
                .containsExactly(
                        "platform.kafka.bootstrap-servers: is missing; this command needs Kafka",
                        "--orders nowhere: there is no such file or directory");
        assertThat(problems(inputs.heartbeat("--from-topic", "beats")))
                .containsExactly(
                        "platform.kafka.bootstrap-servers: is missing; this command needs Kafka");
    }

    @Test
    void heartbeatsDoNotComeFromTheTopicThatTheyGoTo() {
        assertThat(problems(inputs.heartbeat("--from-topic", "orders")))
                .containsExactly(
                        "--from-topic orders: is the topic that heartbeats go to"
                                + " (platform.kafka.topic)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PT0S     | must be from PT0.1S to PT1H
                    -PT5S    | must be from PT0.1S to PT1H
                    PT2H     | must be from PT0.1S to PT1H
                    10       | is no duration; write it like PT10S
                    """)
    void anIntervalThatIsNoneIsTold(String interval, String problem) {
        assertThat(problems(inputs.heartbeat("--from-topic", "beats", "--interval=" + interval)))
                .containsExactly("--interval " + interval + ": " + problem);
    }

    @Test
    void missingOptionsAreNamed() {
        assertThat(problems("publish"))
                .containsExactly(
                        "missing options: --config FILE, --orders FILE|DIR (recon publish --help"
                                + " tells more)");
        assertThat(problems("heartbeat"))
                .containsExactly(
                        "missing options: --config FILE, --from-topic TOPIC (recon heartbeat"
                                + " --help tells more)");
    }

    private static List<String> problems(String... arguments) {
        RunningRecon run = RunningRecon.of(arguments);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.output()).isEmpty();
        return run.errors().lines().map(line -> line.substring("recon: ".length())).toList();
    }
}
