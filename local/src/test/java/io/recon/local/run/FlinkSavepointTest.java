package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.recon.local.ExitCode;
import io.recon.local.RunningRecon;
import io.recon.local.stack.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code bin/recon savepoint --flink} says to a Flink, and what it makes of the answers. */
class FlinkSavepointTest {
    private static final String RUNNING =
            "{\"jobs\":[{\"jid\":\"a1\",\"name\":\"reconciliation\",\"state\":\"RUNNING\"}]}";

    /** By method and path. What is not among them is not found. */
    private final Map<String, String> answers = new LinkedHashMap<>();

    private final List<String> bodies = new ArrayList<>();

    /** So many times nobody says what became of the savepoint. */
    private int silent;

    private HttpServer server;
    private String address;

    @BeforeEach
    void answerAsFlink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        address = "http://localhost:" + server.getAddress().getPort();
        answers.put("GET /jobs/overview", RUNNING);
        answers.put(
                "GET /jobs/a1", "{\"state\":\"RUNNING\",\"vertices\":[{\"status\":\"RUNNING\"}]}");
        answers.put(
                "GET /jobmanager/config", "[{\"key\":\"execution.target\",\"value\":\"remote\"}]");
        answers.put("POST /jobs/a1/stop", "{\"request-id\":\"r1\"}");
        answers.put("POST /jobs/a1/savepoints", "{\"request-id\":\"r1\"}");
        complete("\"location\":\"hdfs://name/savepoint-a1\"");
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void complete(String operation) {
        answers.put(
                "GET /jobs/a1/savepoints/r1",
                "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{" + operation + "}}");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        if (exchange.getRequestMethod().equals("POST")) {
            bodies.add(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
        if (request.endsWith("/savepoints/r1") && silent > 0) {
            silent--;
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        byte[] bytes =
                answers.getOrDefault(request, "{\"errors\":[\"no such thing\\n\\tat a.B\"]}")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answers.containsKey(request) ? 202 : 404, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String refusal(int exitCode, String... arguments) {
        List<String> all = new ArrayList<>(List.of("savepoint"));
        all.addAll(List.of(arguments));
        RunningRecon savepoint = RunningRecon.of(all.toArray(String[]::new));
        assertThat(savepoint.exitCode()).as(savepoint.errors()).isEqualTo(exitCode);
        assertThat(savepoint.output()).isEmpty();
        assertThat(savepoint.errors().lines()).hasSize(1);
        return savepoint.errors().strip().substring("recon: ".length());
    }

    @Test
    void theJobIsNamedByOneOption() {
        String wanted = "--config FILE or --flink URL is wanted, one of them: they name the job";

        assertThat(refusal(ExitCode.USAGE)).isEqualTo(wanted);
        assertThat(refusal(ExitCode.USAGE, "--flink", "localhost:8081"))
                .isEqualTo("--flink \"localhost:8081\": is no address like http://localhost:8081");
    }

    @Test
    void aFlinkThatDoesNotAnswerIsNamed() throws Exception {
        String nobody = "http://localhost:" + ChildJvm.freePort();

        assertThat(refusal(ExitCode.USAGE, "--flink", nobody))
                .isEqualTo("--flink: Flink at " + nobody + "/jobs/overview: nobody answers");
    }

    @Test
    void aFlinkWithoutTheJobIsNamed() {
        answers.put("GET /jobs/overview", RUNNING.replace("RUNNING", "CANCELED"));

        assertThat(refusal(ExitCode.USAGE, "--flink", address))
                .isEqualTo("--flink: no job called reconciliation runs in the Flink at " + address);
    }

    @Test
    void aJobThatDoesNotRunTakesNone() {
        answers.put("GET /jobs/a1", "{\"state\":\"RESTARTING\",\"vertices\":[]}");

        assertThat(refusal(ExitCode.USAGE, "--flink", address))
                .isEqualTo(
                        "--flink: the job at "
                                + address
                                + " is RESTARTING; a savepoint needs one that is RUNNING");
    }

    @Test
    void theCanonicalFormatIsAskedForAndNeverADrain() {
        RunningRecon taken = RunningRecon.of("savepoint", "--flink", address + "/");
        RunningRecon stopped =
                RunningRecon.of("savepoint", "--flink", address, "--stop", "--to", "hdfs://name/");

        assertThat(taken.errors() + stopped.errors()).isEmpty();
        assertThat(taken.exitCode() + stopped.exitCode()).isZero();
        assertThat(taken.output().strip()).isEqualTo("hdfs://name/savepoint-a1");
        assertThat(stopped.output().strip()).isEqualTo("hdfs://name/savepoint-a1");
        assertThat(bodies)
                .containsExactly(
                        "{\"target-directory\":null,\"cancel-job\":false,"
                                + "\"formatType\":\"CANONICAL\"}",
                        "{\"targetDirectory\":\"hdfs://name/\",\"drain\":false,"
                                + "\"formatType\":\"CANONICAL\"}");
    }

    @Test
    void theLastCauseIsTold() {
        complete(
                "\"failure-cause\":{\"stack-trace\":\"a.B: failed\\n\\tat a.B\\nCaused by: a.C: no"
                        + " room\\n\\tat a.C\\nCaused by: a.D: the disk is full\\n\\tat a.D\"}");

        assertThat(refusal(ExitCode.FAILED, "--flink", address))
                .isEqualTo("the savepoint failed: a.D: the disk is full");
        assertThat(refusal(ExitCode.FAILED, "--flink", address, "--stop"))
                .isEqualTo(
                        "the savepoint failed: a.D: the disk is full; look whether the job goes on:"
                                + " if it ended, the savepoint is where savepoints go");
    }

    @Test
    void aJobManagerThatIsBusyForAWhileIsAskedAgain() {
        silent = 2;

        RunningRecon taken = RunningRecon.of("savepoint", "--flink", address);

        assertThat(taken.errors()).isEmpty();
        assertThat(taken.output().strip()).isEqualTo("hdfs://name/savepoint-a1");
        assertThat(silent).isZero();
    }

    @Test
    void whatFlinkSaysOfARequestIsTold() {
        answers.remove("POST /jobs/a1/stop");

        assertThat(refusal(ExitCode.FAILED, "--flink", address, "--stop"))
                .isEqualTo(
                        "the savepoint failed: Flink at "
                                + address
                                + "/jobs/a1/stop: the answer has status 404: no such thing");
    }

    /** Its next start would not know of the savepoint, and write rows a second time. */
    @Test
    void aJobOfThisCommandsOwnRunIsNotStoppedBehindItsBack() {
        answers.put(
                "GET /jobmanager/config", "[{\"key\":\"execution.target\",\"value\":\"local\"}]");

        assertThat(refusal(ExitCode.USAGE, "--flink", address, "--stop"))
                .startsWith("--flink: the Flink at " + address + " is that of a bin/recon run");
        assertThat(bodies).isEmpty();
        assertThat(RunningRecon.of("savepoint", "--flink", address).exitCode())
                .as("a copy does no harm")
                .isZero();
    }
}
