package io.recon.local.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * The log of a job that runs for months: a file beside the configuration, that begins anew before
 * it grows too large. What an operator must see stands on the console too.
 */
public final class RunLog {
    private static final String SETTINGS = "/log4j2-run.properties";

    private RunLog() {}

    /** Where the log of a configuration's job is. */
    static Path file(Path configFile) {
        return configFile.toAbsolutePath().normalize().resolveSibling("logs").resolve("run.log");
    }

    /** Sends the log there from now on. */
    public static void open(Path configFile) throws IOException {
        Path file = file(configFile);
        Files.createDirectories(file.getParent());
        System.setProperty("recon.log", file.toString());
        try {
            Configurator.reconfigure(RunLog.class.getResource(SETTINGS).toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException("the log's settings have no place", e));
        }
    }
}
