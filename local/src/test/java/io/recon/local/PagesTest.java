package io.recon.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the pages tell people to type exists, and so does what their links lead to. */
class PagesTest {
    /** Up to the end of the command: a line that ends with a backslash goes on. */
    private static final Pattern COMMAND =
            Pattern.compile("bin/recon ([a-z]+)((?:[^`#|;&\\n\\\\]|\\\\\\n)*)");

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]*)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Home.resolve("docs"))) {
            List<Path> pages =
                    new ArrayList<>(docs.filter(page -> page.toString().endsWith(".md")).toList());
            pages.add(Home.resolve("README.md"));
            pages.add(Home.resolve("CONTRIBUTING.md"));
            return pages;
        }
    }

    @Test
    void everyCommandAndOptionOfThePagesExists() throws IOException {
        CommandLine recon = Recon.commandLine();
        Set<String> seen = new TreeSet<>();
        for (Path page : pages()) {
            for (MatchResult match : matches(COMMAND, Files.readString(page))) {
                String said = page.getFileName() + ": " + match.group();
                CommandLine command = recon.getSubcommands().get(match.group(1));
                assertThat(command).as(said).isNotNull();
                assertThat(command.getCommandSpec().optionsMap().keySet())
                        .as(said)
                        .containsAll(
                                matches(OPTION, match.group(2)).stream()
                                        .map(MatchResult::group)
                                        .toList());
                seen.add(match.group(1));
            }
        }
        assertThat(seen).isEqualTo(new TreeSet<>(recon.getSubcommands().keySet()));
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        int links = 0;
        for (Path page : pages()) {
            for (MatchResult match : matches(LINK, Files.readString(page))) {
                String link = match.group(1);
                if (link.startsWith("http")) {
                    continue;
                }
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
                assertThat(target).as(page.getFileName() + ": " + link).exists();
                if (parts.length == 2) {
                    assertThat(anchors(target)).as("%s: %s", page, link).contains(parts[1]);
                }
                links++;
            }
        }
        assertThat(links).isGreaterThan(100);
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) throws IOException {
        return matches(HEADING, Files.readString(page)).stream()
                .map(match -> match.group(1).strip().toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
