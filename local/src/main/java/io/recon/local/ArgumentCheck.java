package io.recon.local;

import io.recon.job.config.ConfigException;
import io.recon.job.config.ConfigProblem;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the arguments of a command, and collects all that is wrong with them. */
public final class ArgumentCheck {
    private final List<String> problems = new ArrayList<>();
    private Path out;

    /** Reads the configuration; empty if anything is wrong with it. */
    public Optional<ReconConfig> config(Path file) {
        try {
            return Optional.of(new ReconConfigReader(System.getenv()).read(file));
        } catch (ConfigException e) {
            e.problems().stream().map(ConfigProblem::toString).forEach(problems::add);
            return Optional.empty();
        }
    }

    /** The file or directory of orders must be there. */
    public void orders(Path path) {
        if (!Files.exists(path)) {
            problem("--orders " + path + ": there is no such file or directory");
        } else if (!Files.isReadable(path)) {
            problem("--orders " + path + ": may not be read by this user");
        } else if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
            // A pipe has no length, and would look like a file without orders.
            problem("--orders " + path + ": is neither a file nor a directory");
        }
    }

    /** The brokers must be configured. */
    public void kafka(ReconConfig config) {
        if (config.platform().kafka().bootstrapServers().isEmpty()) {
            problem("platform.kafka.bootstrap-servers: is missing; this command needs Kafka");
        }
    }

    /** The landing directory must be there. */
    public void bills(Path directory) {
        if (!Files.isDirectory(directory)) {
            problem(
                    "--bills "
                            + directory
                            + ": "
                            + (Files.exists(directory)
                                    ? "is no directory"
                                    : "there is no such directory"));
        } else if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
            problem("--bills " + directory + ": may not be read by this user");
        }
    }

    /** The directory for the output must be one that can be written, or made. */
    public void out(Path directory) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            problem("--out " + directory + ": is a file, a directory is needed");
            return;
        }
        Path existing = directory.toAbsolutePath().normalize();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            problem("--out " + directory + ": cannot be made, " + existing + " is a file");
        } else if (!Files.isWritable(existing)) {
            problem("--out " + directory + ": may not be written by this user");
        }
        out = directory;
    }

    /** Adds what a command finds out by itself: a line that names the argument. */
    public void problem(String text) {
        problems.add(text);
    }

    /** Fails with all problems; only if there are none the directory for the output is made. */
    public void end() throws UsageException {
        if (problems.isEmpty() && out != null) {
            try {
                Files.createDirectories(out);
            } catch (IOException e) {
                problem("--out " + out + ": the directory cannot be made: " + e);
            }
        }
        if (!problems.isEmpty()) {
            throw new UsageException(problems);
        }
    }
}
