package io.recon.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkJarsTest {
    private static final String HOME = "recon.home";

    @TempDir private Path directory;
    private String former;

    @BeforeEach
    void beAtHomeInTheDirectory() {
        former = System.setProperty(HOME, directory.toString());
    }

    @AfterEach
    void goHome() {
        if (former == null) {
            System.clearProperty(HOME);
        } else {
            System.setProperty(HOME, former);
        }
    }

    private Path build(String directoryName, String... names) throws IOException {
        Path built = Files.createDirectories(directory.resolve(directoryName));
        for (String name : names) {
            Files.createFile(built.resolve(name));
        }
        return built;
    }

    @Test
    void aProjectThatWasNotBuiltIsToldWithWhatBuildsIt() throws Exception {
        assertThatThrownBy(FlinkJars::lib)
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Flink's jars are not in "
                                + directory.resolve("local/target/lib")
                                + "; build it with: ./mvnw -Dmaven.test.skip=true package");
        assertThatThrownBy(FlinkJars::job)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("recon-job-VERSION-cluster.jar, and there are 0; build it");
    }

    @Test
    void jarsOfTwoVersionsAreNotGuessedAmong() throws Exception {
        build(
                "job/target",
                "recon-job-1-cluster.jar",
                "recon-job-2-cluster.jar",
                "recon-job-2.jar");

        assertThatThrownBy(FlinkJars::job).hasMessageContaining("and there are 2;");
    }

    @Test
    void nothingOfOursIsInFlinksLib() throws Exception {
        Path lib =
                build(
                        "local/target/lib",
                        "flink-core-1.jar",
                        "flink-connector-kafka-1.jar",
                        "jackson-core-1.jar",
                        "picocli-1.jar",
                        "recon-model-1.jar",
                        "snakeyaml-engine-1.jar");
        Path hive = build("local/target/lib-hive", "hive-exec-1.jar");

        assertThat(FlinkJars.lib())
                .containsExactly(
                        lib.resolve("flink-core-1.jar"),
                        lib.resolve("snakeyaml-engine-1.jar"),
                        hive.resolve("hive-exec-1.jar"));
    }
}
