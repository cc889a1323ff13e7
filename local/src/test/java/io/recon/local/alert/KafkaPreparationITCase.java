package io.recon.local.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.KafkaPreparation;
import io.recon.local.stack.SharedBroker;
import io.recon.local.stack.TestingTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka as it is before and after a job is to start. */
class KafkaPreparationITCase {
    private static final String AT_LEAST_ONCE = "at-least-once";
    private static final String EXACTLY_ONCE = "exactly-once";

    @TempDir private Path directory;

    @Test
    void theEnginesOwnTopicsAreMadeAsTheyMustBe() throws Exception {
        TestingTopic.create(SharedBroker.bootstrapServers(), "fresh.orders", 3);
        ReconConfig config = config("fresh", AT_LEAST_ONCE);

        assertThat(KafkaPreparation.prepare(config)).isEmpty();

        assertThat(topics("fresh."))
                .isEqualTo(
                        Map.of(
                                "fresh.orders", "3 delete CreateTime",
                                "fresh.alerts", "1 delete LogAppendTime",
                                "fresh.days", "1 compact CreateTime",
                                "fresh.statistics", "1 compact CreateTime",
                                "fresh.dead", "1 delete LogAppendTime"));
        assertThat(KafkaPreparation.prepare(config)).as("the next start").isEmpty();
    }

    @Test
    void aTopicThatIsThereIsLeftAsItIs() throws Exception {
        TestingTopic.create(SharedBroker.bootstrapServers(), "made.orders", 1);
        TestingTopic.create(SharedBroker.bootstrapServers(), "made.days", 2);

        assertThat(KafkaPreparation.prepare(config("made", AT_LEAST_ONCE))).isEmpty();

        assertThat(topics("made.")).containsEntry("made.days", "2 delete CreateTime").hasSize(5);
    }

    @Test
    void withoutTheOrdersTopicNothingIsMade() throws Exception {
        List<String> problems = KafkaPreparation.prepare(config("missing", AT_LEAST_ONCE));

        assertThat(problems)
                .containsExactly(
                        ("platform.kafka.topic: topic missing.orders does not exist at %1$s; name"
                                        + " the topic of the orders' change events, or create it,"
                                        + " for example with: kafka-topics.sh --bootstrap-server"
                                        + " %1$s --create --topic missing.orders --partitions 4")
                                .formatted(SharedBroker.bootstrapServers()));
        assertThat(topics("missing.")).isEmpty();
    }

    @Test
    void alertsThatCouldBecomeVoidNeedOnePartition() throws Exception {
        TestingTopic.create(SharedBroker.bootstrapServers(), "wide.orders", 1);
        TestingTopic.create(SharedBroker.bootstrapServers(), "wide.alerts", 2);

        assertThat(KafkaPreparation.prepare(config("wide", AT_LEAST_ONCE)))
                .containsExactly(
                        "alerts.kafka-topic: topic wide.alerts has 2 partitions, and must have 1,"
                                + " or nobody could tell what a recovery voids; name another topic,"
                                + " which the job makes if it is not there");
        assertThat(topics("wide.")).hasSize(2);
        assertThat(KafkaPreparation.prepare(config("wide", EXACTLY_ONCE))).isEmpty();
    }

    @Test
    void aBrokerThatDoesNotAnswerIsToldInOneLine() throws Exception {
        // Nobody listens on the port of the discard service.
        ReconConfig config =
                KafkaConfiguration.of(directory, "127.0.0.1:9", "nowhere", AT_LEAST_ONCE);

        assertThatThrownBy(() -> KafkaPreparation.prepare(config))
                .isInstanceOf(IOException.class)
                .hasMessage("no Kafka broker answers at 127.0.0.1:9");
    }

    private ReconConfig config(String word, String delivery) throws Exception {
        return KafkaConfiguration.of(directory, SharedBroker.bootstrapServers(), word, delivery);
    }

    /** Partitions, cleanup and kind of time of all topics that begin so. */
    private static Map<String, String> topics(String prefix) throws Exception {
        Map<String, Object> client =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SharedBroker.bootstrapServers());
        Map<String, String> topics = new TreeMap<>();
        try (Admin admin = Admin.create(client)) {
            Set<String> names =
                    admin.listTopics().names().get().stream()
                            .filter(name -> name.startsWith(prefix))
                            .collect(Collectors.toSet());
            for (String name : names) {
                ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
                var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);
                int partitions =
                        admin.describeTopics(List.of(name))
                                .allTopicNames()
                                .get()
                                .get(name)
                                .partitions()
                                .size();
                topics.put(
                        name,
                        partitions
                                + " "
                                + settings.get("cleanup.policy").value()
                                + " "
                                + settings.get("message.timestamp.type").value());
            }
        }
        return topics;
    }
}
