package io.recon.local.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.bill.LinePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectRowsTest {
    @TempDir private Path directory;
    private final Locale former = Locale.getDefault();
    private RejectRows rejects;

    @BeforeEach
    void begin() throws IOException {
        rejects = new RejectRows(Files.createDirectory(directory.resolve("work")));
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(former);
    }

    @Test
    void rowsComeByFileAndLineWhateverTheLocaleIs() throws IOException {
        // Writes numbers in other digits than 0 to 9.
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        for (long line : new long[] {10, 9, 0, 5_000_000_000L}) {
            add("b.csv", line, "bad_amount");
        }
        add("a.csv", 7, "bad_time");
        add("a.csv-more", 1, "bad_time");

        assertThat(rows())
                .containsExactly(
                        "shop/2026-11-01/a.csv 7 bad_time",
                        "shop/2026-11-01/a.csv-more 1 bad_time",
                        "shop/2026-11-01/b.csv 0 bad_amount",
                        "shop/2026-11-01/b.csv 9 bad_amount",
                        "shop/2026-11-01/b.csv 10 bad_amount",
                        "shop/2026-11-01/b.csv 5000000000 bad_amount");
    }

    @Test
    void textsComeBackAsTheyWereAndLikeRowsAreKept() throws IOException {
        add("a\u0000b.csv", 1, "reason\u0000more");
        add("a\u0000b.csv", 1, "reason\u0000more");

        assertThat(rows())
                .containsExactly(
                        "shop/2026-11-01/a\u0000b.csv 1 reason\u0000more",
                        "shop/2026-11-01/a\u0000b.csv 1 reason\u0000more");
        assertThat(rejects.count()).isEqualTo(2);
    }

    private void add(String file, long line, String reason) {
        rejects.addLine("shop", new LinePosition(20_758, file, line), reason, "raw");
    }

    private List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        try (CsvFile csv = new CsvFile(directory.resolve("rejects.csv"), RejectRows.COLUMNS)) {
            rejects.writeTo(
                    csv, (file, line, reason) -> rows.add(file + " " + line + " " + reason));
            csv.complete();
        }
        return rows;
    }
}
