package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.recon.connectors.hive.HiveDatabase;
import io.recon.job.wiring.HiveTables;
import io.recon.local.ExitCode;
import io.recon.local.RunningRecon;
import io.recon.local.stack.ChildJvm;
import io.recon.local.stack.LocalStack;
import io.recon.local.stack.TestingTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is wrong before {@code bin/recon run} starts a job: a line for each problem that says what
 * to do, exit code 2, and nothing that was begun.
 */
class RunUsageITCase {
    private static final String SHOP = "  shop: { format: shop-csv, zone: UTC }\n";

    @TempDir private static Path shared;
    private static LocalStack stack;
    private static String kafka;
    private static String metastore;

    @TempDir private Path directory;
    private RunInputs inputs;
    private String word;

    @BeforeAll
    static void startStack() throws Exception {
        stack = LocalStack.start(shared);
        kafka = stack.broker().bootstrapServers();
        metastore = stack.metastore().uri();
    }

    @AfterAll
    static void stopStack() {
        stack.close();
        // A job's log goes into a file; what the next tests log does not.
        Configurator.reconfigure();
    }

    /** No refused job leaves anything behind. */
    @AfterEach
    void nothingWasBegun() throws Exception {
        if (Files.exists(inputs.checkpoints())) {
            try (Stream<Path> left = Files.list(inputs.checkpoints())) {
                assertThat(left.map(path -> path.getFileName().toString()))
                        .noneMatch(name -> name.startsWith("run-"));
            }
        }
        assertThat(topics()).isSubsetOf(word + ".orders", word + ".alerts");
    }

    private void prepare(String testsWord) throws IOException {
        word = testsWord;
        inputs = new RunInputs(directory, kafka, metastore, word, SHOP);
    }

    @Test
    void everyProblemOfTheConfigurationIsToldAtOnce() throws Exception {
        prepare("wrong");
        inputs.replace("landing: landing", "landing: nowhere")
                .replace("bootstrap-servers: \"" + kafka + "\", ", "")
                .replace("metastore: \"" + metastore + "\", ", "");

        assertThat(refusals("--parallelism", "0"))
                .containsExactlyInAnyOrder(
                        "platform.kafka.bootstrap-servers: is missing; this command needs Kafka",
                        "hive.metastore: is missing; this command needs the tables",
                        "landing: "
                                + directory.resolve("nowhere")
                                + " does not exist; make it, or name the directory that the bills"
                                + " arrive in",
                        "--parallelism 0: must be from 1 to 256");
    }

    @Test
    void brokersThatDoNotAnswerAreNamed() throws Exception {
        prepare("no_broker");
        String nobody = "127.0.0.1:" + ChildJvm.freePort();
        inputs.replace(kafka, nobody);

        assertThat(refusals())
                .singleElement()
                .asString()
                .startsWith("platform.kafka")
                .contains(nobody);
    }

    @Test
    void aMetastoreThatDoesNotAnswerIsNamed() throws Exception {
        prepare("no_metastore");
        inputs.createOrders(1);
        String nobody = "thrift://127.0.0.1:" + ChildJvm.freePort();
        inputs.replace(metastore, nobody);

        assertThat(refusals())
                .containsExactly(
                        "hive: the Hive metastore "
                                + nobody
                                + " cannot be reached; start it, or correct hive.metastore");
    }

    @Test
    void aMissingTopicIsNamedAndHowToMakeIt() throws Exception {
        prepare("no_topic");

        assertThat(refusals())
                .containsExactly(
                        ("platform.kafka.topic: topic no_topic.orders does not exist at %1$s; name"
                                        + " the topic of the orders' change events, or create it,"
                                        + " for example with: kafka-topics.sh --bootstrap-server"
                                        + " %1$s --create --topic no_topic.orders --partitions 4")
                                .formatted(kafka));
    }

    @Test
    void alertsInTwoPartitionsAreRefused() throws Exception {
        prepare("wide");
        inputs.createOrders(1);
        TestingTopic.create(kafka, "wide.alerts", 2);

        assertThat(refusals())
                .singleElement()
                .asString()
                .startsWith("alerts.kafka-topic: topic wide.alerts has 2 partitions");
    }

