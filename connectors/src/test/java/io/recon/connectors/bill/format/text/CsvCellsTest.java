package io.recon.connectors.bill.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.bill.format.text.CsvCells.Cut;
import org.junit.jupiter.api.Test;

class CsvCellsTest {
    private final CsvCells cells = new CsvCells(',', '"');

    private Cut cut(String record) {
        return cells.cut(record.toCharArray(), record.length());
    }

    @Test
    void splitsWhatHasNoQuote() {
        assertThat(cut(" a\t,,b c,")).isEqualTo(Cut.WHOLE);
        assertThat(cells.texts()).containsExactly("a", "", "b c", "");
        assertThat(cells.is(0, "a")).isTrue();
    }

    @Test
    void readsQuotedValues() {
        assertThat(cut("\"a, \"\"b\"\"\n\tc \" ,x,\"\",\"\"\"\",")).isEqualTo(Cut.WHOLE);
        assertThat(cells.texts()).containsExactly("a, \"b\"\n\tc", "x", "", "\"", "");
        assertThat(cells.view(1).toString()).isEqualTo("x");
        assertThat(cells.isEmpty(2)).isTrue();
    }

    @Test
    void takesAQuoteInsideAValueForACharacter() {
        assertThat(cut("27\" screen,\"a,b\"")).isEqualTo(Cut.WHOLE);
        assertThat(cells.texts()).containsExactly("27\" screen", "a,b");
    }

    @Test
    void tellsAnOpenValueFromOneThatEndsWithADelimiter() {
        assertThat(cut("a,\"b,")).isEqualTo(Cut.OPEN);
        assertThat(cells.texts()).containsExactly("a");
        assertThat(cut("a,\"b,\"")).isEqualTo(Cut.WHOLE);
        assertThat(cells.texts()).containsExactly("a", "b,");
        assertThat(cut("\"")).isEqualTo(Cut.OPEN);
        assertThat(cut("a,\"b\"\"")).isEqualTo(Cut.OPEN);
    }

    @Test
    void leavesTextsThatOnlyBeginWithAQuotePlain() {
        assertThat(cut("a,\"27 inch\" screen,b")).isEqualTo(Cut.BROKEN);
        assertThat(cells.texts()).containsExactly("a", "\"27 inch\" screen", "b");
        String open = "a,\"27 inch,b";
        cells.cutLine(open.toCharArray(), open.length());
        assertThat(cells.texts()).containsExactly("a", "\"27 inch", "b");
    }

    @Test
    void losesNothingBehindACarriageReturn() {
        assertThat(cut("a\rb,\"c\"")).isEqualTo(Cut.BROKEN);
        assertThat(cells.texts()).containsExactly("a\rb", "\"c\"");
        assertThat(cut("a,\"b\rc\"\r")).isEqualTo(Cut.WHOLE);
        assertThat(cells.texts()).containsExactly("a", "b\rc");
    }

    @Test
    void joinsCellsOfARecordWithQuotes() {
        assertThat(cut("a,b,\"c\",d")).isEqualTo(Cut.WHOLE);
        cells.join(1, 1);
        assertThat(cells.texts()).containsExactly("a", "b,c", "d");
    }
}
