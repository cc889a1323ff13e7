package io.recon.local;

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

/**
 * The program behind {@code bin/recon}: it only finds the subcommand and its exit code.
 *
 * <p>Exit codes are picocli's: 0 for success, 1 for a failure, 2 for a wrong command line.
 */
@Command(
        name = "recon",
        description = "Reconciles platform orders with the bills of payment channels.",
        mixinStandardHelpOptions = true,
        versionProvider = Recon.Version.class)
public final class Recon implements Runnable {

    @Spec private CommandSpec spec;

    private Recon() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Recon()).execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing a subcommand.");
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
