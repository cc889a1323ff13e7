package io.recon.local.cluster;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a job is started.
 *
 * @param config the {@code recon.yaml}
 * @param run the number of the run, which stays while the job goes on from its own state
 * @param from the savepoint or checkpoint that it goes on from
 * @param dropsState whether it may leave a part of that state behind
 */
public record JobStart(
        Path config, long run, int parallelism, Optional<String> from, boolean dropsState) {
    public JobStart {
        requireNonNull(config, "config");
        requireNonNull(from, "from");
    }

    /** One that begins with nothing. */
    public static JobStart fresh(Path config, long run, int parallelism) {
        return new JobStart(config, run, parallelism, Optional.empty(), false);
    }

    public JobStart from(String state) {
        return new JobStart(config, run, parallelism, Optional.of(state), dropsState);
    }

    public JobStart withParallelism(int subtasks) {
        return new JobStart(config, run, subtasks, from, dropsState);
    }

    public JobStart droppingState() {
        return new JobStart(config, run, parallelism, from, true);
    }

    /** As {@code flink run} has them. */
    List<String> arguments(Path jar) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(
                List.of("run", "--detached", "--parallelism", Integer.toString(parallelism)));
        from.ifPresent(state -> arguments.addAll(List.of("--fromSavepoint", state)));
        if (dropsState) {
            arguments.add("--allowNonRestoredState");
        }
        arguments.add(jar.toString());
        arguments.addAll(
                List.of("--config", config.toAbsolutePath().toString(), "--run", "" + run));
        return arguments;
    }
}
