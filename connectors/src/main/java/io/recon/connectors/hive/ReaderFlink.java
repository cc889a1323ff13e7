package io.recon.connectors.hive;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Flink inside this JVM that runs one job after the other. Flink's own way is to start one for
 * each job, which takes longer than most questions.
 */
final class ReaderFlink
        implements PipelineExecutorServiceLoader, PipelineExecutorFactory, AutoCloseable {
    private static final String NAME = "reader";

    private final MiniCluster cluster;

    private ReaderFlink(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts it.
     *
     * @param slots how many tasks of a step run side by side
     */
    static ReaderFlink start(Configuration settings, int slots) throws Exception {
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(settings)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(slots)
                                .withRandomPorts()
                                .build());
        ReaderFlink flink = new ReaderFlink(cluster);
        try {
            cluster.start();
            return flink;
        } catch (Exception e) {
            flink.close();
            throw e;
        }
    }

    @Override
    public PipelineExecutorFactory getExecutorFactory(Configuration settings) {
        return this;
    }

    @Override
    public Stream<String> getExecutorNames() {
        return Stream.of(NAME);
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isCompatibleWith(Configuration settings) {
        return true;
    }

    @Override
    public PipelineExecutor getExecutor(Configuration settings) {
        return (pipeline, jobSettings, classLoader) -> submit(pipeline, classLoader);
    }

    private CompletableFuture<JobClient> submit(Pipeline pipeline, ClassLoader classLoader) {
        JobGraph job = ((StreamGraph) pipeline).getJobGraph(classLoader, null);
        return cluster.submitJob(job)
                .thenApply(
                        submitted ->
                                new MiniClusterJobClient(
                                        submitted.getJobID(),
                                        cluster,
                                        classLoader,
                                        JobFinalizationBehavior.NOTHING));
    }

    /** Waits until it uses its directory no more. Nothing is lost if it does not end in order. */
    @Override
    public void close() {
        cluster.closeAsync().exceptionally(failed -> null).join();
    }
}
