package io.recon.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the image is made of, after the project was built. That it can be made needs an engine of
 * containers and is not tried here.
 */
class ImageITCase {
    private static final String DOCKERFILE = Project.read(Project.MANIFESTS.resolve("Dockerfile"));
    private static final Pattern COPY = Pattern.compile("(?m)^COPY ((?:--\\S+ )*)(.+)$");

    /** What lies in the lib of Flink's image, by its parts that are here as jars of their own. */
    private static final Pattern OF_FLINKS_LIB =
            Pattern.compile("flink-(?:cep|table-.*|connector-files)-.*|icu4j-.*");

    /** A jar, and where it goes. */
    private record Copied(Path file, String target) {}

    private static List<Copied> copied() throws IOException {
        List<Copied> copied = new ArrayList<>();
        Matcher copies = COPY.matcher(DOCKERFILE.replaceAll("\\\\\n\\s*", ""));
        while (copies.find()) {
            List<String> words = Arrays.asList(copies.group(2).trim().split("\\s+", -1));
            String target = words.get(words.size() - 1);
            for (String source : words.subList(0, words.size() - 1)) {
                List<Path> found = matching(source);
                assertThat(found).as("what is built for " + source).hasSize(1);
                copied.add(new Copied(found.get(0), target));
            }
        }
        return copied;
    }

    private static List<Path> matching(String source) throws IOException {
        PathMatcher matcher =
                FileSystems.getDefault().getPathMatcher("glob:" + Project.HOME.resolve(source));
        try (Stream<Path> files = Files.list(Project.HOME.resolve(source).getParent())) {
            return files.filter(matcher::matches).toList();
        }
    }

    private static Path clusterJar() throws IOException {
        return matching("job/target/recon-job-*-cluster.jar").get(0);
    }

