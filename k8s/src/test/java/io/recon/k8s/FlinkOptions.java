package io.recon.k8s;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;

/** All options that Flink and its operator declare, found in the classes that declare them. */
final class FlinkOptions {
    private static final Pattern JAR = Pattern.compile("flink-[a-z0-9-]+-[0-9.]+\\.jar");
    private static final Pattern CLASS =
            Pattern.compile("org/apache/flink/.*Options(?:\\$[A-Za-z]+)?\\.class");
    private static final Pattern REPORTER = Pattern.compile("metrics\\.reporter\\.[a-z]+\\.(.+)");

    /** Named by the factory of the reporter, which declares no options. */
    private static final Set<String> OF_PROMETHEUS = Set.of("port", "filterLabelValueCharacters");

    /** Replaced in Flink 1.20; the operator still reads them. */
    private static final Set<String> OLD_ON_PURPOSE =
            Set.of("state.checkpoints.dir", "state.savepoints.dir");

    private final Map<String, ConfigOption<?>> options = new HashMap<>();

    /** Old keys, and what stands in their place. */
    private final Map<String, String> old = new HashMap<>();

    private FlinkOptions() {
        // Of operators that are newer than the one whose classes are here.
        options.put(
                "kubernetes.operator.snapshot.resource.enabled",
                ConfigOptions.key("kubernetes.operator.snapshot.resource.enabled")
                        .booleanType()
                        .noDefaultValue());
    }

    static FlinkOptions ofTheClassPath() {
        FlinkOptions found = new FlinkOptions();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (JAR.matcher(new File(entry).getName()).matches()) {
                found.addJar(entry);
            }
        }
        return found;
    }

    int count() {
        return options.size();
    }

    /** What is wrong with a key or with its value; empty if nothing is. */
    Optional<String> problem(String key, String value) {
        Matcher reporter = REPORTER.matcher(key);
        String name = reporter.matches() ? reporter.group(1) : key;
        if (reporter.matches() && OF_PROMETHEUS.contains(name)) {
            return Optional.empty();
        }
        if (old.containsKey(name) && !OLD_ON_PURPOSE.contains(name)) {
            return Optional.of(key + " is an old key, it is " + old.get(name) + " now");
        }
        ConfigOption<?> option = options.get(name);
        if (option == null) {
            return old.containsKey(name)
                    ? Optional.empty()
                    : Optional.of(key + " is no option of Flink or its operator");
        }
        try {
            Configuration.fromMap(Map.of(name, value)).get(option);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(key + " cannot be " + value + ": " + e.getMessage());
        }
    }

    private void addJar(String path) {
        try (JarFile jar = new JarFile(path)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (CLASS.matcher(entry.getName()).matches()) {
                    addClass(entry.getName().replace(".class", "").replace('/', '.'));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addClass(String name) {
        try {
            for (Field field : Class.forName(name).getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())
                        && ConfigOption.class.isAssignableFrom(field.getType())) {
                    field.setAccessible(true);
                    add((ConfigOption<?>) field.get(null), isOld(field));
                }
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            // Needs libraries that are not here; its options would be told as unknown.
            return;
        }
    }

    private static boolean isOld(Field field) {
        return field.isAnnotationPresent(Deprecated.class)
                || field.getDeclaringClass().isAnnotationPresent(Deprecated.class);
    }

    private void add(ConfigOption<?> option, boolean isOld) {
        if (isOld) {
            if (!options.containsKey(option.key())) {
                old.putIfAbsent(option.key(), "not used");
            }
            return;
        }
        options.put(option.key(), option);
        old.remove(option.key());
        for (FallbackKey key : option.fallbackKeys()) {
            if (!options.containsKey(key.getKey())) {
                old.put(key.getKey(), option.key());
            }
        }
    }
}
