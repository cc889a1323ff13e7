package io.recon.simulator;

import java.util.ArrayList;
import java.util.List;

/** The engine says something else than the contract, or contradicts itself. */
final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
        super(message);
    }

    /** Compares what the contract wants with what the engine says, and shows what differs. */
    static void requireSame(String what, String expected, String found) {
        requireSame(what, "by the contract", expected, "by the engine", found);
    }

    /** Compares two texts, and shows the lines that one of them has more often than the other. */
    static void requireSame(String what, String by, String one, String byOther, String other) {
        if (one.equals(other)) {
            return;
        }
        int width = Math.max(by.length(), byOther.length()) + 1;
        StringBuilder message = new StringBuilder(what).append(" differ");
        append(message, by, width, without(one, other));
        append(message, byOther, width, without(other, one));
        throw new Wrong(message.toString());
    }

    private static List<String> without(String text, String other) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        other.lines().forEach(lines::remove);
        return lines;
    }

    private static void append(StringBuilder message, String by, int width, List<String> lines) {
        for (String line : lines) {
            String name = by + ":";
            message.append("\n  ").append(name).append(" ".repeat(width - name.length() + 1));
            message.append(line);
        }
    }

    /**
     * The kind of a wrong, by which two are alike: the text up to the first line break or the first
     * record that it shows, without the channel and the numbers; of an exception its class.
     */
    static String kindOf(String how) {
        return how.lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^[a-z]+: ", "")
                .replaceFirst("^(the engine fails: [^:]*).*", "$1")
                .replaceFirst("\\[.*", "")
                .replaceAll("[0-9]+", "N");
    }
}