    private static Set<String> entries(Path jar) throws IOException {
        Set<String> names = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                if (!entry.isDirectory()) {
                    names.add(entry.getName());
                }
            }
        }
        return names;
    }

    private static Set<String> classes(Path jar) throws IOException {
        Set<String> classes = new HashSet<>(entries(jar));
        classes.removeIf(name -> !name.endsWith(".class") || name.startsWith("META-INF/"));
        return classes;
    }

    @Test
    void allThatTheTablesNeedIsInFlinksLib() throws IOException {
        List<String> lib =
                copied().stream()
                        .filter(copied -> copied.target().equals("/opt/flink/lib/"))
                        .map(copied -> copied.file().getFileName().toString())
                        .toList();
        try (Stream<Path> needed = Files.list(Project.HOME.resolve("local/target/lib-hive"))) {
            assertThat(
                            needed.map(path -> path.getFileName().toString())
                                    .filter(name -> !OF_FLINKS_LIB.matcher(name).matches()))
                    .containsExactlyInAnyOrderElementsOf(lib);
        }
    }

    @Test
    void theJobsJarIsWhereTheDeploymentLooksForIt() throws IOException {
        assertThat(copied())
                .filteredOn(copied -> copied.file().toString().endsWith("-cluster.jar"))
                .extracting(Copied::target)
                .containsExactly("/opt/flink/usrlib/recon.jar");
        assertThat(Project.read(Project.MANIFESTS.resolve("base/flinkdeployment.yaml")))
                .contains("jarURI: local:///opt/flink/usrlib/recon.jar\n");
    }

    @Test
    void theImageHasTheFlinkThatTheJobWasBuiltWith() {
        String version =
                Pattern.compile("<flink.version>(.+)</flink.version>")
                        .matcher(Project.read(Project.HOME.resolve("pom.xml")))
                        .results()
                        .map(match -> match.group(1))
                        .findFirst()
                        .orElseThrow();

        assertThat(DOCKERFILE)
                .contains("ARG FLINK_IMAGE=flink:" + version + "-scala_2.12-java17\n");
        assertThat(DOCKERFILE).endsWith("USER 9999:9999\n");
    }

    @Test
    void theJobsJarHasOurCodeAndWhatFlinkHasNot() throws IOException {
        assertThat(entries(clusterJar()))
                .contains(
                        "io/recon/job/ReconciliationMain.class",
                        "io/recon/model/TransactionKey.class",
                        "io/recon/udf/reconcile/ReconcileOperator.class",
                        "io/recon/connectors/bill/BillSource.class",
                        "META-INF/services/io.recon.connectors.bill.format.BillConverter",
                        "org/apache/flink/connector/kafka/source/KafkaSource.class",
                        "org/apache/kafka/clients/consumer/KafkaConsumer.class",
                        "com/github/luben/zstd/Zstd.class",
                        "com/fasterxml/jackson/databind/ObjectMapper.class",
                        "org/apache/commons/compress/archivers/zip/ZipFile.class",
                        "org/apache/commons/csv/CSVParser.class",
                        "org/snakeyaml/engine/v2/api/Load.class",
                        "picocli/CommandLine.class");
        try (JarFile jar = new JarFile(clusterJar().toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.recon.job.ReconciliationMain");
        }
    }

    @Test
    void theJobsJarHasNothingThatClashesWithFlinksLib() throws IOException {
        assertThat(classes(clusterJar()))
                .noneMatch(name -> name.startsWith("org/apache/hadoop/"))
                .noneMatch(name -> name.startsWith("org/apache/hive/"))
                .noneMatch(name -> name.startsWith("org/apache/logging/"))
                .noneMatch(name -> name.startsWith("org/slf4j/"))
                .noneMatch(name -> name.startsWith("org/rocksdb/"))
                .noneMatch(name -> name.startsWith("com/esotericsoftware/"))
                .noneMatch(name -> name.startsWith("io/recon/local/"))
                .filteredOn(name -> name.startsWith("org/apache/flink/"))
                .as("of Flink only the connector to Kafka")
                .isSubsetOf(
                        classes(matching("local/target/lib/flink-connector-kafka-*.jar").get(0)));
    }

    /** A class in two jars of one class loader is whichever comes first. */
    @Test
    void noClassOfOursOrOfFlinksIsInTwoJarsOfTheImage() throws IOException {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new TreeSet<>();
        for (Copied copied : copied()) {
            for (String name : classes(copied.file())) {
                boolean matters =
                        name.startsWith("io/recon/") || name.startsWith("org/apache/flink/");
                if (matters && !seen.add(name)) {
                    twice.add(name);
                }
            }
        }

        assertThat(seen).hasSizeGreaterThan(1000);
        assertThat(twice).isEmpty();
    }

    /** A library's entries have the times of its own jar. */
    @Test
    void noEntryOfOursBearsTheTimeOfTheBuild() throws IOException {
        try (JarFile jar = new JarFile(clusterJar().toFile())) {
            assertThat(Collections.list(jar.entries()))
                    .filteredOn(
                            entry ->
                                    entry.getName().startsWith("io/recon/")
                                            || entry.getName().equals("META-INF/MANIFEST.MF"))
                    .hasSizeGreaterThan(300)
                    .extracting(JarEntry::getTimeLocal)
                    .containsOnly(LocalDate.of(2026, 1, 1).atStartOfDay());
        }
    }

    /** Jars that are built and not taken are not sent to the engine of containers. */
    @Test
    void onlyWhatIsCopiedIsSent() throws IOException {
        List<String> sent =
                Project.read(Project.MANIFESTS.resolve("Dockerfile.dockerignore"))
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .toList();

        assertThat(sent)
                .containsExactly(
                        "*", "!local/target/lib-hive", "!job/target/recon-job-*-cluster.jar");
        assertThat(copied())
                .extracting(copied -> Project.HOME.relativize(copied.file()).toString())
                .allMatch(
                        path ->
                                path.startsWith("local/target/lib-hive/")
                                        || path.startsWith("job/target/recon-job-"));
    }
}
