package io.recon.local.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.recon.local.ExitCode;
import io.recon.local.RunningRecon;
import io.recon.local.stack.ChildJvm;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told where something is wrong, and when nobody answers. */
class StatusUsageTest {
    @TempDir private Path directory;

    private Path config(String kafka) throws Exception {
        return Files.writeString(
                directory.resolve("recon.yaml"),
                """
                landing: landing
                checkpoints: checkpoints
                channels: { shop: { format: alipay-trade, zone: UTC } }
                platform:
                  kafka:
                    bootstrap-servers: "%s"
                    properties: { request.timeout.ms: "300", default.api.timeout.ms: "500" }
                """
                        .formatted(kafka));
    }

    private Path unreachable() throws Exception {
        return config("127.0.0.1:" + ChildJvm.freePort());
    }

    private static List<String> lines(String errors) {
        assertThat(errors.lines()).allMatch(line -> line.startsWith("recon: "));
        return errors.lines().map(line -> line.substring("recon: ".length())).toList();
    }

    @Test
    void aConfigurationWithoutKafkaIsWrong() throws Exception {
        Path config =
                Files.writeString(
                        directory.resolve("recon.yaml"),
                        "channels: { shop: { format: alipay-trade, zone: UTC } }\n");

        RunningRecon status = RunningRecon.of("status", "--config", config.toString());

        assertThat(status.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(lines(status.errors()))
                .containsExactly(
                        "platform.kafka.bootstrap-servers: is missing; this command needs Kafka");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:8081", "ftp://localhost", "http://", "http://a b", "http://h?x"})
    void anAddressThatIsNoneIsNamed(String address) throws Exception {
        RunningRecon status =
                RunningRecon.of("status", "--config", unreachable().toString(), "--flink", address);

        assertThat(status.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(lines(status.errors()))
                .containsExactly(
                        "--flink \"" + address + "\": is no address like http://localhost:8081");
    }

    /** The landing directory tells something all the same. */
    @Test
    void whoDoesNotAnswerIsNamedAndTheRestIsTold() throws Exception {
        Path config = unreachable();
        Files.createDirectories(directory.resolve("landing/shop/2026-03-03"));
        Files.createFile(directory.resolve("landing/shop/2026-03-03/one.csv"));
        String nobody = "http://localhost:" + ChildJvm.freePort();

        RunningRecon status =
                RunningRecon.of("status", "--config", config.toString(), "--flink", nobody);

        assertThat(status.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(lines(status.errors()))
                .hasSize(2)
                .first()
                .isEqualTo("--flink: Flink at " + nobody + "/jobs/overview: nobody answers");
        assertThat(lines(status.errors()).get(1)).startsWith("platform.kafka: no Kafka broker");
        assertThat(status.output())
                .contains("no job runs")
                .contains("shop 2026-03-03: bill incomplete, 1 of ? files, since ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    404 | nothing here | the answer has status 404
                    302 | elsewhere    | the answer has status 302
                    200 | <html>       | the answer is no JSON
                    """)
    void whoIsNoFlinkIsNamed(int answer, String body, String reason) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "http://localhost:1/");
                    exchange.sendResponseHeaders(answer, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        try {
            String address = "http://localhost:" + server.getAddress().getPort();
            RunningRecon status =
                    RunningRecon.of(
                            "status", "--config", unreachable().toString(), "--flink", address);

            assertThat(status.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(lines(status.errors()).get(0))
                    .isEqualTo("--flink: Flink at " + address + "/jobs/overview: " + reason);
        } finally {
            server.stop(0);
        }
    }
}
