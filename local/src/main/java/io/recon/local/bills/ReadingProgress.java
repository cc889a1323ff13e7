package io.recon.local.bills;

import io.recon.local.output.TerminalBar;
import me.tongfei.progressbar.ProgressBar;

/** Shows on a terminal how many lines were read, where that takes longer than a moment. */
final class ReadingProgress implements AutoCloseable {
    private static final long MOMENT_NS = 2_000_000_000L;
    private static final int STEP = 1_000;

    private final boolean isWanted = TerminalBar.isWanted();
    private final long startNs = System.nanoTime();
    private long lines;
    private ProgressBar bar;

    void count() {
        lines++;
        if (!isWanted || lines % STEP != 0) {
            return;
        }
        if (bar == null && System.nanoTime() - startNs > MOMENT_NS) {
            bar = TerminalBar.of("bills", "lines");
        }
        if (bar != null) {
            bar.stepTo(lines);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
