package io.recon.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/recon} itself, where it cannot even start a JVM. */
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
