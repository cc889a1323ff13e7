package io.recon.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.ExitCode;
import io.recon.local.RunningRecon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FailedRunITCase {
    @TempDir private Path directory;

    /** Repeated, since what Flink tells as the failure depends on which thread is faster. */
    @RepeatedTest(5)
    @EnabledOnOs(OS.LINUX)
    void aBillThatCannotBeReadIsAlwaysNamed() throws IOException {
        ReconcileInputs inputs = new ReconcileInputs(directory);
        for (int day = 1; day <= 9; day++) {
            inputs.bill(
                    "2026-11-0" + day + "/a.csv",
                    "sale,o" + day + ",t,1.00,2026-11-0" + day + " 10:00:00");
        }
        // A file that everybody may open, and nobody can read from its beginning.
        Files.createSymbolicLink(
                inputs.landing().resolve("shop/2026-11-05/b.csv"), Path.of("/proc/self/mem"));

        RunningRecon run = inputs.run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errors().lines())
                .singleElement()
                .asString()
                .startsWith("recon: the run failed: ")
                .contains("2026-11-05/b.csv");
    }
}
