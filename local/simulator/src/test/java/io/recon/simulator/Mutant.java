package io.recon.simulator;

import io.recon.simulator.engine.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A bug that is planted: a text of a source file, and what the bug makes of it.
 *
 * @param file from the project's directory
 * @param seeds within how many seeds from 0 on it must be caught
 */
record Mutant(
        String name, String file, Backend backend, int seeds, String original, String replacement) {

    /** Reads the committed list. */
    static List<Mutant> all() throws IOException {
        Path list = home().resolve("local/simulator/src/test/resources/io/recon/simulator");
        List<Mutant> mutants = new ArrayList<>();
        for (String entry : Files.readString(list.resolve("mutants.txt")).split("\n= ", -1)) {
            if (!entry.startsWith("#")) {
                mutants.add(parse(entry));
            }
        }
        return mutants;
    }

    static Path home() {
        return Path.of(System.getProperty("recon.home"));
    }

    private static Mutant parse(String entry) {
        String[] lines = entry.split("\n", 4);
        String[] texts = lines[3].strip().split("\n\\+ ", -1);
        String[] seeds = lines[2].substring("seeds: ".length()).split(" ", -1);
        if (texts.length != 2 || !texts[0].startsWith("- ")) {
            throw new IllegalArgumentException(
                    "mutant " + lines[0] + " must have a text that stands there and another one");
        }
        return new Mutant(
                lines[0],
                lines[1].substring("file: ".length()),
                Backend.valueOf(seeds[1].toUpperCase(Locale.ROOT)),
                Integer.parseInt(seeds[0]),
                texts[0].substring(2),
                texts[1]);
    }

    /** The source with the bug. */
    String source() throws IOException {
        String source = Files.readString(home().resolve(file));
        int at = source.indexOf(original);
        int occurrences = 0;
        for (int from = at; from >= 0; from = source.indexOf(original, from + 1)) {
            occurrences++;
        }
        if (occurrences != 1) {
            throw new AssertionError(
                    "mutant "
                            + name
                            + ": its text stands "
                            + occurrences
                            + " times in "
                            + file
                            + ", and must stand there once: "
                            + original);
        }
        return source.replace(original, replacement);
    }

    /** The name of the class that the file holds. */
    String className() {
        return file.replaceFirst("^.*src/main/java/", "").replace(".java", "").replace('/', '.');
    }

    @Override
    public String toString() {
        return name;
    }
}
