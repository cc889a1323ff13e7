package io.recon.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyPageTest {
    private static final Path MUTANTS =
            Home.resolve(
                    "local",
                    "simulator",
                    "src",
                    "test",
                    "resources",
                    "io",
                    "recon",
                    "simulator",
                    "mutants.txt");

    @TempDir private Path directory;

    @Test
    void thePageSaysWhatWasNoted() throws IOException {
        Path page = Home.resolve("docs", "accuracy.md");
        String written = AccuracyPage.write(Home.resolve("docs", "accuracy.csv"), MUTANTS);
        if (Boolean.getBoolean("recon.docs.write")) {
            Files.writeString(page, written);
        }
        assertThat(page).as("write it with -Drecon.docs.write=true").content().isEqualTo(written);
    }

    @Test
    void whatWasWrongIsNotHidden() throws IOException {
        String page =
                write(
                        "bin/simulate --seeds 5,9,\"5 seeds, 1 crashes, 70 verdicts, 2 wrong\"",
                        "bin/simulate --seeds 6 --backend=pure,9,"
                                + "\"6 seeds, 2 crashes, 3000 verdicts, 0 wrong\"",
                        "bin/drill --rounds 3,90,"
                                + "\"3 rounds, 24 kills, 100 rows, 1 lost, 2 doubled, 3 wrong\"",
                        "bin/drill --rounds 1,90,"
                                + "\"1 rounds, 8 kills, 1000 rows, 0 lost, 0 doubled, 0 wrong,"
                                + " not played to the end\"");

        assertThat(page)
                .contains("| the transition alone, without Flink | 1 | 6 | 2 | 3,000 | **0** |\n")
                .contains("| the operator, its state on the heap | 1 | 5 | 1 | 70 | **2** |\n")
                .contains(
                        "| the job in a cluster of real processes | 2 | 4 | 32 | 1,100 | **6**, 1"
                                + " not played to the end |")
                .contains(
                        "| 2026-11-28 | `abc` | `bin/drill --rounds 3` | 2 | 3 rounds, 24 kills,");
    }

    @Test
    void aRunOfWhichNothingIsKnownIsRefused() {
        assertThatThrownBy(() -> write("bin/simulate --seeds 5,9,\"5 seeds\""))
                .hasMessage("\"5 seeds\" is no result of a run");
    }

    private String write(String... runs) throws IOException {
        StringBuilder notes = new StringBuilder("date,commit,command,seconds,result\n");
        for (String run : runs) {
            notes.append("2026-11-28,abc,").append(run).append('\n');
        }
        return AccuracyPage.write(
                Files.writeString(directory.resolve("notes.csv"), notes), MUTANTS);
    }
}
