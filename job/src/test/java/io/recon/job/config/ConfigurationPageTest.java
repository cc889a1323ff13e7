package io.recon.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void thePageSaysWhatIsDeclared() throws IOException {
        if (Boolean.getBoolean("recon.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, ConfigurationPage.write());
        }
        assertThat(PAGE)
                .as("write it with -Drecon.docs.write=true")
                .content()
                .isEqualTo(ConfigurationPage.write());
    }

    @Test
    void noKeyIsDeclaredTwiceAndEachIsDescribed() {
        List<Section> sections = new ArrayList<>(List.of(ReconOptions.Root.SECTION));
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            assertThat(section.keys())
                    .doesNotHaveDuplicates()
                    .allMatch(key -> key.matches("[a-z-]+"));
            assertThat(section.options())
                    .allSatisfy(
                            option ->
                                    assertThat(option.description())
                                            .isNotBlank()
                                            .endsWith(".")
                                            .doesNotContain("|"));
            sections.addAll(section.sections());
        }
        assertThat(sections).hasSizeGreaterThan(5);
    }
}
