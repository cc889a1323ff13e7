package io.recon.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The project's files, and what kustomize makes of them. */
final class Project {
    static final Path HOME = Path.of(System.getProperty("recon.home"));
    static final Path MANIFESTS = HOME.resolve("k8s");
    static final Path FLINK_CONF = HOME.resolve("flink-conf");
    static final List<String> OVERLAYS = List.of("staging", "production");

    private static final int PATIENCE_SECONDS = 60;

    private Project() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below a directory that are objects of a cluster: not kustomize's own files. */
    static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(MANIFESTS)) {
            return files.filter(path -> path.toString().endsWith(".yaml"))
                    .filter(path -> !path.toString().contains("/target/"))
                    .filter(path -> read(path).contains("\nkind: "))
                    .filter(path -> !path.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** Whether kubectl can be called; kustomize is a part of it. */
    static boolean hasKubectl() {
        try {
            return run("kubectl", "version", "--client") != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** All objects of an overlay. */
    static List<JsonNode> overlay(String name) throws IOException {
        return Yaml.documents(
                run("kubectl", "kustomize", MANIFESTS.resolve("overlays/" + name).toString()));
    }

    private static String run(String... command) throws IOException {
        Path errors = Files.createTempFile("kubectl", ".err");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + Files.readString(errors));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
            Files.delete(errors);
        }
        return output;
    }
}
