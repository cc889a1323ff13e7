package io.recon.job.config;

import io.recon.connectors.config.NearestName;
import io.recon.connectors.config.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Settings of Kafka's clients by Kafka's own names and rules. Kafka itself would pass over a name
 * that it does not know, and a broker that refuses a client for it says nothing of the name.
 */
record KafkaProperties() implements ValueType<Map<String, String>> {
    private static final String OURS_ALONE = "the engine sets it itself";

    /** What a user cannot set, since the engine relies on what it sets itself. */
    private static final Map<String, String> OURS =
            Map.ofEntries(
                    Map.entry("bootstrap.servers", "bootstrap-servers stands for it"),
                    Map.entry("group.id", "group-id stands for it"),
                    Map.entry("group.instance.id", OURS_ALONE),
                    Map.entry("auto.offset.reset", OURS_ALONE),
                    Map.entry("enable.auto.commit", OURS_ALONE),
                    Map.entry("isolation.level", OURS_ALONE),
                    Map.entry("key.deserializer", OURS_ALONE),
                    Map.entry("value.deserializer", OURS_ALONE),
                    Map.entry("key.serializer", OURS_ALONE),
                    Map.entry("value.serializer", OURS_ALONE),
                    Map.entry("acks", OURS_ALONE),
                    Map.entry("enable.idempotence", OURS_ALONE),
                    Map.entry("transactional.id", OURS_ALONE));

    private static final String MASK = "***";

    /**
     * What Kafka knows, asked only when somebody sets something: Kafka's classes take their time,
     * and bring the whole logging with them.
     */
    private static final class Kafka {
        static final Map<String, ConfigKey> KNOWN = known();

        private Kafka() {}

        private static Map<String, ConfigKey> known() {
            Map<String, ConfigKey> known = new HashMap<>();
            for (ConfigDef client :
                    List.of(
                            AdminClientConfig.configDef(),
                            ConsumerConfig.configDef(),
                            ProducerConfig.configDef())) {
                known.putAll(client.configKeys());
            }
            return known;
        }
    }

    @Override
    public String wanted() {
        return "Kafka's name: its value";
    }

    @Override
    public Optional<Setting<Map<String, String>>> read(Node node, Place place, Reading reading) {
        Map<String, String> values = new LinkedHashMap<>();
        if (Reading.isNothing(node)) {
            return Optional.of(new Setting<>(values, "{}", place.line()));
        }
        if (!(node instanceof MappingNode mapping)) {
            reading.report(
                    place,
                    "keys and values are wanted, but a " + Reading.kindOf(node) + " stands here");
            return Optional.empty();
        }
        int problemsBefore = reading.problemCount();
        List<String> shown = new ArrayList<>();
        for (Reading.Entry entry : reading.entries(mapping, place)) {
            readEntry(entry, place, reading)
                    .ifPresent(
                            text -> {
                                values.put(entry.key(), text.value());
                                shown.add(entry.key() + ": " + shown(entry.key(), text));
                            });
        }
        return reading.problemCount() > problemsBefore
                ? Optional.empty()
                : Optional.of(
                        new Setting<>(values, "{" + String.join(", ", shown) + "}", place.line()));
    }

    private static Optional<ResolvedText> readEntry(
            Reading.Entry entry, Place place, Reading reading) {
        Place keyPlace = new Place(place.path(), entry.place().line());
        if (OURS.containsKey(entry.key())) {
            reading.report(
                    keyPlace,
                    Quoted.of(entry.key()) + " cannot be set here: " + OURS.get(entry.key()));
            return Optional.empty();
        }
        ConfigKey key = Kafka.KNOWN.get(entry.key());
        if (key == null) {
            Set<String> settable = new TreeSet<>(Kafka.KNOWN.keySet());
            settable.removeAll(OURS.keySet());
            reading.report(
                    keyPlace,
                    "no setting of Kafka's clients is called "
                            + Quoted.of(entry.key())
                            + NearestName.near(entry.key(), settable)
                                    .map(name -> "; did you mean \"" + name + "\"?")
                                    .orElse(""));
            return Optional.empty();
        }
        Optional<ResolvedText> text = reading.text(entry.value(), entry.place());
        if (text.isPresent() && !isAllowed(key, text.get().value())) {
            reading.report(
                    entry.place(),
                    Quoted.of(written(entry.key(), text.get()))
                            + " is not what Kafka takes here; it wants "
                            + wanted(key));
            return Optional.empty();
        }
        return text;
    }

    private static boolean isAllowed(ConfigKey key, String text) {
        if (key.type == ConfigDef.Type.CLASS) {
            // Whether there is such a class is known where the client runs.
            return true;
        }
        try {
            Object value = ConfigDef.parseType(key.name, text, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(key.name, value);
            }
            return true;
        } catch (org.apache.kafka.common.config.ConfigException e) {
            return false;
        }
    }

    private static String wanted(ConfigKey key) {
        return "a value of type "
                + key.type
                + (key.validator == null ? "" : ": " + Quoted.plain(key.validator.toString(), 300));
    }

    private static String shown(String name, ResolvedText text) {
        return isSecret(name) ? MASK : text.shown();
    }

    private static String written(String name, ResolvedText text) {
        return isSecret(name) ? MASK : text.written();
    }

    /** Also where it stands in the file, although it should not. */
    private static boolean isSecret(String name) {
        return Kafka.KNOWN.get(name).type == ConfigDef.Type.PASSWORD;
    }
}
