package io.recon.local;

import io.recon.connectors.config.NearestName;
import io.recon.connectors.config.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Says what is wrong with a command line, in the words of the other messages. */
final class WrongUsage {
    private static final int MOST_CHARS = 500;

    private WrongUsage() {}

    /** One line that names the argument. */
    static String problemOf(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        // A misspelt option is missing too; what is unknown tells its user more.
        Optional<String> unknown = firstOf(command.getUnmatchedArguments());
        if (unknown.isPresent()) {
            return unknown(unknown.get(), command);
        }
        if (failure instanceof MissingParameterException missing
                && missing.getMissing().stream().allMatch(ArgSpec::isOption)
                && missing.getMissing().stream().allMatch(ArgSpec::required)) {
            return "missing options: "
                    + missing.getMissing().stream()
                            .map(option -> nameOf(option) + " " + option.paramLabel())
                            .distinct()
                            .collect(Collectors.joining(", "));
        }
        if (failure.getArgSpec() instanceof OptionSpec option && "".equals(failure.getValue())) {
            return option.longestName() + " is empty: " + option.paramLabel() + " is wanted";
        }
        return Quoted.plain(failure.getMessage(), MOST_CHARS);
    }

    /** An option before anything else: behind it stands what was to be its value. */
    private static Optional<String> firstOf(List<String> unknown) {
        return unknown.stream()
                .filter(argument -> argument.startsWith("-"))
                .findFirst()
                .or(() -> unknown.stream().findFirst());
    }

    private static String nameOf(ArgSpec option) {
        return ((OptionSpec) option).longestName();
    }

    private static String unknown(String argument, CommandLine command) {
        boolean isOption = argument.startsWith("-");
        Set<String> known = isOption ? options(command.getCommandSpec()) : commands(command);
        String kind = isOption ? "option" : known.isEmpty() ? "argument" : "command";
        // The value may be joined to the option's name.
        String name = isOption ? argument.split("=", 2)[0] : argument;
        return "unknown "
                + kind
                + " "
                + Quoted.of(name)
                + NearestName.near(name, known)
                        .map(nearest -> "; did you mean \"" + nearest + "\"?")
                        .orElseGet(
                                () ->
                                        known.isEmpty()
                                                ? "; only options are wanted here"
                                                : "; known are " + String.join(", ", known));
    }

    private static Set<String> options(CommandSpec spec) {
        return spec.options().stream()
                .flatMap(option -> List.of(option.names()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> commands(CommandLine command) {
        return new TreeSet<>(command.getSubcommands().keySet());
    }
}
