package io.recon.connectors.bill.format.template;

import io.recon.connectors.config.NearestName;
import io.recon.connectors.config.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of a template. What is wrong with it is added to the template's problems, each with
 * its line, and reading goes on with whatever can be read.
 */
final class Section {
    private final Problems problems;
    private final String path;
    private final Node node;
    private final Map<String, NodeTuple> values = new LinkedHashMap<>();

    /** All that is wrong with a template, in the order in which it was found. */
    static final class Problems {
        private final String template;
        private final List<TemplateProblem> found = new ArrayList<>();

        Problems(String template) {
            this.template = template;
        }

        void add(Node where, String key, String message) {
            add(lineOf(where), key, message);
        }

        /** Adds what is wrong at a line; 0 means the whole template. */
        void add(int line, String key, String message) {
            found.add(new TemplateProblem(template, line, key, message));
        }

        List<TemplateProblem> found() {
            return found;
        }

        private static int lineOf(Node node) {
            return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        }
    }

    /**
     * @param path the section's key, with those of the sections around it; empty at the top
     * @param known all keys that it may have
     */
    Section(Node node, String path, Set<String> known, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, path, "must be a mapping with the keys " + String.join(", ", known));
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode(), path, "a key must be a plain word");
            } else if (!known.contains(key.getValue())) {
                problems.add(key, path, NearestName.unknownKey(key.getValue(), known));
            } else if (values.put(key.getValue(), tuple) != null) {
                problems.add(key, path, "the key " + Quoted.of(key.getValue()) + " stands twice");
            }
        }
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Where a key stands; where it does not, where this section does, if it is not the whole. */
    Origin at(String key) {
        NodeTuple tuple = values.get(key);
        int line = path.isEmpty() ? 0 : Problems.lineOf(node);
        return new Origin(
                problems.template, tuple == null ? line : Problems.lineOf(tuple.getKeyNode()));
    }

    private Node valueOf(String key) {
        NodeTuple tuple = values.get(key);
        return tuple == null ? null : tuple.getValueNode();
    }

    /** Says that a value is wrong, or this section if the value is missing. */
    void problem(String key, String problem) {
        Node value = valueOf(key);
        problems.add(value == null ? node : value, pathOf(key), problem);
    }

    /** Says that a key should not stand here, whatever its value is. */
    void misplaced(String key, String problem) {
        problems.add(at(key).line(), pathOf(key), problem);
    }

    /** Whether a key that must be there is missing; says so. */
    boolean lacks(String key) {
        if (!has(key)) {
            problems.add(node, pathOf(key), "is missing");
        }
        return !has(key);
    }

    /** A value as text; the fallback if there is none or it is no text. */
    String text(String key, String fallback) {
        Node value = valueOf(key);
        if (value == null) {
            return fallback;
        }
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problem(key, "must be one value");
        return fallback;
    }

    /** A value that must be one of several words. */
    String word(String key, String fallback, Set<String> words) {
        String word = text(key, fallback);
        if (words.contains(word)) {
            return word;
        }
        problem(key, "is \"" + word + "\", it may be " + String.join(", ", words));
        return fallback;
    }

    /** A value that must be a whole number. */
    int number(String key, int fallback, int least, int most) {
        String text = text(key, Integer.toString(fallback));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number that is too small or too large.
        }
        problem(
                key,
                "is \"" + text + "\", it must be a whole number from " + least + " to " + most);
        return fallback;
    }

    /** A section within this one. */
    Section section(String key, Set<String> known) {
        return new Section(valueOf(key), pathOf(key), known, problems);
    }

    /** The sections of a mapping whose keys are free names, in their order. */
    Map<String, Section> namedSections(String key, Set<String> known) {
        Map<String, Section> sections = new LinkedHashMap<>();
        if (!(valueOf(key) instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
            problem(key, "must be a mapping of names");
            return sections;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name) || name.getValue().isBlank()) {
                problems.add(tuple.getKeyNode(), pathOf(key), "a name must be a plain word");
                continue;
            }
            String path = pathOf(key) + "." + name.getValue();
            Section section = new Section(tuple.getValueNode(), path, known, problems);
            if (sections.putIfAbsent(name.getValue().strip(), section) != null) {
                problems.add(name, path, "stands twice");
            }
        }
        return sections;
    }

    /** The sections of a list, or the one section that stands without a list. */
    List<Section> sections(String key, Set<String> known) {
        Node value = valueOf(key);
        if (!(value instanceof SequenceNode sequence)) {
            return List.of(section(key, known));
        }
        List<Section> sections = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            sections.add(new Section(item, pathOf(key), known, problems));
        }
        return sections;
    }

    /** A list of words. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (valueOf(key) instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar) {
                    texts.add(scalar.getValue());
                } else {
                    problems.add(item, pathOf(key), "must be a list of words");
                }
            }
        } else {
            problem(key, "must be a list, for example [payout, fee]");
        }
        return texts;
    }

    /** A mapping of words to the names of constants. */
    <T extends Enum<T>> Map<String, T> map(String key, Class<T> type) {
        Map<String, T> map = new LinkedHashMap<>();
        if (!(valueOf(key) instanceof MappingNode mapping)) {
            problem(key, "must be a mapping of the file's words to " + names(type));
            return map;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode word
                    && tuple.getValueNode() instanceof ScalarNode name) {
                T value = constant(type, name.getValue());
                if (value == null) {
                    problems.add(
                            name,
                            pathOf(key) + "." + word.getValue(),
                            "is \"" + name.getValue() + "\", it may be " + names(type));
                } else if (map.put(word.getValue(), value) != null) {
                    problems.add(word, pathOf(key) + "." + word.getValue(), "stands twice");
                }
            } else {
                problems.add(tuple.getKeyNode(), pathOf(key), "must map words to words");
            }
        }
        return map;
    }

    /** A constant by its name; says so if there is none. */
    <T extends Enum<T>> T constant(String key, Class<T> type) {
        String name = text(key, "");
        T value = constant(type, name);
        if (value == null) {
            problem(key, "is \"" + name + "\", it may be " + names(type));
        }
        return value;
    }

    private static <T extends Enum<T>> T constant(Class<T> type, String name) {
        for (T constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    private static <T extends Enum<T>> String names(Class<T> type) {
        List<String> names = new ArrayList<>();
        for (T constant : type.getEnumConstants()) {
            names.add(constant.name());
        }
        return String.join(", ", names);
    }
}
