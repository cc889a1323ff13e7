package io.recon.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.junit.jupiter.api.Test;

/** The metrics as Prometheus reads them from a TaskManager that is configured by flink-conf. */
class MetricsTest {
    private static final Pattern LABEL = Pattern.compile("\\w+=\"[^\"]*\"");
    private static final long MOST_BYTES = 1 << 20;
    private static final int FIRST_PORT = 9249;
    private static final int LAST_PORT = 9259;

    @Test
    void aSeriesOutlivesARestartOfTheJob() throws Exception {
        Configuration flink = Configuration.fromMap(FlinkConf.settings());
        MetricRegistryImpl registry =
                new MetricRegistryImpl(
                        MetricRegistryConfiguration.fromConfiguration(flink, MOST_BYTES),
                        ReporterSetup.fromConfiguration(flink, null));
        try {
            TaskManagerMetricGroup.createTaskManagerMetricGroup(
                            registry, "pod-1", ResourceID.generate())
                    .addJob(new JobID(), "reconciliation")
                    .addTask(ExecutionAttemptID.randomId(), "reconcile alipay")
                    .addGroup("recon")
                    .counter("tried_here")
                    .inc(7);

            assertThat(scraped())
                    .singleElement()
                    .asString()
                    .startsWith("flink_taskmanager_job_task_recon_tried_here{")
                    .endsWith("} 7.0")
                    .satisfies(
                            line ->
                                    assertThat(labels(line))
                                            .containsExactlyInAnyOrder(
                                                    "host=\"pod_1\"",
                                                    "job_name=\"reconciliation\"",
                                                    "subtask_index=\"0\"",
                                                    "task_name=\"reconcile_alipay\""));
        } finally {
            registry.closeAsync().join();
        }
    }

    private static List<String> labels(String line) {
        return LABEL.matcher(line).results().map(MatchResult::group).toList();
    }

    /** Another process of this machine may have the first port. */
    private static List<String> scraped() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (int port : IntStream.rangeClosed(FIRST_PORT, LAST_PORT).toArray()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
                            .build();
            try {
                List<String> lines =
                        client.send(request, BodyHandlers.ofString())
                                .body()
                                .lines()
                                .filter(line -> line.matches("\\w+tried_here\\{.*"))
                                .toList();
                if (!lines.isEmpty()) {
                    return lines;
                }
            } catch (ConnectException e) {
                // Nobody listens there.
            }
        }
        return List.of();
    }
}
