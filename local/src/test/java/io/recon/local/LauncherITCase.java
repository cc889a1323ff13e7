package io.recon.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/recon} itself: with what it starts a JVM, and where it cannot even start one. */
class LauncherITCase {
    @TempDir private Path directory;

    @Test
    void aWrongJavaHomeIsNamed() throws Exception {
        assertThat(refusal(directory.toString(), System.getenv("PATH")))
                .startsWith("recon: JAVA_HOME " + directory + " has no bin/java");
    }

    @Test
    void aPathWithoutJavaIsTold() throws Exception {
        for (String tool : List.of("bash", "dirname", "readlink")) {
            Files.createSymbolicLink(directory.resolve(tool), find(tool));
        }

        assertThat(refusal("", directory.toString()))
                .startsWith("recon: there is no java on the PATH");
    }

    @Test
    void aJavaThatIsTooOldIsToldByItsVersion() throws Exception {
        write("bin/java", "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        assertThat(refusal(directory.toString(), System.getenv("PATH")))
                .startsWith("recon: " + directory + "/bin/java is Java 11.0.2; at least 17 is");

        write("release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"1.8.0_302\"\n");
        assertThat(refusal(directory.toString(), System.getenv("PATH")))
                .startsWith("recon: " + directory + "/bin/java is Java 1.8.0_302; ");
    }

    @Test
    void onlyACommandThatNeedsTheTablesHasHiveOnItsClassPath() throws Exception {
        builtProject();

        assertThat(classPath("run")).contains("/lib/*").contains("/lib-hive/*");
        assertThat(classPath("bills", "--config", "x")).doesNotContain("lib-hive");
        assertThat(classPath("reconcile", "--config", "x", "--out", "--hi"))
                .contains("/lib/*")
                .doesNotContain("lib-hive");
        for (String argument : List.of("--hive", "--hive=true", "@arguments")) {
            assertThat(classPath("reconcile", "--config", "x", argument, "--out", "y"))
                    .contains("/lib/*")
                    .contains("/lib-hive/*");
        }
    }

    /** As much of a project as the script looks at, built after all of its sources. */
    private void builtProject() throws IOException {
        for (String module : List.of("local", "local/server")) {
            Files.createDirectories(directory.resolve(module).resolve("src/main"));
            Files.writeString(directory.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(directory.resolve("pom.xml"), "");
        Files.createDirectories(directory.resolve("bin"));
        Files.copy(Home.resolve("bin", "recon"), directory.resolve("bin/recon"));
        write("java/bin/java", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.writeString(directory.resolve("java/release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.createDirectories(directory.resolve("local/target/lib"));
        Files.writeString(directory.resolve("local/target/recon.stamp"), "");
        Files.setLastModifiedTime(
                directory.resolve("local/target/recon.stamp"),
                FileTime.from(Instant.now().plusSeconds(60)));
    }

    private String classPath(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(find("bash").toString());
        command.add(directory.resolve("bin/recon").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", directory.resolve("java").toString());
        Process process = builder.start();
        List<String> said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
        return said.get(said.indexOf("-cp") + 1);
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path find(String tool) {
        for (String place : System.getenv("PATH").split(":", -1)) {
            Path file = Path.of(place, tool);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        throw new IllegalStateException(tool + " is not on the PATH");
    }

    /** The only line on standard error. */
    private static String refusal(String javaHome, String path) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                        find("bash").toString(),
                        Home.resolve("bin", "recon").toString(),
                        "--version");
        builder.environment().put("PATH", path);
        builder.environment().put("JAVA_HOME", javaHome);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(ExitCode.USAGE);
        assertThat(output).isEmpty();
        assertThat(errors).hasLineCount(1);
        return errors;
    }
}
