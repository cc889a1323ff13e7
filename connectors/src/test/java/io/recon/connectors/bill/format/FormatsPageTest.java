package io.recon.connectors.bill.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.recon.connectors.bill.format.template.BillTemplate;
import io.recon.connectors.bill.format.template.TemplateConverter;
import io.recon.connectors.bill.format.template.TemplateException;
import io.recon.model.TransactionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

        List<BillEntry> entries = entriesOf(template, bill);

        assertThat(entries).hasSize(3);
        assertThat(entries.get(0))
                .isInstanceOfSatisfying(
                        BillEntry.Detail.class,
                        detail -> {
                            assertThat(detail.key().type()).isEqualTo(TransactionType.PAYMENT);
                            assertThat(detail.line().amount().minor()).isEqualTo(1234);
                            assertThat(detail.line().feeMinor()).isEqualTo(12);
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
        assertThat(BillConverters.all().keySet()).isNotEmpty();
        for (String format : BillConverters.all().keySet()) {
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

    private static List<BillEntry> entriesOf(BillTemplate template, Path bill) throws Exception {
        BillContext context =
                new BillContext("acme", ZoneOffset.UTC, "", Set.of(), BillLimits.DEFAULT);
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
