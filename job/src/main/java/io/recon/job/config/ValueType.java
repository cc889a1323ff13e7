package io.recon.job.config;

import io.recon.connectors.config.NearestName;
import io.recon.connectors.config.Quoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What stands after a key and what it becomes. */
sealed interface ValueType<T>
        permits ValueType.Scalar, ValueType.Several, ValueType.Mapping, KafkaProperties {
    /** What is wanted, for messages and the reference page: "a time zone". */
    String wanted();

    /** The value of a node; empty if something is wrong with it, which is then reported. */
    Optional<Setting<T>> read(Node node, Place place, Reading reading);

    /** One text. */
    record Scalar<T>(String wanted, Parser<T> parser) implements ValueType<T> {
        /** Makes a value of a text. */
        interface Parser<T> {
            T parse(String text) throws BadValueException;
        }

        @Override
        public Optional<Setting<T>> read(Node node, Place place, Reading reading) {
            Optional<ResolvedText> text = reading.text(node, place);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            try {
                T value = parser.parse(text.get().value());
                return Optional.of(new Setting<>(value, text.get().shown(), place.line()));
            } catch (BadValueException e) {
                reading.report(
                        place,
                        Quoted.of(text.get().written()) + " " + e.complaintAbout(text.get()));
                return Optional.empty();
            }
        }

        /** The value of a default. */
        Setting<T> ofDefault(String text) {
            try {
                return new Setting<>(parser.parse(text), text, 0);
            } catch (BadValueException e) {
                throw new IllegalStateException("the default \"" + text + "\" " + e.getMessage());
            }
        }
    }

    /** Several texts, none twice. */
    record Several<T>(String wanted, Scalar<T> element) implements ValueType<List<T>> {
        @Override
        public Optional<Setting<List<T>>> read(Node node, Place place, Reading reading) {
            if (!(node instanceof SequenceNode sequence)) {
                reading.report(
                        place,
                        "a list such as [a, b] is wanted, but a "
                                + Reading.kindOf(node)
                                + " stands here");
                return Optional.empty();
            }
            if (sequence.getValue().isEmpty()) {
                reading.report(place, "the list is empty; fill it or leave the key out");
                return Optional.empty();
            }
            int problemsBefore = reading.problemCount();
            Map<T, String> elements = new LinkedHashMap<>();
            for (Node item : sequence.getValue()) {
                Place itemPlace = new Place(place.path(), Reading.lineOf(item, place.line()));
                Optional<Setting<T>> setting = element.read(item, itemPlace, reading);
                if (setting.isPresent()
                        && elements.put(setting.get().value(), setting.get().shown()) != null) {
                    reading.report(
                            itemPlace, Quoted.of(setting.get().shown()) + " is listed twice");
                }
            }
            if (reading.problemCount() > problemsBefore) {
                return Optional.empty();
            }
            return Optional.of(
                    new Setting<>(
                            List.copyOf(elements.keySet()),
                            elements.values().toString(),
                            place.line()));
        }
    }

    /**
     * Keys with a text each.
     *
     * @param keys which there may be; empty if any
     */
    record Mapping<T>(String wanted, Collection<String> keys, Scalar<T> element)
            implements ValueType<Map<String, T>> {
        @Override
        public Optional<Setting<Map<String, T>>> read(Node node, Place place, Reading reading) {
            Map<String, T> values = new LinkedHashMap<>();
            List<String> shown = new ArrayList<>();
            if (Reading.isNothing(node)) {
                return Optional.of(new Setting<>(values, "{}", place.line()));
            }
            if (!(node instanceof MappingNode mapping)) {
                reading.report(
                        place,
                        "keys and values are wanted, but a "
                                + Reading.kindOf(node)
                                + " stands here");
                return Optional.empty();
            }
            int problemsBefore = reading.problemCount();
            for (Reading.Entry entry : reading.entries(mapping, place)) {
                if (!keys.isEmpty() && !keys.contains(entry.key())) {
                    reading.report(
                            new Place(place.path(), entry.place().line()),
                            NearestName.unknownKey(entry.key(), keys));
                    continue;
                }
                element.read(entry.value(), entry.place(), reading)
                        .ifPresent(
                                setting -> {
                                    values.put(entry.key(), setting.value());
                                    shown.add(
                                            Quoted.plain(entry.key(), 100)
                                                    + ": "
                                                    + setting.shown());
                                });
            }
            if (reading.problemCount() > problemsBefore) {
                return Optional.empty();
            }
            return Optional.of(
                    new Setting<>(values, "{" + String.join(", ", shown) + "}", place.line()));
        }
    }
}
