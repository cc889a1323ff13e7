package io.recon.job.config;

import java.util.Optional;

/**
 * One key of the configuration: what it is called, what it may be, what it is without being set.
 *
 * @param key as it is written, lower case with hyphens
 * @param type what may stand after it
 * @param otherwise what holds where the key is absent
 * @param description one or more sentences for the reference page
 */
record Option<T>(String key, ValueType<T> type, Otherwise<T> otherwise, String description) {

    /** What holds where a key is absent. */
    sealed interface Otherwise<T> {
        /** Its absence is a problem. */
        record Required<T>() implements Otherwise<T> {}

        /** A value. */
        record Default<T>(Setting<T> setting) implements Otherwise<T> {}

        /** No value. What that means stands in words. */
        record Unset<T>(String meaning) implements Otherwise<T> {}
    }

    static <T> Option<T> required(String key, ValueType<T> type, String description) {
        return new Option<>(key, type, new Otherwise.Required<>(), description);
    }

    static <T> Option<T> ofDefault(
            String key, ValueType.Scalar<T> type, String text, String description) {
        return new Option<>(key, type, new Otherwise.Default<>(type.ofDefault(text)), description);
    }

    static <T> Option<T> optional(
            String key, ValueType<T> type, String meaning, String description) {
        return new Option<>(key, type, new Otherwise.Unset<>(meaning), description);
    }

    /** The setting where the key is absent; empty if there is none. */
    Optional<Setting<T>> defaultSetting() {
        return otherwise instanceof Otherwise.Default<T> known
                ? Optional.of(known.setting())
                : Optional.empty();
    }
}
