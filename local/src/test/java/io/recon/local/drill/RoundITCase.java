package io.recon.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One short round of {@code bin/drill}, which plays longer ones and any number of them. */
class RoundITCase {
    @TempDir private Path directory;

    @Test
    void nothingIsLostDoubledOrWrongWhateverIsKilled() throws Exception {
        List<String> told = new ArrayList<>();

        Findings findings = new Round(RoundPlan.brief(1), directory, told::add).play();

        assertThat(findings.all()).isEmpty();
        assertThat(findings.rows()).isPositive();
        assertThat(told)
                .anyMatch(line -> line.startsWith("kill -9 of taskmanager-"))
                .anyMatch(line -> line.startsWith("kill -9 of jobmanager"))
                .anyMatch(line -> line.startsWith("kill -9 of broker"))
                .anyMatch(line -> line.startsWith("redeploy with parallelism "));
    }
}
