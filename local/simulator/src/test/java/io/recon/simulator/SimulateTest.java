package io.recon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command line, and how {@code bin/simulate} starts it. */
class SimulateTest {
    @TempDir private Path directory;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Simulate.commandLine();
        command.setOut(new PrintWriter(output, true));
        command.setErr(new PrintWriter(errors, true));
        return command.execute(arguments);
    }

    @Test
    void theLastLineSumsUp() {
        assertThat(run("--seeds", "20", "--backend", "pure", "--seed", "5")).isZero();

        assertThat(output.toString())
                .matches("20 seeds, [0-9]+ crashes, [0-9]+ verdicts, 0 wrong\n");
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void theSameSeedsGiveTheSameSums() {
        run("--seeds", "30", "--backend", "pure");
        String first = output.toString();
        output.getBuffer().setLength(0);
        run("--seeds", "30", "--backend", "pure");

        assertThat(output.toString()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "--seeds=0, '--seeds is 0; at least 1 is wanted'",
        "--seeds=-3, '--seeds is -3; at least 1 is wanted'",
        "--seeds=many, many",
        "--seed=9223372036854775807, there are not so many after it",
        "--backend=hashmap, 'is none of pure, heap, rocksdb'",
        "--backends=heap, --backends",
        "extra, extra"
    })
    void wrongUsageIsToldInOneLine(String argument, String told) {
        assertThat(run(argument)).isEqualTo(2);

        assertThat(output.toString()).isEmpty();
        assertThat(errors.toString()).hasLineCount(1).startsWith("simulate: ").contains(told);
    }

    @Test
    void theLauncherTakesTheSimulatorsClassPath() throws Exception {
        builtProject();
        List<String> said = launch("--seeds", "3");

        assertThat(said.get(said.indexOf("-cp") + 1))
                .contains("/local/simulator/target/classes:")
                .endsWith("/local/simulator/target/lib/*");
        assertThat(said)
                .endsWith("io.recon.simulator.Simulate", "--seeds", "3")
                .contains("-Duser.timezone=UTC");
    }

    /** As much of a project as the script looks at, built after all of its sources. */
    private void builtProject() throws IOException {
        Path target = directory.resolve("local/simulator/target");
        Files.createDirectories(directory.resolve("local/simulator/src/main"));
        Files.createDirectories(directory.resolve("local/src/main"));
        Files.createDirectories(target.resolve("lib"));
        for (String pom : List.of("pom.xml", "local/pom.xml", "local/simulator/pom.xml")) {
            Files.writeString(directory.resolve(pom), "");
        }
        Files.createDirectories(directory.resolve("bin"));
        for (String script : List.of("recon", "simulate")) {
            Path copy = directory.resolve("bin").resolve(script);
            Files.copy(Mutant.home().resolve("bin").resolve(script), copy);
        }
        Path java = directory.resolve("java/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(directory.resolve("java/release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.writeString(target.resolve("recon.stamp"), "");
        Files.setLastModifiedTime(
                target.resolve("recon.stamp"), FileTime.from(Instant.now().plusSeconds(60)));
    }

    private List<String> launch(String... arguments) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "bin/simulate").directory(directory.toFile());
        builder.command().addAll(List.of(arguments));
        builder.redirectErrorStream(true).environment().put("JAVA_HOME", directory + "/java");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
