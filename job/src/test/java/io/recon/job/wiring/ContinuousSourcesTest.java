package io.recon.job.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.job.config.ConfigException;
import io.recon.job.config.ReconConfigReader;
import io.recon.job.topology.Branch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.Boundedness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuousSourcesTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"landing", "/srv/landing", "s3://bucket/landing"})
    void everyChannelHasABranchThatNeverEndsWhereverBillsLand(String landing)
            throws IOException, ConfigException {
        List<Branch> branches = branches("landing: " + landing);

        assertThat(branches).extracting(Branch::channel).containsExactly("alipay", "wechat");
        assertThat(branches)
                .extracting(branch -> branch.bills().getBoundedness())
                .containsOnly(Boundedness.CONTINUOUS_UNBOUNDED);
        assertThat(branches).extracting(Branch::mostWaitingInMemory).containsOnly(0);
    }

    @Test
    void theShortestIntervalsAreTaken() throws IOException, ConfigException {
        assertThat(branches("scan-interval: PT0.1S\nbill-due: PT0S")).hasSize(2);
    }

    private List<Branch> branches(String settings) throws IOException, ConfigException {
        Path file = directory.resolve("recon.yaml");
        Files.writeString(
                file,
                settings
                        + """

                        channels:
                          wechat: { format: wechat-trade, zone: Asia/Shanghai }
                          alipay: { format: alipay-trade, zone: Asia/Shanghai }
                        """);
        return ContinuousSources.branches(new ReconConfigReader(Map.of()).read(file));
    }
}
