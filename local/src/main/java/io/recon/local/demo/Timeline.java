package io.recon.local.demo;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Tells what happens, a line with the time (UTC) each. Any thread may tell. */
final class Timeline {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintWriter console;
    private final Clock clock = Clock.systemUTC();

    Timeline(PrintWriter console) {
        this.console = console;
    }

    synchronized void tell(String text) {
        console.println(TIME.format(LocalTime.now(clock)) + "  " + text);
        console.flush();
    }

    /** A text of several lines. */
    synchronized void show(String text) {
        console.println();
        console.println(text);
        console.println();
        console.flush();
    }
}
