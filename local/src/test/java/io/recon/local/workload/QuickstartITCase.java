package io.recon.local.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.Home;
import io.recon.local.RunningRecon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's first command: what it gives, and that README shows it. */
class QuickstartITCase {
    @TempDir private Path directory;

    @Test
    void givesWhatWasPlantedAndPrintsWhatTheReadmeShows() throws IOException {
        Path example = Home.resolve("examples", "quickstart");
        Path out = directory.resolve("out");

        RunningRecon run =
                RunningRecon.of(
                        "reconcile",
                        "--config",
                        example.resolve("recon.yaml").toString(),
                        "--orders",
                        example.resolve("orders").toString(),
                        "--bills",
                        example.resolve("landing").toString(),
                        "--out",
                        out.toString());

        assertThat(run.exitCode()).as(run.errors()).isZero();
        Path expected = directory.resolve("expected");
        Oracle.expect(Quickstart.workload()).write(expected);
        assertThat(ExpectedComparison.differences(expected, out)).isEmpty();
        String shown = run.output().replace(out.toString(), "quickstart-out");
        assertThat(Files.readString(Home.resolve("README.md"))).contains(shown.indent(4));
    }
}
