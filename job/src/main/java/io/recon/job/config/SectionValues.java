package io.recon.job.config;

import io.recon.connectors.config.Quoted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of one group of keys, as far as nothing was wrong with them. */
final class SectionValues {
    private final Place place;
    private final Map<Option<?>, Setting<?>> settings = new LinkedHashMap<>();
    private final Map<Section, SectionValues> sections = new LinkedHashMap<>();
    private final Map<Section, Map<String, SectionValues>> namedSections = new LinkedHashMap<>();

    SectionValues(Place place) {
        this.place = place;
    }

    Place place() {
        return place;
    }

    <T> void put(Option<T> option, Setting<T> setting) {
        settings.put(option, setting);
    }

    void put(Section section, SectionValues values) {
        sections.put(section, values);
    }

    void putNamed(Section section, Map<String, SectionValues> values) {
        namedSections.put(section, values);
    }

    SectionValues section(Section section) {
        return sections.get(section);
    }

    /** By name, in the order of the file. */
    Map<String, SectionValues> named(Section section) {
        return namedSections.get(section);
    }

    /** The setting of an option; empty if it has none, or a wrong one. */
    @SuppressWarnings("unchecked") // put() keeps option and setting of one type
    <T> Optional<Setting<T>> setting(Option<T> option) {
        return Optional.ofNullable((Setting<T>) settings.get(option));
    }

    /** The value of an option that is required or has a default. */
    <T> T get(Option<T> option) {
        return setting(option)
                .orElseThrow(() -> new IllegalStateException(option.key() + " has no value"))
                .value();
    }

    /** The value of an option. */
    <T> T getOr(Option<T> option, T otherwise) {
        return setting(option).map(Setting::value).orElse(otherwise);
    }

    /** Adds one line for each value, secrets masked. */
    void describe(String path, List<String> lines) {
        settings.forEach(
                (option, setting) ->
                        lines.add(
                                path
                                        + option.key()
                                        + ": "
                                        + Quoted.plain(setting.shown(), 1_000)
                                        + (setting.line() == 0 ? " (default)" : "")));
        sections.forEach((section, values) -> values.describe(path + section.key() + ".", lines));
        namedSections.forEach(
                (section, named) ->
                        named.forEach(
                                (name, values) ->
                                        values.describe(
                                                path + section.key() + "." + name + ".", lines)));
    }
}
