package io.recon.connectors.bill.format.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the examples of {@code CONTRIBUTING.md} true: each is a part of a file that is compiled and
 * tested here.
 */
class ContributingPageTest {
    private static final Path TESTS = Path.of("src", "test");

    @Test
    void everyExampleIsAPartOfAFileThatIsTested() throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> paths =
                Files.walk(TESTS.resolve("java/io/recon/connectors/bill/format/example"))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.add(Files.readString(path));
            }
        }
        files.add(Files.readString(TESTS.resolve("resources/formats/lagoon.yaml")));
        List<String> examples = examples();

        assertThat(examples).hasSize(7);
        assertThat(examples)
                .allMatch(example -> files.stream().anyMatch(file -> file.contains(example)));
    }

    @Test
    void theServiceFileNamesTheConverter() throws IOException {
        String name = "META-INF/services/io.recon.connectors.bill.format.BillConverter";

        assertThat(Files.readString(TESTS.resolve("resources").resolve(name)).strip())
                .isEqualTo(TideConverter.class.getName());
        assertThat(page()).contains("src/main/resources/" + name);
    }

    /** What stands between lines of three backticks, if the first of them names a language. */
    private static List<String> examples() throws IOException {
        return Pattern.compile("(?ms)^```[a-z]+\n(.*?)^```$")
                .matcher(page())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String page() throws IOException {
        return Files.readString(Path.of(System.getProperty("recon.home", ".."), "CONTRIBUTING.md"));
    }
}
