package io.recon.connectors.bill.format.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.connectors.bill.format.UnreadableBillException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteLinesTest {
    /** A byte is written as the character of its number. */
    private static List<String> read(String text, int lineBytes)
            throws UnreadableBillException, IOException {
        List<String> lines = new ArrayList<>();
        ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(ISO_8859_1));
        try (ByteLines bytes = new ByteLines(in, lineBytes)) {
            while (bytes.next()) {
                lines.add(new String(bytes.bytes(), bytes.start(), bytes.length(), ISO_8859_1));
                assertThat(bytes.number()).isEqualTo(lines.size());
            }
            assertThat(bytes.length()).isZero();
        }
        return lines;
    }

    @Test
    void endsLinesWithLfOrCrlf() throws UnreadableBillException, IOException {
        assertThat(read("", 9)).isEmpty();
        assertThat(read("\n", 9)).containsExactly("");
        assertThat(read("a\r\nb\n\r\n\nc", 9)).containsExactly("a", "b", "", "", "c");
        assertThat(read("a\rb\r\r\nc\r", 9)).containsExactly("a\rb\r", "c\r");
    }

    @Test
    void givesEveryByteButNulAsItIs() throws UnreadableBillException, IOException {
        StringBuilder all = new StringBuilder();
        for (char c = 1; c < 256; c++) {
            all.append(c);
        }

        assertThat(String.join("\n", read(all.toString(), 300))).isEqualTo(all.toString());
    }

    @Test
    void skipsByteOrderMarksAtTheBeginningOnly() throws UnreadableBillException, IOException {
        String mark = "\u00ef\u00bb\u00bf";

        assertThat(read(mark + mark + "a\n" + mark + "b", 9)).containsExactly("a", mark + "b");
        assertThat(read(mark, 9)).isEmpty();
    }

    @Test
    void tellsTheFirstOfTwoFaultsHoweverMuchIsReadAtOnce() {
        assertRefused("xx\0xxxx", "bad_encoding: line 1 has a NUL");
        assertRefused("xxxxx\0", "line_too_long: line 1 is longer than 3 bytes");
    }

    @Test
    void refusesWhatIsNoTextOfBoundedLines() {
        assertRefused("\u00ff\u00fea", "bad_encoding: the text begins with ");
        assertRefused("\u00fe\u00ffa", "bad_encoding: the text begins with ");
        assertRefused("aa\nb\u0000c", "bad_encoding: line 2 has a NUL");
        assertRefused("aa\nbbbb\n", "line_too_long: line 2 is longer than 3 bytes");
        assertRefused("aa\nbbbb", "line_too_long: line 2 is longer than 3 bytes");
        assertRefused("aa\nbbb\r", "line_too_long: line 2 is longer than 3 bytes");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text, 3))
                .isInstanceOf(UnreadableBillException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void readsLinesAcrossTheEndsOfItsBuffer() throws UnreadableBillException, IOException {
        Random random = new Random(3);
        List<String> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            String line = String.valueOf((char) ('a' + i % 26)).repeat(random.nextInt(3_000));
            expected.add(line);
            text.append(line).append(i % 2 == 0 ? "\n" : "\r\n");
        }
        String longest = "y".repeat(300_000);
        expected.add(longest);

        assertThat(read(text.append(longest).toString(), 300_000)).isEqualTo(expected);
    }
}
