package io.recon.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.kafka.KafkaBrokers;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import io.recon.job.wiring.KafkaSources;
import io.recon.local.ReconProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StackCommandITCase {
    @TempDir private Path directory;

    private ReconProcess start(String console) throws Exception {
        return ReconProcess.start(
                directory.resolve(console), "stack", "--dir", directory.resolve("own").toString());
    }

    @Test
    void whatIsInTheDirectoryIsThereAtTheNextStart() throws Exception {
        Path file = directory.resolve("own").resolve("recon.yaml");
        String mine;
        try (ReconProcess stack = start("first")) {
            stack.awaitSaid("ready");
            mine = Files.readString(file) + "retention: P9D\n";
            Files.writeString(file, mine);
            stack.interrupt();
        }
        try (ReconProcess stack = start("second")) {
            stack.awaitSaid("ready");

            assertThat(file).hasContent(mine);
            ReconConfig config = new ReconConfigReader(Map.of()).read(file);
            assertThat(stack.said())
                    .contains(
                            config.platform().kafka().bootstrapServers(),
                            config.hive().metastore(),
                            file.toString());
            try (KafkaBrokers brokers =
                    KafkaBrokers.connect(KafkaSources.settings(config).client())) {
                assertThat(brokers.partitionCount(config.platform().kafka().topic())).hasValue(4);
            }
            stack.interrupt();
        }
    }

    @Test
    void saysInOneLineThatTheDirectoryIsAFile() throws Exception {
        Files.createFile(directory.resolve("own"));
        try (ReconProcess stack = start("console")) {
            assertThat(stack.awaitEnd()).isEqualTo(2);
            assertThat(stack.said().lines().toList())
                    .singleElement()
                    .asString()
                    .contains("is a file, a directory is needed");
        }
    }
}
