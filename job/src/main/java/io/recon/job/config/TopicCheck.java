package io.recon.job.config;

import io.recon.connectors.config.Quoted;
import io.recon.job.config.ReconOptions.Alerts;
import io.recon.job.config.ReconOptions.Platform;
import io.recon.job.config.ReconOptions.PlatformKafka;
import io.recon.job.config.ReconOptions.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A topic is used for one thing only: whoever reads it expects records of one kind, and what the
 * engine writes must not come back as orders.
 */
final class TopicCheck {
    private TopicCheck() {}

    private record Named(Place place, Setting<String> setting) {
        boolean isDefault() {
            return setting.line() == 0;
        }
    }

    static void check(SectionValues root, Reading reading) {
        SectionValues platform = root.section(Platform.SECTION);
        if (platform == null) {
            // The file holds no keys at all, which has been told.
            return;
        }
        SectionValues kafka = platform.section(PlatformKafka.SECTION);
        SectionValues alerts = root.section(Alerts.SECTION);
        SectionValues topics = root.section(Topics.SECTION);
        List<Optional<Named>> all =
                List.of(
                        named(kafka, PlatformKafka.TOPIC),
                        named(alerts, Alerts.KAFKA_TOPIC),
                        named(topics, Topics.DAYS),
                        named(topics, Topics.STATISTICS),
                        named(topics, Topics.DEAD_LETTERS));
        Map<String, Named> byName = new HashMap<>();
        for (Optional<Named> one : all) {
            if (one.isEmpty()) {
                continue;
            }
            Named topic = one.get();
            Named other = byName.putIfAbsent(topic.setting().value(), topic);
            if (other == null) {
                continue;
            }
            // The user can only change what stands in the file.
            boolean blamesOther = topic.isDefault();
            report(blamesOther ? other : topic, blamesOther ? topic : other, reading);
        }
    }

    private static void report(Named blamed, Named other, Reading reading) {
        reading.report(
                blamed.place(),
                Quoted.of(blamed.setting().shown())
                        + " is the topic of "
                        + other.place().path()
                        + " already"
                        + (other.isDefault() ? ", by default" : "")
                        + "; give each its own");
    }

    private static Optional<Named> named(SectionValues section, Option<String> option) {
        // What stands wrongly in the file has been told.
        return Optional.ofNullable(section)
                .flatMap(values -> values.setting(option))
                .map(
                        setting ->
                                new Named(
                                        section.place().child(option.key(), setting.line()),
                                        setting));
    }
}
