package io.recon.simulator;

/** The engine says something else than the contract. */
final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
        super(message);
    }

    /** Compares two texts, and shows the first line in which they differ. */
    static void requireSame(String what, String expected, String found) {
        if (expected.equals(found)) {
            return;
        }
        StringBuilder message = new StringBuilder(what).append(" differ");
        for (String line : expected.split("\n", -1)) {
            if (!("\n" + found + "\n").contains("\n" + line + "\n")) {
                message.append("\n  by the contract: ").append(line);
            }
        }
        for (String line : found.split("\n", -1)) {
            if (!("\n" + expected + "\n").contains("\n" + line + "\n")) {
                message.append("\n  by the engine:   ").append(line);
            }
        }
        throw new Wrong(message.toString());
    }
}
