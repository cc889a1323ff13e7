package io.recon.local.cluster;

import io.recon.local.Home;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The jars of a cluster, as the build has gathered them: Flink's lib, and the job's own. */
public final class FlinkJars {
    /**
     * Of our commands and of the job, and therefore not in Flink's lib. (That has an older
     * snakeyaml-engine of its own.)
     */
    private static final Pattern NOT_IN_FLINKS_LIB =
            Pattern.compile(
                    "recon-.*|flink-connector-kafka.*|kafka-clients.*|jackson-.*|commons-csv.*"
                            + "|picocli.*|zstd-jni.*|lz4-java.*|fastcsv.*|ascii-table.*"
                            + "|progressbar.*|jline.*|jspecify.*");

    private static final String BUILD = "build it with: ./mvnw -Dmaven.test.skip=true package";

    private FlinkJars() {}

    /**
     * Flink with its SQL, and beside it Hive and Hadoop, as in the image of Kubernetes.
     *
     * @throws IOException if the project was not built
     */
    public static List<Path> lib() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String directory : List.of("lib", "lib-hive")) {
            Path built = Home.resolve("local", "target", directory);
            List<Path> found = matching(built, "*.jar");
            if (found.isEmpty()) {
                throw new IOException("Flink's jars are not in " + built + "; " + BUILD);
            }
            jars.addAll(found);
        }
        jars.removeIf(jar -> NOT_IN_FLINKS_LIB.matcher(jar.getFileName().toString()).matches());
        return jars;
    }

    /**
     * The jar that a cluster is given.
     *
     * @throws IOException if the project was not built, or there are several
     */
    public static Path job() throws IOException {
        Path built = Home.resolve("job", "target");
        List<Path> found = matching(built, "recon-job-*-cluster.jar");
        if (found.size() != 1) {
            throw new IOException(
                    "the job's jar is wanted in %s as recon-job-VERSION-cluster.jar, and there are %d; %s"
                            .formatted(built, found.size(), BUILD));
        }
        return found.get(0);
    }

    private static List<Path> matching(Path directory, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, glob)) {
            jars.forEach(jar -> found.add(jar.toAbsolutePath().normalize()));
        } catch (NoSuchFileException | NotDirectoryException e) {
            // As if it were empty.
        }
        return found.stream().sorted().toList();
    }
}
