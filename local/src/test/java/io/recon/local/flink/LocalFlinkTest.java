package io.recon.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.Home;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFlinkTest {
    @Test
    void theSettingsOfAClusterHoldButNoPortIsOpenedForMetrics(@TempDir Path work) {
        Configuration flink = LocalFlink.bounded(Home.resolve("flink-conf"), work, 1, 1);

        assertThat(flink.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(720);
        assertThat(flink.keySet()).noneMatch(key -> key.startsWith("metrics."));
    }
}
