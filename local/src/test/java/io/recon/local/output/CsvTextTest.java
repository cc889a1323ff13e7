package io.recon.local.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
    private final StringWriter written = new StringWriter();
    private final CsvText csv = new CsvText();

    @Test
    void aReaderGetsBackEveryCell() throws IOException {
        String[] nasty = {"", "plain", "a,b", "say \"hi\"", "two\nlines", "cr\rhere", "=1+1", "银联"};
        for (String cell : nasty) {
            csv.text(cell).number(-12).empty().text(null).text(cell).endRow(written);
        }

        try (CSVParser parser =
                CSVParser.parse(new StringReader(written.toString()), CSVFormat.RFC4180)) {
            var records = parser.getRecords();
            assertThat(records).hasSize(nasty.length);
            for (int i = 0; i < nasty.length; i++) {
                assertThat(records.get(i).toList())
                        .containsExactly(nasty[i], "-12", "", "", nasty[i]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                -1,
                1,
                999,
                86_399_999,
                -86_400_001,
                -62_135_596_800_000L,
                -62_135_596_800_001L,
                253_402_300_799_999L,
                253_402_300_800_000L
            })
    void writesInstantsAndDaysAsTheJdkDoes(long epochMs) throws IOException {
        int day = (int) Math.floorDiv(epochMs, 86_400_000L);
        csv.instant(epochMs).day(day).endRow(written);

        assertThat(written.toString())
                .isEqualTo(Instant.ofEpochMilli(epochMs) + "," + LocalDate.ofEpochDay(day) + "\n");
    }

    @Test
    void writesAnyInstantOfOurTimeAsTheJdkDoes() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            long epochMs = random.nextLong(0, 4_102_444_800_000L);
            written.getBuffer().setLength(0);
            csv.instant(epochMs).endRow(written);

            assertThat(written.toString()).isEqualTo(Instant.ofEpochMilli(epochMs) + "\n");
        }
    }
}
