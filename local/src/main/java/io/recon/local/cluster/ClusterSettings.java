package io.recon.local.cluster;

import io.recon.local.Home;
import io.recon.local.stack.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * The configuration of a cluster: the project's {@code flink-conf}, and what only processes of one
 * machine need: where they find each other, how large they are, where they keep what must outlive
 * them.
 */
final class ClusterSettings {
    private static final String HOST = "127.0.0.1";
    private static final String CONF = "conf";
    private static final String LOGGING = "log4j-console.properties";
    private static final String ZOO_CFG = "zoo.cfg";

    private static final MemorySize JOB_MANAGER = MemorySize.ofMebiBytes(768);
    private static final MemorySize TASK_MANAGER = MemorySize.ofMebiBytes(1200);

    /** Of the TaskManager's; Flink's usual share would leave little for the writers of tables. */
    private static final MemorySize MANAGED = MemorySize.ofMebiBytes(160);

    /**
     * A process that was killed is given up when it has missed two of them; one that only stands
     * still, as on a busy machine, after the time of {@link #STANDS_STILL}.
     */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final Duration STANDS_STILL = Duration.ofSeconds(40);

    /** So long a JobManager that was killed is still taken for the leader. */
    private static final Duration LEADER_IS_GONE = Duration.ofSeconds(6);

    private final Path directory;
    private final int zooKeeperPort;
    private final int restPort;
    private final Configuration flink;

    private ClusterSettings(Path directory, int zooKeeperPort, int restPort, Configuration flink) {
        this.directory = directory;
        this.zooKeeperPort = zooKeeperPort;
        this.restPort = restPort;
        this.flink = flink;
    }

    /**
     * Writes the configuration.
     *
     * @param directory that of the cluster, in which all its processes run
     * @param slots of each TaskManager
     */
    static ClusterSettings write(Path directory, int slots) throws IOException {
        int zooKeeperPort = ChildJvm.freePort();
        int restPort = ChildJvm.freePort();
        Configuration flink =
                GlobalConfiguration.loadConfiguration(Home.resolve("flink-conf").toString());
        // Their jars are no part of Flink's lib, and they listen on every address of the machine.
        List.copyOf(flink.keySet()).stream()
                .filter(key -> key.startsWith("metrics.reporter"))
                .forEach(flink::removeKey);
        setAddresses(flink, restPort);
        setAvailability(flink, directory, zooKeeperPort);
        setSizes(flink, slots);
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        flink.set(CoreOptions.TMP_DIRS, temporary.toString());
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.resolve("checkpoints").toUri().toString());
        flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");

        Path conf = Files.createDirectories(directory.resolve(CONF));
        Files.write(
                conf.resolve("config.yaml"),
                ConfigurationUtils.convertConfigToWritableLines(flink, false),
                StandardCharsets.UTF_8);
        Files.write(conf.resolve(LOGGING), logging(), StandardCharsets.UTF_8);
        Files.writeString(
                conf.resolve(ZOO_CFG),
                """
                tickTime=500
                dataDir=./zookeeper
                clientPortAddress=%s
                clientPort=%d
                admin.enableServer=false
                """
                        .formatted(HOST, zooKeeperPort));
        return new ClusterSettings(directory, zooKeeperPort, restPort, flink);
    }

    /** The project's, without the file: what is printed goes into a file anyway. */
    private static List<String> logging() throws IOException {
        return Files.readAllLines(Home.resolve("flink-conf", LOGGING)).stream()
                .filter(line -> !line.startsWith("appender.file."))
                .filter(line -> !line.startsWith("rootLogger.appenderRef.file."))
                .toList();
    }

    private static void setAddresses(Configuration flink, int restPort) {
        flink.set(JobManagerOptions.ADDRESS, HOST);
        flink.set(JobManagerOptions.BIND_HOST, HOST);
        flink.set(TaskManagerOptions.HOST, HOST);
        flink.set(TaskManagerOptions.BIND_HOST, HOST);
        flink.set(RestOptions.ADDRESS, HOST);
        flink.set(RestOptions.BIND_ADDRESS, HOST);
        flink.set(RestOptions.PORT, restPort);
        flink.set(RestOptions.BIND_PORT, Integer.toString(restPort));
        flink.set(BlobServerOptions.PORT, "0");
    }

    private static void setAvailability(Configuration flink, Path directory, int zooKeeperPort) {
        flink.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
        flink.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, HOST + ":" + zooKeeperPort);
        flink.set(
                HighAvailabilityOptions.HA_STORAGE_PATH,
                directory.resolve("high-availability").toUri().toString());
        flink.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, LEADER_IS_GONE);
        flink.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
        flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, STANDS_STILL);
    }

    private static void setSizes(Configuration flink, int slots) {
        flink.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, JOB_MANAGER);
        flink.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, TASK_MANAGER);
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
        flink.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
    }

    int zooKeeperPort() {
        return zooKeeperPort;
    }

    int restPort() {
        return restPort;
    }

    /** Of Flink's web page and REST interface. */
    String restAddress() {
        return "http://" + HOST + ":" + restPort;
    }

    Path confDirectory() {
        return directory.resolve(CONF);
    }

    /** For a process that runs in the cluster's directory. */
    String zooCfg() {
        return CONF + "/" + ZOO_CFG;
    }

    /** What every JVM of the cluster is started with; they run in the cluster's directory. */
    List<String> jvmOptions() {
        return List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory.resolve("tmp"),
                "-Dlog4j.configurationFile=" + CONF + "/" + LOGGING);
    }

    /** What Flink's own JVMs need opened, as its scripts take it from the configuration. */
    List<String> flinkOptions() {
        return words(flink.get(CoreOptions.FLINK_JVM_OPTIONS));
    }

    /**
     * The memory of a process, reckoned out as Flink's scripts have it done.
     *
     * @param options of the JVM
     * @param arguments of the main class
     */
    record Memory(List<String> options, List<String> arguments) {}

    Memory jobManagerMemory() {
        JobManagerProcessSpec spec =
                JobManagerProcessUtils.processSpecFromConfigWithNewOptionToInterpretLegacyHeap(
                        flink, JobManagerOptions.JVM_HEAP_MEMORY);
        return new Memory(
                words(JobManagerProcessUtils.generateJvmParametersStr(spec, flink)),
                words(JobManagerProcessUtils.generateDynamicConfigsStr(spec)));
    }

    Memory taskManagerMemory() {
        TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(flink);
        return new Memory(
                words(ProcessMemoryUtils.generateJvmParametersStr(spec)),
                words(TaskExecutorProcessUtils.generateDynamicConfigsStr(spec)));
    }

    private static List<String> words(String line) {
        return Arrays.stream(line.trim().split("\\s+", -1)).collect(Collectors.toList());
    }
}
