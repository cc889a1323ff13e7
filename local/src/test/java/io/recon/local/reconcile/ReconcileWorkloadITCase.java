package io.recon.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.RunningRecon;
import io.recon.local.bills.SameAsReconcile;
import io.recon.local.workload.Expectation;
import io.recon.local.workload.ExpectedComparison;
import io.recon.local.workload.WorkloadGenerator;
import io.recon.local.workload.WorkloadOptions;
import io.recon.local.workload.WorkloadWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated workloads through the whole program: what comes out is what was planted, however the
 * events are shuffled and repeated and however many subtasks share the work. {@code
 * -Drecon.workload.seeds=N} runs more of them, {@code -Drecon.workload.first-seed=S} others.
 */
class ReconcileWorkloadITCase {
    private static final int SEEDS = Integer.getInteger("recon.workload.seeds", 8);
    private static final int FIRST_SEED = Integer.getInteger("recon.workload.first-seed", 1);
    private static final int[] PARALLELISMS = {1, 2, 4};

    @TempDir private Path directory;

    static IntStream seeds() {
        return IntStream.range(FIRST_SEED, FIRST_SEED + SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesExactlyWhatWasPlantedAtAnyParallelism(int seed) throws IOException {
        Expectation expectation =
                WorkloadWriter.write(
                        WorkloadGenerator.generate(WorkloadOptions.of(seed)), directory);
        for (int parallelism : PARALLELISMS) {
            Path out = directory.resolve("out-" + parallelism);

            RunningRecon run =
                    RunningRecon.of(
                            "reconcile",
                            "--config",
                            directory.resolve("recon.yaml").toString(),
                            "--orders",
                            directory.resolve("orders").toString(),
                            "--bills",
                            directory.resolve("landing").toString(),
                            "--out",
                            out.toString(),
                            "--parallelism",
                            Integer.toString(parallelism));

            assertThat(ExpectedComparison.differences(directory.resolve("expected"), out))
                    .as("seed %d at parallelism %d; %s", seed, parallelism, run.errors())
                    .isEmpty();
            assertThat(run.exitCode())
                    .as("seed %d at parallelism %d; %s", seed, parallelism, run.errors())
                    .isEqualTo(expectation.exitCode());
        }
        assertBillsSayTheSame(expectation);
    }

    private void assertBillsSayTheSame(Expectation expectation) throws IOException {
        Path out = directory.resolve("out-of-bills");

        RunningRecon run =
                RunningRecon.of(
                        "bills",
                        "--config",
                        directory.resolve("recon.yaml").toString(),
                        "--bills",
                        directory.resolve("landing").toString(),
                        "--out",
                        out.toString());

        assertThat(run.exitCode()).as(run.errors()).isEqualTo(expectation.exitCode());
        SameAsReconcile.check(out, directory.resolve("out-" + PARALLELISMS[0]));
    }
}
