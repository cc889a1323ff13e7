package io.recon.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.CommandLines;
import io.recon.local.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is wrong with the arguments is told in one line, before anything is started. */
class DrillUsageTest {
    @TempDir private Path directory;

    private String refusal(String... arguments) {
        StringWriter errors = new StringWriter();
        CommandLine drill = CommandLines.of(Drill.create());
        drill.setErr(new PrintWriter(errors, true));
        assertThat(drill.execute(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString().lines()).hasSize(1);
        return errors.toString().strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "--rounds 0 # --rounds 0: must be from 1 to 10000",
                "--rounds 10001 # --rounds 10001: must be from 1 to 10000",
                "--rounds 1 --kills 0 # --kills 0: must be from 1 to 100",
                "--rounds 1 --kills 101 # --kills 101: must be from 1 to 100",
                "--rounds 1 --seed -1 # --seed -1: must be from 0 to 2147483647",
                "--rounds 1 --round 2 # unknown option \"--round\"; did you mean \"--rounds\"?",
                "--seed 1 # missing options: --rounds N",
                "--rounds 1 --dir a,b # --dir a,b: its path may not have any of , : |"
            })
    void anArgumentThatIsWrongIsNamed(String arguments, String told) {
        assertThat(refusal(arguments.strip().split(" ", -1))).startsWith("recon: " + told.strip());
    }

    @Test
    void whatIsNoNumberIsNamed() {
        assertThat(refusal("--rounds", "many")).contains("--rounds").contains("many");
    }

    @Test
    void theDirectoryOfAnEarlierRoundStays() throws Exception {
        Path former = Files.createDirectories(directory.resolve("round-8"));

        assertThat(refusal("--rounds", "2", "--seed", "7", "--dir", directory.toString()))
                .startsWith("recon: " + former + " is there, of an earlier round; delete it");
        assertThat(former).exists();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(refusal("--rounds", "1", "--seed", "1", "--dir", file.toString()))
                .startsWith("recon: --dir " + file + ": cannot be made: ");
    }
}
