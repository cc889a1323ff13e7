package io.recon.local;

import io.recon.connectors.config.Quoted;
import java.io.PrintWriter;

/** A line on standard error. Names and texts from files may be in it: it stays one line. */
public final class Message {
    private static final int MOST_CHARS = 4_000;

    private Message() {}

    /** Prints the text behind the program's name, what cannot be seen escaped. */
    public static void print(PrintWriter errors, String text) {
        errors.println("recon: " + Quoted.plain(text, MOST_CHARS));
    }
}
