package io.recon.local.bench;

import io.recon.local.Home;
import io.recon.local.workload.BulkWorkload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/bench bounded}: {@code reconcile} as a whole process on a large workload. */
@Command(
        name = "bounded",
        mixinStandardHelpOptions = true,
        description =
                "Makes a workload once, runs reconcile on it as a whole process, and measures.")
final class BoundedBench implements Callable<Integer> {
    private static final long MEBI = 1 << 20;

    @Spec private CommandSpec spec;

    @Option(
            names = "--transactions",
            paramLabel = "N",
            description =
                    "How many transactions, each an order and a bill line (default: 2000000).")
    private int transactions = 2_000_000;

    @Option(names = "--runs", paramLabel = "N", description = "How often (default: 1).")
    private int runs = 1;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Handed to reconcile (default: 2).")
    private int parallelism = 2;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the workload lies (default: local/target/bench).")
    private Path directory = Home.resolve("local", "target", "bench");

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path work = directory.resolve("bounded-" + transactions);
        makeOnce(work, out);
        long inputBytes = bytesBelow(work.resolve("orders")) + bytesBelow(work.resolve("landing"));
        Machine.tell(out);
        out.printf(
                Locale.ROOT,
                "workload: %,d transactions (an order and a bill line each), %,d MiB%n",
                transactions,
                inputBytes / MEBI);
        out.flush();
        for (int run = 1; run <= runs; run++) {
            Path log = directory.resolve("bounded.log");
            MeasuredProcess measured = MeasuredProcess.run(command(work), log);
            tell(run, measured, out);
            if (measured.exitCode() != 0) {
                return fail("reconcile failed, see " + log);
            }
            Path statistics = work.resolve("out").resolve("statistics.csv");
            Path planted = work.resolve("expected").resolve("statistics.csv");
            if (!sortedLines(statistics).equals(sortedLines(planted))) {
                return fail(statistics + " is not what was planted, " + planted);
            }
        }
        return 0;
    }

    private void tell(int run, MeasuredProcess measured, PrintWriter out) {
        long wallMs = measured.wall().toMillis();
        out.printf(
                Locale.ROOT,
                "run %d: %d.%d s, %,d records/s, %d s of processor, %,d MiB at the peak%n",
                run,
                wallMs / 1_000,
                wallMs % 1_000 / 100,
                2L * transactions * 1_000 / wallMs,
                measured.cpu().toSeconds(),
                measured.peakBytes() / MEBI);
        out.flush();
    }

    private int fail(String why) {
        spec.commandLine().getErr().println("bench: " + why);
        return 1;
    }

    /** The workload is the same for every run: its seed is fixed. */
    private void makeOnce(Path work, PrintWriter out) throws IOException {
        Path whole = work.resolve(".whole");
        if (Files.exists(whole)) {
            return;
        }
        out.println("making the workload in " + work);
        out.flush();
        Files.createDirectories(work);
        BulkWorkload.write(BulkWorkload.Options.of(1, transactions), work);
        Files.createFile(whole);
    }

    private static List<String> sortedLines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.sorted().toList();
        }
    }

    private static long bytesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private List<String> command(Path work) {
        List<String> command = new ArrayList<>();
        command.add(Home.resolve("bin", "recon").toString());
        command.addAll(
                List.of(
                        "reconcile",
                        "--config",
                        work.resolve("recon.yaml").toString(),
                        "--orders",
                        work.resolve("orders").toString(),
                        "--bills",
                        work.resolve("landing").toString(),
                        "--out",
                        work.resolve("out").toString(),
                        "--parallelism",
                        Integer.toString(parallelism)));
        return command;
    }
}
