package io.recon.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * One command of the program, run in this JVM as a user would run it.
 *
 * @param output what went to standard output
 * @param errors what went to standard error
 */
public record RunningRecon(int exitCode, String output, String errors) {
    /** Runs a command to its end. */
    public static RunningRecon of(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine commandLine =
                Recon.commandLine().setOut(new PrintWriter(output)).setErr(new PrintWriter(errors));
        int exitCode = commandLine.execute(arguments);
        return new RunningRecon(exitCode, output.toString(), errors.toString());
    }
}
