package io.recon.local.bench;

import io.recon.local.Home;
import io.recon.local.output.WorkDirectory;
import io.recon.local.workload.BulkWorkload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/** What the benchmarks of the continuous job have in common. */
final class JobOptions {
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 1);
    private static final int DAYS = 3;
    private static final int ACCOUNTS = 2;
    private static final int BREAKS_PER_TEN_THOUSAND = 100;

    @Option(names = "--parallelism", paramLabel = "N", description = "Handed to run (default: 2).")
    private int parallelism = 2;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "DURATION",
            description = "How often a checkpoint is taken (default: PT10S).")
    private Duration checkpointInterval = Duration.ofSeconds(10);

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where everything lies (default: local/target/bench).")
    private Path directory = Home.resolve("local", "target", "bench");

    int parallelism() {
        return parallelism;
    }

    Duration checkpointInterval() {
        return checkpointInterval;
    }

    /** An empty directory for a benchmark. */
    Path work(String benchmark) throws IOException {
        Path work = directory.toAbsolutePath().normalize().resolve(benchmark);
        WorkDirectory.deleteAll(work);
        return Files.createDirectories(work);
    }

    /**
     * Orders in one file: their changes are in the order of time, as a database's log is. Out of
     * several files, one after the other, the first would close days whose orders are in the next.
     */
    static BulkWorkload.Options workload(long transactions) {
        return new BulkWorkload.Options(
                1, transactions, FIRST_DAY, DAYS, ACCOUNTS, 1, BREAKS_PER_TEN_THOUSAND);
    }
}
