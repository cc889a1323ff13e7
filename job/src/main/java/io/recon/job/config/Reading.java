package io.recon.job.config;

import io.recon.connectors.config.Quoted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One reading of one file: looks into nodes and collects the problems. */
final class Reading {
    private static final int MOST_PROBLEMS = 100;
    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

    private final String file;
    private final SecretReferences references;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private int untold;

    Reading(String file, SecretReferences references) {
        this.file = file;
        this.references = references;
    }

    /** One key of a mapping. */
    record Entry(String key, Place place, Node value) {}

    void report(Place place, String message) {
        report(new ConfigProblem(file, place.line(), place.path(), message));
    }

    /** Takes a problem of a file beside this one. They come after all of this file. */
    void report(ConfigProblem problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        } else {
            untold++;
        }
    }

    /** How many problems were reported so far. */
    int problemCount() {
        return problems.size() + untold;
    }

    /** Ends the reading if anything was reported. */
    void throwProblems() throws ConfigException {
        if (problems.isEmpty()) {
            return;
        }
        List<ConfigProblem> sorted = new ArrayList<>(problems);
        sorted.sort(
                Comparator.comparing((ConfigProblem problem) -> !problem.file().equals(file))
                        .thenComparing(ConfigProblem::file)
                        .thenComparingInt(ConfigProblem::line));
        if (untold > 0) {
            sorted.add(new ConfigProblem(file, 0, "", "has " + untold + " more problems"));
        }
        throw new ConfigException(sorted);
    }

    /** The text of a scalar; if it is none, or leads nowhere, that is reported. */
    Optional<ResolvedText> text(Node node, Place place) {
        if (!(node instanceof ScalarNode scalar)) {
            report(place, "a single value is wanted, but a " + kindOf(node) + " stands here");
            return Optional.empty();
        }
        if (isNothing(node)) {
            report(place, "has no value; give it one or leave the key out");
            return Optional.empty();
        }
        try {
            return Optional.of(references.resolve(scalar.getValue()));
        } catch (BadValueException e) {
            report(place, Quoted.of(scalar.getValue()) + " " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The keys of a mapping in their order; each has its first value. */
    List<Entry> entries(MappingNode mapping, Place place) {
        Map<String, Integer> lines = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = lineOf(tuple.getKeyNode(), place.line());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                report(
                        new Place(place.path(), line),
                        "a " + kindOf(tuple.getKeyNode()) + " stands where a key is wanted");
                continue;
            }
            Integer earlier = lines.putIfAbsent(key.getValue(), line);
            if (earlier == null) {
                entries.add(
                        new Entry(
                                key.getValue(),
                                place.child(key.getValue(), line),
                                tuple.getValueNode()));
            } else {
                report(
                        new Place(place.path(), line),
                        "duplicate key "
                                + Quoted.of(key.getValue())
                                + "; it stands already in line "
                                + earlier);
            }
        }
        return entries;
    }

    /** Whether nothing stands after a key, or one of YAML's words for that. */
    static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && NOTHING.contains(scalar.getValue());
    }

    static int lineOf(Node node, int otherwise) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(otherwise);
    }

    static String kindOf(Node node) {
        if (node instanceof MappingNode) {
            return "group of keys";
        }
        return node instanceof SequenceNode ? "list" : "single value";
    }
}
