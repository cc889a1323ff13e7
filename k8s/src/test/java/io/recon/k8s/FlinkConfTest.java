package io.recon.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every Flink of the project is configured with. */
class FlinkConfTest {
    private static final FlinkOptions OPTIONS = FlinkOptions.ofTheClassPath();
    private static final Path PATCH = Project.MANIFESTS.resolve("base/flink-conf.yaml");
    private static final Path LOGGING = Project.FLINK_CONF.resolve("log4j-console.properties");

    @Test
    void everyKeyAndValueIsOneThatFlinkKnows() {
        assertThat(OPTIONS.count()).as("options that were found").isGreaterThan(500);
        assertThat(FlinkConf.settings()).hasSizeGreaterThan(20);
        assertThat(FlinkConf.settings().entrySet())
                .extracting(setting -> OPTIONS.problem(setting.getKey(), setting.getValue()))
                .filteredOn(Optional::isPresent)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "execution.checkpointing.intervall,             1 min,            no option",
        "pipeline.max-parallelism,                      many,             cannot be many",
        "execution.checkpointing.mode,                  AT_MOST_ONCE,     cannot be AT_MOST_ONCE",
        "execution.checkpointing.timeout,               10 fortnights,    cannot be 10 fortnights",
        "taskmanager.memory.managed.size,               2 sacks,          cannot be 2 sacks",
        "pipeline.generic-types,                        nope,             cannot be nope",
        "state.backend.incremental,                     true,             is an old key",
        "state.backend,                                 rocksdb,          is an old key",
        "metrics.reporter.prometheus.scope.excludes,    job_id,           no option",
        "kubernetes.operator.periodic.savepoint.intrvl, 6 h,              no option",
        "kubernetes.operator.savepoint.format.type,     BRIEF,            cannot be BRIEF",
        "kubernetes.operator.snapshot.resource.enabled, maybe,            cannot be maybe",
        "high-availability.storage,                     hdfs:///ha,       no option",
    })
    void aWrongKeyOrValueIsFound(String key, String value, String found) {
        assertThat(OPTIONS.problem(key, value)).get().asString().startsWith(key).contains(found);
    }

    @Test
    void theDeploymentHasAllSettings() throws IOException {
        if (Boolean.getBoolean("recon.docs.write")) {
            Files.writeString(PATCH, FlinkConf.patch());
        }
        assertThat(PATCH)
                .as("write it with -Drecon.docs.write=true")
                .content()
                .isEqualTo(FlinkConf.patch());
        assertThat(
                        Yaml.documents(Project.read(PATCH))
                                .get(0)
                                .at("/spec/flinkConfiguration")
                                .properties())
                .extracting(setting -> setting.getKey() + "=" + setting.getValue().asText())
                .containsExactlyElementsOf(
                        FlinkConf.settings().entrySet().stream()
                                .map(setting -> setting.getKey() + "=" + setting.getValue())
                                .toList());
    }

    /** A JVM without one of them fails late: at a checkpoint, or at the first question in SQL. */
    @Test
    void everyJvmOpensTheSamePackages() {
        String cluster = FlinkConf.settings().get("env.java.opts.all");

        assertThat(cluster).startsWith("-Duser.timezone=UTC ");
        assertThat(FlinkConf.jvmOptions(cluster))
                .hasSize(16)
                .containsExactlyInAnyOrderEntriesOf(
                        FlinkConf.jvmOptions(Project.read(Project.HOME.resolve("bin/recon"))))
                .containsExactlyInAnyOrderEntriesOf(
                        FlinkConf.jvmOptions(Project.read(Project.HOME.resolve("pom.xml"))));
    }

    /** Flink gives the console and the file of a pod no other chance to be right. */
    @Test
    void theLogGoesToTheConsoleAndToTheFileThatFlinkNames(@TempDir Path directory) {
        System.setProperty("log.file", directory.resolve("flink.log").toString());
        try (LoggerContext context = new LoggerContext("flink-conf")) {
            Configuration logging =
                    ConfigurationFactory.getInstance()
                            .getConfiguration(context, "flink-conf", LOGGING.toUri());
            context.start(logging);
            assertThat(logging.getRootLogger().getAppenders()).containsOnlyKeys("console", "file");
            logging.getRootLogger().removeAppender("console");
            context.getLogger("io.recon").info("one\ntwo");

            assertThat(directory.resolve("flink.log"))
                    .content()
                    .contains("one\\ntwo")
                    .hasLineCount(1);
        } finally {
            System.clearProperty("log.file");
        }
    }

    /** A job on one machine and one in a cluster are told of the same things. */
    @Test
    void whatIsTooLoudOnOneMachineIsQuietInAClusterToo() {
        String local =
                Project.read(
                        Project.HOME.resolve("local/src/main/resources/log4j2-run.properties"));

        List<String> quiet =
                Pattern.compile("(?m)^logger\\.(?!recon)\\w+\\.(?:name|level) = .*$")
                        .matcher(local)
                        .results()
                        .map(match -> match.group())
                        .toList();
        assertThat(quiet).hasSizeGreaterThan(6);
        assertThat(Project.read(LOGGING).lines()).containsAll(quiet);
    }
}
