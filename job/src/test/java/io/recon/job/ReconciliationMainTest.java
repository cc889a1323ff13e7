package io.recon.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.recon.job.wiring.NotReadyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong before anything is asked of Kafka or of the metastore. */
class ReconciliationMainTest {
    @TempDir private Path directory;
    private final Configuration flink = new Configuration();

    private List<String> problems(String... arguments) {
        return catchThrowableOfType(
                        NotReadyException.class,
                        () ->
                                ReconciliationMain.read(arguments)
                                        .orElseThrow()
                                        .build(
                                                StreamExecutionEnvironment.getExecutionEnvironment(
                                                        flink),
                                                Map.of()))
                .problems();
    }

    private String config(String text) throws IOException {
        return Files.writeString(directory.resolve("recon.yaml"), text).toString();
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThat(problems())
                .containsExactly(
                        "Missing required option: '--config=FILE'; wanted is --config FILE, and"
                                + " --run N may follow");
        assertThat(problems("--config", "recon.yaml", "--fresh"))
                .singleElement()
                .asString()
                .contains("'--fresh'");
        assertThat(problems("--config", "recon.yaml", "--run", "one"))
                .singleElement()
                .asString()
                .contains("--run", "'one'");
        assertThat(problems("--config", "recon.yaml", "--run", "0"))
                .containsExactly("--run 0: must be at least 1");
    }

    @Test
    void everyProblemOfTheConfigurationIsTold() throws Exception {
        String file = config("landin: here\nchannels:\n  shop: { format: shop-csv }\n");

        assertThat(problems("--config", file))
                .allSatisfy(problem -> assertThat(problem).startsWith(file + ":"))
                .anySatisfy(problem -> assertThat(problem).contains("landin"))
                .anySatisfy(problem -> assertThat(problem).contains("channels.shop.zone"));
    }

    /** Otherwise they would be kept by the JobManager and end with it. */
    @Test
    void aClusterWithoutADirectoryOfCheckpointsIsRefused() throws Exception {
        String file = config("channels:\n  shop: { format: alipay-trade, zone: UTC }\n");

        assertThat(problems("--config", file))
                .singleElement()
                .asString()
                .startsWith("execution.checkpointing.dir: is missing");
    }

    @Test
    void allThatTheJobNeedsIsAskedForAtOnce() throws Exception {
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
        String file = config("channels:\n  shop: { format: alipay-trade, zone: UTC }\n");

        assertThat(problems("--config", file))
                .satisfiesExactly(
                        kafka ->
                                assertThat(kafka)
                                        .startsWith("platform.kafka.bootstrap-servers: is missing"),
                        tables -> assertThat(tables).startsWith("hive.metastore: is missing"));
    }
}
