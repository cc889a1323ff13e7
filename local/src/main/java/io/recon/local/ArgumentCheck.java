package io.recon.local;

import io.recon.connectors.config.Quoted;
import io.recon.job.config.ConfigException;
import io.recon.job.config.ConfigProblem;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the arguments of a command, and collects all that is wrong with them. */
public final class ArgumentCheck {
    private final List<String> problems = new ArrayList<>();

    /** The inputs that were looked at, by their options. */
    private final Map<String, Path> inputs = new LinkedHashMap<>();

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

    /** The brokers must be configured. */
    public void kafka(ReconConfig config) {
        if (config.platform().kafka().bootstrapServers().isEmpty()) {
            problem("platform.kafka.bootstrap-servers: is missing; this command needs Kafka");
        }
    }

    /** The metastore must be configured. */
    public void tables(ReconConfig config) {
        tables(config, "this command");
    }

    /**
     * The metastore must be configured.
     *
     * @param who needs it, for people
     */
    public void tables(ReconConfig config, String who) {
        if (config.hive().metastore().isEmpty()) {
            problem("hive.metastore: is missing; " + who + " needs the tables");
        }
    }

    /**
     * The address of a Flink.
     *
     * @return empty if it is none
     */
    public Optional<URI> flink(String option, String text) {
        try {
            URI uri = new URI(text);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isHttp
                    && uri.getHost() != null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        problem(option + " " + Quoted.of(text) + ": is no address like http://localhost:8081");
        return Optional.empty();
    }

    /** The orders must be there, in a file or a directory, all of which may be read. */
    public void orders(Path path) {
        if (!Files.exists(path)) {
            problem("--orders " + path + ": there is no such file or directory");
        } else if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
            // A pipe has no length, and would look like a file without orders.
            problem("--orders " + path + ": is neither a file nor a directory");
        } else {
            UnreadableInputs unreadable = UnreadableInputs.ofThisUser();
            unreadable.lookAtOrders(path);
            refuse("--orders", path, unreadable);
        }
        inputs.put("--orders", path);
    }

    /**
     * The landing directory must be there, and what a run reads in it may be read.
     *
     * @param config if it is empty, the directories of all channels are looked at
     */
    public void bills(Path directory, Optional<ReconConfig> config) {
        if (!Files.isDirectory(directory)) {
            problem(
                    "--bills "
                            + directory
                            + ": "
                            + (Files.exists(directory)
                                    ? "is no directory"
                                    : "there is no such directory"));
            return;
        }
        UnreadableInputs unreadable = UnreadableInputs.ofThisUser();
        LandingDirectory landing = new LandingDirectory(directory);
        if (config.isPresent()) {
            landing.lookAtBills(unreadable, config.get());
        } else {
            landing.lookAtAllBills(unreadable);
        }
        refuse("--bills", directory, unreadable);
        inputs.put("--bills", directory);
    }

    private void refuse(String option, Path given, UnreadableInputs unreadable) {
        for (Path path : unreadable.found()) {
            problem(
                    option
                            + " "
                            + given
                            + ": "
                            + (path.equals(given) ? "" : path + " ")
                            + "may not be read by this user");
        }
    }

    /**
     * The directory for the output must be one that can be written, or made. It may be no part of
     * an input: the next run would read what this one wrote. So the inputs come first.
     */
    public void out(Path directory) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            problem("--out " + directory + ": is a file, a directory is needed");
            return;
        }
        Path absolute = directory.toAbsolutePath().normalize();
        Path existing = absolute;
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            problem("--out " + directory + ": cannot be made, " + existing + " is a file");
        } else if (!Files.isWritable(existing)) {
            problem("--out " + directory + ": may not be written by this user");
        } else {
            Path real = realPath(existing).resolve(existing.relativize(absolute)).normalize();
            inputs.forEach(
                    (option, input) -> {
                        if (Files.isDirectory(input) && real.startsWith(realPath(input))) {
                            problem(
                                    "--out "
                                            + directory
                                            + ": lies in "
                                            + option
                                            + " "
                                            + input
                                            + ", so that the next run would read it; give a"
                                            + " directory outside of that");
                        }
                    });
        }
        out = directory;
    }

    /** A file for output must be one that can be written, in a directory that is there. */
    public void outFile(Path file) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        if (Files.isDirectory(file)) {
            problem("--out " + file + ": is a directory, a file is needed");
        } else if (directory == null || !Files.isDirectory(directory)) {
            problem("--out " + file + ": there is no directory " + directory);
        } else if (!Files.isWritable(directory)) {
            problem("--out " + file + ": " + directory + " may not be written by this user");
        }
    }

    private static Path realPath(Path existing) {
        try {
            return existing.toRealPath();
        } catch (IOException e) {
            return existing.toAbsolutePath().normalize();
        }
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
