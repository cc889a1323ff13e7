package io.recon.connectors.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recon.connectors.alert.TestingOutputs.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page shows messages as they are. */
class KafkaPageTest {
    private static final Path PAGE = Path.of("..", "docs", "kafka.md");
    private static final String END = "<!-- end of example -->\n";

    /** Rewrites the page's examples with -Drecon.docs.write=true. */
    @Test
    void theExamplesAreWhatIsWritten() throws IOException {
        String page = Files.readString(PAGE);
        String expected = page;
        for (Map.Entry<String, Written> example : TestingOutputs.examples().entrySet()) {
            String begin = "<!-- example: " + example.getKey() + " -->\n";
            assertThat(expected).as("the page").containsOnlyOnce(begin);
            int start = expected.indexOf(begin) + begin.length();
            expected =
                    expected.substring(0, start)
                            + shown(example.getValue())
                            + expected.substring(expected.indexOf(END, start));
        }
        if (Boolean.getBoolean("recon.docs.write")) {
            Files.writeString(PAGE, expected);
            return;
        }
        assertThat(page).as("write it with -Drecon.docs.write=true").isEqualTo(expected);
    }

    private static String shown(Written example) throws IOException {
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(
                                Separators.createDefaultInstance()
                                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                        .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                        .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        ObjectMapper mapper = new ObjectMapper();
        return "Key `%s`\n\n```json\n%s\n```\n"
                .formatted(
                        example.key(),
                        mapper.writer(printer).writeValueAsString(mapper.readTree(example.json())));
    }
}
