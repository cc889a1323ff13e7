package io.recon.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.ReconProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** README's first command: it finds everything as it was planted, and leaves nothing behind. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DemoITCase {
    @TempDir private Path directory;

    @Test
    void findsEverythingAsItWasPlantedAndCleansUp() throws Exception {
        Path own = directory.resolve("demo");
        try (ReconProcess demo =
                ReconProcess.start(
                        directory.resolve("console"),
                        "demo",
                        "--dir",
                        own.toString(),
                        "--transactions",
                        "300")) {
            assertThat(demo.awaitEnd()).as(demo.said()).isZero();

            assertThat(demo.said())
                    .contains(
                            "Flink's web page is http://localhost:",
                            "is HELD: ",
                            "an operator accepts wechat",
                            "results and statistics in the tables are as planted",
                            "results agree",
                            "everything came out as it was planted");
        }
        assertThat(own).doesNotExist();
    }

    @Test
    void cleansUpWhenItIsInterrupted() throws Exception {
        Path own = directory.resolve("demo");
        try (ReconProcess demo =
                ReconProcess.start(directory.resolve("console"), "demo", "--dir", own.toString())) {
            demo.awaitSaid("the Hive metastore listens on ");
            List<ProcessHandle> servers = demo.children();
            assertThat(servers).hasSize(2);

            demo.interrupt();

            assertThat(own).doesNotExist();
            assertThat(servers).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void beginsInNoDirectoryThatHoldsSomething() throws Exception {
        Files.createFile(directory.resolve("mine"));
        try (ReconProcess demo =
                ReconProcess.start(
                        Files.createTempFile("console-", ""),
                        "demo",
                        "--dir",
                        directory.toString())) {
            assertThat(demo.awaitEnd()).isEqualTo(2);
            assertThat(demo.said()).contains("is not empty").doesNotContain("\tat ");
        }
        assertThat(directory.resolve("mine")).exists();
    }
}
