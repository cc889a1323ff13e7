package io.recon.connectors.bill.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.recon.connectors.bill.format.example.TideConverter;
import io.recon.connectors.bill.format.template.BillTemplate;
import io.recon.connectors.bill.format.template.TemplateConverter;
import io.recon.connectors.bill.format.template.TemplateException;
import io.recon.model.TransactionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps {@code docs/formats.md} true. */
class FormatsPageTest {
    @TempDir private Path directory;

    @Test
    void theExampleReadsAsThePageSays() throws Exception {
        BillTemplate template = BillTemplate.read("acme-csv.yaml", block("# acme-csv.yaml"));
        Path bill = directory.resolve("acme_1.csv");
        Files.writeString(bill, block("merchant,"));

        assertReadsAsThePageSays(entriesOf(template, bill), "M1");
    }

    @Test
    void theExampleWithFixedPlacesReadsAsThePageSays() throws Exception {
        BillTemplate template = BillTemplate.read("acme-fixed.yaml", block("# acme-fixed.yaml"));
        Path bill = directory.resolve("ACME1.TXT");
        Files.writeString(bill, block("H20261101 "));

        assertReadsAsThePageSays(entriesOf(template, bill), "acct_1");
    }

    private static void assertReadsAsThePageSays(List<BillEntry> entries, String account) {
        assertThat(entries).hasSize(3);
        assertThat(entries.get(0))
                .isInstanceOfSatisfying(
                        BillEntry.Detail.class,
                        detail -> {
                            assertThat(detail.key().type()).isEqualTo(TransactionType.PAYMENT);
                            assertThat(detail.key().account()).isEqualTo(account);
                            assertThat(detail.key().number()).isEqualTo("order-1");
                            assertThat(detail.line().tradeNumber()).isEqualTo("P1");
                            assertThat(detail.line().amount().minor()).isEqualTo(1234);
                            assertThat(detail.line().feeMinor()).isEqualTo(12);
                            assertThat(detail.line().timeMs())
                                    .isEqualTo(
                                            Instant.parse("2026-11-01T10:00:00Z").toEpochMilli());
                        });
        assertThat(entries.get(1))
                .isInstanceOfSatisfying(
                        BillEntry.Detail.class,
                        detail -> {
                            assertThat(detail.key().type()).isEqualTo(TransactionType.REFUND);
                            assertThat(detail.line().amount().minor()).isEqualTo(200);
                        });
        assertThat(entries.get(2)).isInstanceOf(BillEntry.Other.class);
    }

    @Test
    void aLineThatCannotBeReadSaysWhatThePageShows() throws Exception {
        BillTemplate template =
                BillTemplate.read("formats/acme-csv.yaml", block("# acme-csv.yaml"));
        Path bill = directory.resolve("acme_1.csv");
        Files.writeString(bill, block("merchant,").replace("2026-11-01 10:00:00", "01/11/2026"));

        BillEntry.Rejected rejected = (BillEntry.Rejected) entriesOf(template, bill).get(0);

        assertThat(block("line_inconsistent: "))
                .isEqualTo(rejected.error().word() + ": " + rejected.detail() + "\n");
    }

    @Test
    void everyWordOfThePageIsOne() throws IOException {
        Set<String> words =
                Arrays.stream(BillError.values()).map(BillError::word).collect(Collectors.toSet());

        List<String> told =
                Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (?:file|line)")
                        .matcher(page())
                        .results()
                        .map(match -> match.group(1))
                        .toList();

        assertThat(told).hasSizeGreaterThan(15).doesNotHaveDuplicates();
        assertThat(words).containsAll(told);
    }

    @Test
    void everyFormatThatIsBuiltInHasItsSection() throws IOException {
        List<String> builtIn =
                BillConverters.all().values().stream()
                        .filter(converter -> !(converter instanceof TideConverter))
                        .map(BillConverter::format)
                        .toList();

        assertThat(builtIn).isNotEmpty();
        for (String format : builtIn) {
            assertThat(page()).contains("\n## " + format + "\n");
        }
    }

    @Test
    void everyKeyOfATemplateIsTold() throws IOException {
        TemplateException refusal =
                catchThrowableOfType(TemplateException.class, () -> BillTemplate.read("t", "[a]"));
        String told = refusal.problems().get(0).message().replaceAll(".*the keys ", "");
        List<String> keys = List.of(told.split(", ", -1));

        assertThat(keys).hasSizeGreaterThan(10);
        for (String key : keys) {
            assertThat(page()).containsPattern("\n\\| `" + key + "[`.]");
        }
    }

    @Test
    void everyKeyOfALayoutIsTold() throws IOException {
        for (String layout : List.of("csv", "fixed-width")) {
            String yaml = "layout: " + layout + "\n" + layout + ": { unknown: 1 }";
            TemplateException refusal =
                    catchThrowableOfType(
                            TemplateException.class, () -> BillTemplate.read("t", yaml));
            String told =
                    refusal.problems().stream()
                            .map(problem -> problem.message())
                            .filter(message -> message.contains("known are "))
                            .findFirst()
                            .orElseThrow()
                            .replaceAll(".*known are ", "");
            List<String> keys = List.of(told.split(", ", -1));

            assertThat(keys).hasSizeGreaterThan(2);
            for (String key : keys) {
                assertThat(page()).containsPattern("\n\\| .*`" + layout + "\\." + key + "`.* \\|");
            }
        }
    }

    private static List<BillEntry> entriesOf(BillTemplate template, Path bill) throws Exception {
        BillContext context =
                new BillContext("acme", ZoneOffset.UTC, "acct_1", Set.of(), BillLimits.DEFAULT);
        List<BillEntry> entries = new ArrayList<>();
        BillFile file = new BillFile(0, 1, bill.getFileName().toString(), bill);
        try (BillReader reader = new TemplateConverter(template).open(file, context)) {
            for (BillEntry entry = reader.next(); entry != null; entry = reader.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** The indented lines from the one that begins so. */
    private static String block(String beginning) throws IOException {
        return page().lines()
                .dropWhile(line -> !line.startsWith("    " + beginning))
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.substring(4) + "\n")
                .collect(Collectors.joining());
    }

    private static String page() throws IOException {
        return Files.readString(
                Path.of(System.getProperty("recon.home", ".."), "docs", "formats.md"));
    }
}
