package io.recon.job.config;

import io.recon.connectors.config.Quoted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** A YAML file as a tree of nodes that know their lines. What it says is not trusted. */
final class YamlFile {
    private static final int LARGEST_BYTES = 1 << 20;
    private static final int DEEPEST = 50;
    private static final int MOST_ALIASES = 100;
    private static final Place WHOLE_FILE = new Place("", 0);

    private static final LoadSettings SETTINGS =
            LoadSettings.builder()
                    .setAllowNonScalarKeys(true)
                    .setMaxAliasesForCollections(MOST_ALIASES)
                    .setCodePointLimit(LARGEST_BYTES)
                    .build();

    private YamlFile() {}

    /** The file's only document; empty, and reported, if it has none. */
    static Optional<Node> read(Path file, Reading reading) {
        String text;
        try {
            text = BoundedFile.read(file, LARGEST_BYTES);
        } catch (BoundedFile.NotUtf8Exception e) {
            reading.report(new Place("", e.line()), "is not UTF-8");
            return Optional.empty();
        } catch (IOException e) {
            reading.report(WHOLE_FILE, BoundedFile.reason(e));
            return Optional.empty();
        }
        try {
            if (!isShallow(text, reading)) {
                return Optional.empty();
            }
            Optional<Node> root = new Compose(SETTINGS).composeString(text);
            if (root.isEmpty() || Reading.isNothing(root.get())) {
                reading.report(WHOLE_FILE, "is empty; at least channels: is wanted");
                return Optional.empty();
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            int line =
                    e.getProblemMark()
                            .or(e::getContextMark)
                            .map(mark -> mark.getLine() + 1)
                            .orElse(0);
            reading.report(new Place("", line), "is no YAML: " + wordsOf(e));
        } catch (ReaderException e) {
            int line =
                    1
                            + (int)
                                    text.codePoints()
                                            .limit(e.getPosition())
                                            .filter(c -> c == '\n')
                                            .count();
            reading.report(
                    new Place("", line),
                    String.format(
                            "is no YAML: the character U+%04X may not stand in it",
                            e.getCodePoint()));
        } catch (YamlEngineException e) {
            reading.report(
                    WHOLE_FILE, "is no YAML: " + Quoted.plain(String.valueOf(e.getMessage()), 300));
        }
        return Optional.empty();
    }

    /** Composing recurses; parsing does not. So the depth is judged by events first. */
    private static boolean isShallow(String text, Reading reading) {
        int depth = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > DEEPEST) {
                int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
                reading.report(new Place("", line), "nests deeper than " + DEEPEST + " levels");
                return false;
            }
        }
        return true;
    }

    private static String wordsOf(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        if (!problem.contains("TAB")) {
            // The library says so of every character, and is right of tabs alone.
            problem = problem.replaceFirst("\\. \\(Do not use .* for indentation\\)", "");
        }
        String context = e.getContext() == null ? "" : e.getContext();
        return Quoted.plain(problem + (context.isBlank() ? "" : " (" + context + ")"), 300);
    }
}
