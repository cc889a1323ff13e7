package io.recon.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.CommandLines;
import io.recon.local.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a drill makes of its rounds, whoever plays them. */
class DrillRoundsTest {
    private static final Map<String, Long> DUE = Map.of("order 1", 1L);

    @TempDir private Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int drill(Drill.Player player, String... more) {
        CommandLine drill = CommandLines.of(Drill.playedBy(player));
        drill.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(errors, true));
        String[] arguments = {"--rounds", "2", "--seed", "7", "--dir", directory.toString()};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return drill.execute(all);
    }

    private static Findings clean() {
        return new Comparison().same("platform_order", DUE, DUE).findings();
    }

    /** The second round; the first is clean. */
    private static boolean isSecond(RoundPlan plan) {
        return plan.seed() == 8;
    }

    private Path round(int seed) {
        return directory.resolve("round-" + seed);
    }

    private String lastLine() {
        return out.toString().lines().reduce((before, last) -> last).orElseThrow();
    }

    @Test
    void aCleanRoundLeavesNothing() {
        int code =
                drill(
                        (plan, its, progress) -> {
                            Files.writeString(its.resolve("log"), "all well");
                            return clean();
                        });

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(directory).isEmptyDirectory();
        assertThat(errors.toString()).isEmpty();
        assertThat(lastLine()).isEqualTo("2 rounds, 16 kills, 2 rows, 0 lost, 0 doubled, 0 wrong");
    }

    @Test
    void whatWasFoundIsToldAndStays() throws Exception {
        int code =
                drill(
                        (plan, its, progress) ->
                                isSecond(plan)
                                        ? new Comparison()
                                                .same("platform_order", DUE, Map.of("x", 1L))
                                                .findings()
                                        : clean());

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(round(7)).doesNotExist();
        assertThat(round(8).resolve("findings.txt"))
                .hasContent("LOST platform_order: order 1\nWRONG platform_order: x is not due");
        assertThat(errors.toString().lines())
                .containsExactly(
                        "recon: --seed 8: LOST platform_order: order 1",
                        "recon: --seed 8: WRONG platform_order: x is not due",
                        "recon: all of it, and the logs, stay in " + round(8));
        assertThat(lastLine()).isEqualTo("2 rounds, 16 kills, 2 rows, 1 lost, 0 doubled, 1 wrong");
    }

    @Test
    void aRoundThatEndsEarlyIsToldAndStays() {
        int code =
                drill(
                        (plan, its, progress) -> {
                            if (isSecond(plan)) {
                                throw new IOException("taskmanager-1 has ended by itself");
                            }
                            return clean();
                        });

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(round(7)).doesNotExist();
        assertThat(round(8).resolve("findings.txt"))
                .hasContent("NOT PLAYED to its end: taskmanager-1 has ended by itself");
        assertThat(errors.toString().lines())
                .containsExactly(
                        "recon: --seed 8: taskmanager-1 has ended by itself",
                        "recon: all of it, and the logs, stay in " + round(8));
        assertThat(lastLine()).isEqualTo("1 rounds, 8 kills, 1 rows, 0 lost, 0 doubled, 0 wrong");
    }

    @Test
    void asManyTaskManagersAreKilledAsIsAsked() {
        drill((plan, its, progress) -> clean(), "--kills", "10");

        assertThat(out.toString().lines())
                .contains(
                        "kills: 20 TaskManager, 2 JobManager, 2 broker, 2 metastore; 2 redeploys",
                        "2 rounds, 26 kills, 2 rows, 0 lost, 0 doubled, 0 wrong");
    }
}
