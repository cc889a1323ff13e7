package io.recon.local.output;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress on standard error, where that is a terminal. */
public final class TerminalBar {
    private TerminalBar() {}

    /** Whether standard error is a terminal. The launcher tells, since a JVM cannot. */
    public static boolean isWanted() {
        return Boolean.getBoolean("recon.terminal");
    }

    /** Begins to show how many things of a kind a task has done; their number is not known. */
    public static ProgressBar of(String task, String unit) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(unit, 1)
                .showSpeed()
                .setInitialMax(-1)
                .setConsumer(new ConsoleProgressBarConsumer(standardError()))
                .build();
    }

    private static PrintStream standardError() {
        return System.err;
    }
}
