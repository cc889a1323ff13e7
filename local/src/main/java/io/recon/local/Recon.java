package io.recon.local;

import io.recon.local.bills.BillsCommand;
import io.recon.local.demo.DemoCommand;
import io.recon.local.orders.HeartbeatCommand;
import io.recon.local.orders.PublishCommand;
import io.recon.local.reconcile.ReconcileCommand;
import io.recon.local.run.RunCommand;
import io.recon.local.run.SavepointCommand;
import io.recon.local.stack.StackCommand;
import io.recon.local.status.StatusCommand;
import io.recon.local.tables.ExportCommand;
import io.recon.local.tables.VerifyCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code bin/recon}: it only finds the subcommand and its exit code. */
@Command(
        name = "recon",
        description = "Reconciles platform orders with the bills of payment channels.",
        mixinStandardHelpOptions = true,
        versionProvider = Recon.Version.class,
        subcommands = {
            DemoCommand.class,
            ReconcileCommand.class,
            BillsCommand.class,
            StackCommand.class,
            RunCommand.class,
            SavepointCommand.class,
            StatusCommand.class,
            PublishCommand.class,
            HeartbeatCommand.class,
            ExportCommand.class,
            VerifyCommand.class
        })
public final class Recon implements Runnable {

    @Spec private CommandSpec spec;

    private Recon() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        CommandLine commandLine = commandLine();
        int exitCode;
        try {
            exitCode = commandLine.execute(arguments);
        } catch (Throwable e) {
            // Not an exception of the command, which picocli hands to us: memory or a class is
            // gone.
            Message.print(commandLine.getErr(), e.toString());
            exitCode = ExitCode.FAILED;
        }
        System.exit(exitCode);
    }

    /** The command line as users meet it. */
    static CommandLine commandLine() {
        return CommandLines.of(new Recon());
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing; known are "
                        + String.join(", ", spec.subcommands().keySet()));
    }

    /** Reads the version that the build wrote into the class path. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            Properties properties = new Properties();
            try (InputStream stream = Recon.class.getResourceAsStream("version.properties")) {
                if (stream == null) {
                    throw new IllegalStateException("version.properties is not on the class path");
                }
                properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read version.properties", e);
            }
            return new String[] {"recon " + properties.getProperty("version")};
        }
    }
}
