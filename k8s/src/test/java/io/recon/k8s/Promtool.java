package io.recon.k8s;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Prometheus's own checker of rules. Where it is not installed, it is taken out of Debian's package
 * by apt, into this module's target directory; nothing is installed.
 */
final class Promtool {
    private static final Path UNPACKED = Path.of("target", "prometheus");
    private static final int PATIENCE_SECONDS = 60;

    private final String program;

    private Promtool(String program) {
        this.program = program;
    }

    /**
     * What a program said.
     *
     * @param output standard output and errors
     */
    record Said(int exitCode, String output) {}

    /** Skips the test, and says so, where there is none. */
    static Promtool required() throws IOException, InterruptedException {
        Optional<String> program = find();
        assumeTrue(
                program.isPresent(),
                "there is no promtool, and apt does not give it: the rules are not tried");
        return new Promtool(program.get());
    }

    private static Optional<String> find() throws IOException, InterruptedException {
        Path unpacked = UNPACKED.resolve("usr/bin/promtool").toAbsolutePath();
        if (answers("promtool")) {
            return Optional.of("promtool");
        }
        if (!Files.isExecutable(unpacked)) {
            unpack();
        }
        return answers(unpacked.toString()) ? Optional.of(unpacked.toString()) : Optional.empty();
    }

    private static boolean answers(String program) throws InterruptedException {
        try {
            return run(Path.of("."), List.of(program, "--version")).exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void unpack() throws IOException, InterruptedException {
        Files.createDirectories(UNPACKED);
        try {
            run(UNPACKED, List.of("apt-get", "download", "prometheus"));
            try (Stream<Path> files = Files.list(UNPACKED)) {
                Optional<Path> archive =
                        files.filter(file -> file.toString().endsWith(".deb")).findFirst();
                if (archive.isPresent()) {
                    String name = archive.get().getFileName().toString();
                    run(UNPACKED, List.of("dpkg", "-x", name, "."));
                }
            }
        } catch (IOException e) {
            // There is no apt here.
        }
    }

    /** Runs it in a directory. */
    Said run(Path directory, String... arguments) throws IOException, InterruptedException {
        return run(directory, Stream.concat(Stream.of(program), Stream.of(arguments)).toList());
    }

    private static Said run(Path directory, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("promtool", ".out");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return new Said(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
