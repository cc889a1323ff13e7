package io.recon.job.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A group of keys.
 *
 * @param key under which the group stands; empty for the whole file
 * @param named whether the key holds one such group for each name that the user chooses
 * @param description one or more sentences for the reference page
 * @param options the keys with a value
 * @param sections the keys with a group
 */
record Section(
        String key,
        boolean named,
        String description,
        List<Option<?>> options,
        List<Section> sections) {
    Section {
        options = List.copyOf(options);
        sections = List.copyOf(sections);
    }

    /** Every key that this group may have. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        options.forEach(option -> keys.add(option.key()));
        sections.forEach(section -> keys.add(section.key()));
        return keys;
    }
}
