package io.recon.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * Command lines that tell what goes wrong as all of them do: in lines on standard error that begin
 * with {@code recon:}, never as a stack trace; with {@code RECON_STACKTRACE=1} in the environment a
 * failure's trace follows. The exit codes are those of {@link ExitCode}.
 */
public final class CommandLines {
    private CommandLines() {}

    /** The command line of a command and its subcommands, as users meet it. */
    public static CommandLine of(Object command) {
        return new CommandLine(command)
                .registerConverter(Path.class, CommandLines::path)
                .setParameterExceptionHandler(CommandLines::wrongUsage)
                .setExecutionExceptionHandler(CommandLines::failed);
    }

    /** An empty text, as of a variable that is not set, would be the current directory. */
    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("is empty");
        }
        return Path.of(text);
    }

    private static int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter errors = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        Message.print(errors, WrongUsage.problemOf(e) + " (" + name + " --help tells more)");
        return ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter errors = command.getErr();
        if (e instanceof UsageException usage) {
            usage.problems().forEach(problem -> Message.print(errors, problem));
            return ExitCode.USAGE;
        }
        Message.print(errors, e.getMessage() == null ? e.toString() : e.getMessage());
        if ("1".equals(System.getenv("RECON_STACKTRACE"))) {
            e.printStackTrace(errors);
        }
        return ExitCode.FAILED;
    }
}
