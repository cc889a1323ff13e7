package io.recon.job.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration that cannot be used, with all that is wrong with it in the order of the file.
 * Commands print one line for each problem and end with exit code 2.
 */
public final class ConfigException extends Exception {
    private final transient List<ConfigProblem> problems;

    ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
