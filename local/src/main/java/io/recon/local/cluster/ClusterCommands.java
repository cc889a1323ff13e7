package io.recon.local.cluster;

import io.recon.local.stack.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** With what the processes of a cluster are started; all run in the cluster's directory. */
final class ClusterCommands {
    private final Path directory;
    private final ClusterSettings settings;
    private final List<String> lib;

    /**
     * @throws IOException if the project was not built
     */
    ClusterCommands(Path directory, ClusterSettings settings) throws IOException {
        this.directory = directory;
        this.settings = settings;
        this.lib = FlinkJars.lib().stream().map(Path::toString).toList();
    }

    /** A process has a log that has its name. */
    Path log(String name) {
        return directory.resolve(name + ".log");
    }

    ChildJvm.Command zooKeeper(String name) {
        return command(
                name,
                List.of("-Xmx96m"),
                "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.quorum"
                        + ".QuorumPeerMain",
                List.of(settings.zooCfg()));
    }

    ChildJvm.Command jobManager(String name) {
        ClusterSettings.Memory memory = settings.jobManagerMemory();
        return command(
                name,
                joined(memory.options(), settings.flinkOptions()),
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                joined(configuration(), memory.arguments()));
    }

    /** One that Flink knows under its name. */
    ChildJvm.Command taskManager(String name) {
        ClusterSettings.Memory memory = settings.taskManagerMemory();
        return command(
                name,
                joined(memory.options(), settings.flinkOptions()),
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                joined(
                        configuration(),
                        List.of("-D", "taskmanager.resource-id=" + name),
                        memory.arguments()));
    }

    /** A call of {@code bin/flink}. */
    ChildJvm.Command flink(String name, List<String> arguments) {
        return command(
                name,
                joined(List.of("-Xmx512m"), settings.flinkOptions()),
                "org.apache.flink.client.cli.CliFrontend",
                arguments);
    }

    private List<String> configuration() {
        return List.of("--configDir", settings.confDirectory().toString());
    }

    private ChildJvm.Command command(
            String name, List<String> options, String mainClass, List<String> arguments) {
        return new ChildJvm.Command(
                name,
                lib,
                joined(options, settings.jvmOptions()),
                mainClass,
                arguments,
                Map.of("FLINK_CONF_DIR", settings.confDirectory().toString()),
                log(name));
    }

    @SafeVarargs
    private static List<String> joined(List<String>... lists) {
        List<String> all = new ArrayList<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
