package io.recon.local.output;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** Progress on standard error, where that is a terminal. */
public final class TerminalBar {
    private static final long MILLIS = 1_000;

    private TerminalBar() {}

    /** Whether standard error is a terminal. The launcher tells, since a JVM cannot. */
    public static boolean isWanted() {
        return Boolean.getBoolean("recon.terminal");
    }

    /** Begins to show how many things of a kind a task has done; their number is not known. */
    public static ProgressBar of(String task, String unit) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setRenderer((progress, width) -> line(progress, unit, width))
                .setInitialMax(-1)
                .setConsumer(new ConsoleProgressBarConsumer(standardError()))
                .build();
    }

    private static String line(ProgressState progress, String unit, int width) {
        return line(
                progress.getTaskName(),
                progress.getCurrent(),
                unit,
                progress.getElapsedAfterStart(),
                progress.getExtraMessage(),
                width);
    }

    /** What is known of a task whose end is not: the part that matters least stands last. */
    static String line(
            String task, long done, String unit, Duration elapsed, String details, int width) {
        long rate = done * MILLIS / Math.max(1, elapsed.toMillis());
        String line =
                String.format(
                        Locale.ROOT,
                        "%s  %,d %s  %d:%02d  %,d/s  %s",
                        task,
                        done,
                        unit,
                        elapsed.toMinutes(),
                        elapsed.toSecondsPart(),
                        rate,
                        details);
        return line.substring(0, Math.min(line.length(), Math.max(0, width))).stripTrailing();
    }

    private static PrintStream standardError() {
        return System.err;
    }
}
