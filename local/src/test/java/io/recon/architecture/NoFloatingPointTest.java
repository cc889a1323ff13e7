package io.recon.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Money is whole minor units, and a rate is a fraction of whole numbers: no class of the five
 * modules computes with float or double, not even for a moment between two lines.
 */
class NoFloatingPointTest {

    private static final List<String> MODULES =
            List.of("model", "udf", "connectors", "job", "local");

    /** Fewer means that the scan looked elsewhere. */
    private static final int FEWEST_CLASSES = 20;

    /** Class, with dots, to the reason why it may. The reason never is an amount. */
    private static final Map<String, String> ALLOWED = Map.of();

    @Test
    void noClassUsesFloatingPoint() throws Exception {
        Map<String, Set<String>> uses = new TreeMap<>();
        int scanned = 0;
        for (String module : MODULES) {
            List<Path> classFiles = classFiles(module);
            assertThat(classFiles).as("class files of the module %s", module).isNotEmpty();
            for (Path classFile : classFiles) {
                scanned++;
                try (InputStream bytes = Files.newInputStream(classFile)) {
                    collect(FloatingPointUses.in(bytes), uses);
                }
            }
        }

        assertThat(scanned).isGreaterThanOrEqualTo(FEWEST_CLASSES);
        assertThat(uses.keySet())
                .as("classes that use floating point: %s", uses)
                .containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
    }

    @Test
    void theScanFindsEveryWayToUseOne() throws Exception {
        Set<String> found = new TreeSet<>();
        for (Class<?> sample : FloatingPointSamples.ALL) {
            Set<String> uses = usesOf(sample);
            assertThat(uses).as(sample.getSimpleName()).isNotEmpty();
            found.addAll(uses);
        }
        assertThat(String.join("\n", found))
                .contains("field", "parameter or result", "constant", "instruction", "call");
    }

    @Test
    void theScanAcceptsWholeNumbers() throws Exception {
        assertThat(usesOf(FloatingPointSamples.WholeNumbers.class)).isEmpty();
    }

    private static Set<String> usesOf(Class<?> type) throws IOException {
        String resource = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = NoFloatingPointTest.class.getResourceAsStream(resource)) {
            return FloatingPointUses.in(bytes).uses();
        }
    }

    private static void collect(FloatingPointUses found, Map<String, Set<String>> uses) {
        if (!found.uses().isEmpty()) {
            uses.put(found.className(), found.uses());
        }
    }

    private static List<Path> classFiles(String module) throws IOException, URISyntaxException {
        // local/target/test-classes, wherever the test was started from
        Path here =
                Path.of(
                        NoFloatingPointTest.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Path root = here.getParent().getParent().getParent();
        try (Stream<Path> files = Files.walk(root.resolve(module).resolve("target/classes"))) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }
}
