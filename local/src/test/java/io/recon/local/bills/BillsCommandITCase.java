package io.recon.local.bills;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.RunningRecon;
import io.recon.local.reconcile.ReconcileInputs;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillsCommandITCase {
    @TempDir private Path directory;

    @Test
    void saysOfBillsWhatReconcileSays() throws IOException {
        ReconcileInputs inputs = new ReconcileInputs(directory);
        PlantedLanding.write(inputs);
        Path reconciled = inputs.path("reconciled");

        RunningRecon reconcile = inputs.run("--out", reconciled.toString());
        RunningRecon bills = inputs.runBills();

        assertThat(bills.exitCode()).as(reconcile.errors()).isEqualTo(reconcile.exitCode());
        SameAsReconcile.check(inputs.out(), reconciled);
        // Every day that the one names on standard error the other names in its answer.
        for (String line : reconcile.errors().lines().toList()) {
            String day = line.substring("recon: ".length(), line.indexOf(": ", 7));
            String reason = line.substring(line.indexOf(": ", 7) + 2);
            assertThat(bills.output().lines())
                    .anyMatch(told -> told.startsWith(day) && told.endsWith(": " + reason));
        }
        assertThat(
                        bills.output()
                                .lines()
                                .filter(
                                        told ->
                                                told.contains(": held: ")
                                                        || told.contains(": absent: ")))
                .hasSameSizeAs(reconcile.errors().lines().toList());
    }
}
