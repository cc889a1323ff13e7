package io.recon.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process from its start to its end.
 *
 * @param peakBytes the most memory that it had resident; 0 where the system does not tell
 */
record MeasuredProcess(int exitCode, Duration wall, Duration cpu, long peakBytes) {
    private static final long LOOK_EVERY_MS = 50;
    private static final int KIBI = 1 << 10;

    /** Runs a command whose output goes to a file, and measures it. */
    static MeasuredProcess run(List<String> command, Path output)
            throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        // The launcher's own choice of program is not the measured process's.
        builder.environment().remove("RECON_MAIN");
        Process process = builder.start();
        long peakBytes = 0;
        Duration cpu = Duration.ZERO;
        while (!process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
            peakBytes = Math.max(peakBytes, peakBytes(process.pid()));
            cpu = process.info().totalCpuDuration().orElse(cpu);
        }
        Duration wall = Duration.ofNanos(System.nanoTime() - startNs);
        return new MeasuredProcess(process.exitValue(), wall, cpu, peakBytes);
    }

    /** The system keeps the peak itself, so a look before the end is enough. */
    private static long peakBytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmHWM:")) {
                    String kibibytes = line.replaceAll("\\D", "");
                    return Long.parseLong(kibibytes) * KIBI;
                }
            }
        } catch (IOException e) {
            // Another system, or the process has just ended.
        }
        return 0;
    }
}
