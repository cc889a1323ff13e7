package io.recon.job.config;

import java.util.stream.Collectors;

/** Writes {@code docs/configuration.md} from what is declared. */
final class ConfigurationPage {
    private static final String HEAD =
            """
            <!-- Written from io.recon.job.config.ReconOptions. To change it, change that, then run
                 ./mvnw -pl job -am test -Dtest=ConfigurationPageTest \\
                   -Dsurefire.failIfNoSpecifiedTests=false -Drecon.docs.write=true -->
            # Configuration: recon.yaml

            One YAML file in UTF-8, of at most 1 MiB, says what to reconcile. An unknown key is an
            error. All problems of the file are told at once, one line each, with the line of the
            file; the exit code is then 2.

            A secret never stands in the file. Within any value, `${env:NAME}` is replaced by the
            environment variable, and `${file:/path}` by the content of the file without the line
            end at its very end. Wherever the configuration or a problem of it is shown, `***` or
            the reference stands for what a reference gave.

            A relative path starts from the directory of the file. Durations and days are written
            as ISO 8601 says: `PT30M`, `P7D`.
            """;

    private ConfigurationPage() {}

    static String write() {
        StringBuilder page = new StringBuilder(HEAD);
        writeSection(ReconOptions.Root.SECTION, "", page);
        return page.toString();
    }

    private static void writeSection(Section section, String parent, StringBuilder page) {
        String path =
                parent
                        + (parent.isEmpty() ? "" : ".")
                        + section.key()
                        + (section.named() ? ".NAME" : "");
        page.append("\n## ").append(path.isEmpty() ? "The file" : "`" + path + "`").append("\n\n");
        if (!section.description().isEmpty()) {
            page.append(section.description()).append("\n\n");
        }
        page.append("| key | value | default | meaning |\n| --- | --- | --- | --- |\n");
        section.options().forEach(option -> page.append(row(option)));
        for (Section child : section.sections()) {
            writeSection(child, path, page);
        }
    }

    private static String row(Option<?> option) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        option.key(),
                        option.type().wanted(),
                        otherwise(option.otherwise()),
                        option.description().lines().collect(Collectors.joining(" ")));
    }

    private static String otherwise(Option.Otherwise<?> otherwise) {
        if (otherwise instanceof Option.Otherwise.Default<?> known) {
            return "`" + known.setting().shown() + "`";
        }
        if (otherwise instanceof Option.Otherwise.Unset<?> unset) {
            return unset.meaning();
        }
        return "**required**";
    }
}