    @Test
    void aTableOfAnotherSchemaIsNamed() throws Exception {
        prepare("other_schema");
        inputs.createOrders(1);
        try (HiveDatabase database = HiveDatabase.connect(HiveTables.settings(inputs.config()))) {
            database.prepare();
        }
        HiveConf conf = new HiveConf();
        conf.set("hive.metastore.uris", metastore);
        HiveMetaStoreClient client = new HiveMetaStoreClient(conf);
        try {
            Table table = client.getTable(word, "recon_result");
            table.getSd().getCols().get(1).setType("bigint");
            client.alter_table(word, "recon_result", table);
        } finally {
            client.close();
        }

        assertThat(refusals())
                .singleElement()
                .asString()
                .startsWith("hive: Hive table other_schema.recon_result")
                .contains("revision bigint, it must be revision int");
    }

    @Test
    void aLandingPlaceThatIsNoDirectoryIsNamed() throws Exception {
        prepare("file");
        Files.delete(inputs.landing());
        Files.createFile(inputs.landing());

        assertThat(refusals()).containsExactly("landing: " + inputs.landing() + " is no directory");
    }

    @Test
    void aLandingDirectoryThatMayNotBeReadIsNamed() throws Exception {
        prepare("unreadable");
        Files.setPosixFilePermissions(
                inputs.landing(), PosixFilePermissions.fromString("---------"));
        // The superuser may read it all the same.
        assumeFalse(Files.isReadable(inputs.landing()));

        assertThat(refusals())
                .singleElement()
                .asString()
                .startsWith("landing: " + inputs.landing() + " cannot be read");
    }

    @Test
    void aLandingDirectoryOnAFileSystemThatIsNotThereIsNamed() throws Exception {
        prepare("no_such_store");
        inputs.replace("landing: landing", "landing: \"nowhere://bills/in\"");

        assertThat(refusals())
                .singleElement()
                .asString()
                .startsWith("landing: nowhere://bills/in cannot be read");
    }

    @Test
    void aStateThatIsNoneIsNamed() throws Exception {
        prepare("no_state");
        inputs.createOrders(1);
        Path nowhere = directory.resolve("nowhere");

        assertThat(refusals("--from", nowhere.toString()))
                .containsExactly(
                        "--from "
                                + nowhere
                                + ": is no savepoint and no checkpoint; it would be a directory"
                                + " with a file _metadata");
    }

    @Test
    void aStateThatCannotBeReadIsNamedBeforeAnythingIsMade() throws Exception {
        prepare("broken_state");
        inputs.createOrders(1);
        Path broken = Files.createDirectories(directory.resolve("broken"));
        Files.writeString(broken.resolve("_metadata"), "cut off");

        assertThat(refusals("--from", broken.toString()))
                .singleElement()
                .asString()
                .startsWith("--from " + broken + " cannot be read: ");
    }

    @Test
    void aChannelThatIsConfiguredIsNotDropped() throws Exception {
        prepare("dropped");
        inputs.createOrders(1);

        assertThat(refusals("--drop-channel", "shop", "--drop-channel", "gone"))
                .containsExactly(
                        "--drop-channel shop: is configured; take it out of channels first");
    }

    @Test
    void aSecondJobInTheSameDirectoryIsRefused() throws Exception {
        prepare("second");
        inputs.createOrders(1);
        try (RunLock lock = RunLock.of(inputs.config().checkpoints().directory())) {
            assertThat(refusals())
                    .containsExactly(
                            "checkpoints: another run uses "
                                    + inputs.checkpoints()
                                    + "; end it first, or give this one a directory of its own");
            assertThat(lock).isNotNull();
        }
    }

    /** The problems that are told, each in one line of its own. */
    private List<String> refusals(String... more) throws Exception {
        String[] arguments =
                Stream.concat(
                                Stream.of("run", "--config", inputs.configFile().toString()),
                                Stream.of(more))
                        .toArray(String[]::new);
        RunningRecon run = RunningRecon.of(arguments);
        assertThat(run.exitCode()).as(run.errors()).isEqualTo(ExitCode.USAGE);
        assertThat(run.output()).isEmpty();
        List<String> lines = run.errors().lines().toList();
        assertThat(lines).allMatch(line -> line.startsWith("recon: "));
        return lines.stream().map(line -> line.substring("recon: ".length())).toList();
    }

    private Set<String> topics() throws Exception {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            return admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(word + "."))
                    .collect(Collectors.toSet());
        }
    }
}
