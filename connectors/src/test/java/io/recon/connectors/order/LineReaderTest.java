package io.recon.connectors.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
    private static final int MOST = 300_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "a",
                "a\n",
                "a\nb",
                "a\r\nb\r\n",
                "\n\na\n\n",
                "a\r\n\r\nb",
                "\r",
                "aaaa\nbb"
            })
    void givesEveryLineToExactlyOneRange(String text) throws IOException {
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        List<String> whole = lines(file, 0, file.length);

        assertThat(whole).isEqualTo(text.lines().toList());
        for (int range = 1; range <= file.length + 1; range++) {
            assertThat(linesByRanges(file, range)).as("ranges of " + range).isEqualTo(whole);
        }
    }

    @Test
    void readsLinesOfManyBuffers() throws IOException {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append(Integer.toString(i).repeat(random.nextInt(60_000))).append('\n');
        }
        byte[] file = text.toString().getBytes(StandardCharsets.UTF_8);

        for (int range : new int[] {100_003, 131_072, 262_144, file.length}) {
            assertThat(linesByRanges(file, range)).isEqualTo(text.toString().lines().toList());
        }
    }

    @Test
    void keepsOnlyTheBeginningOfALineOverTheBound() throws IOException {
        String text = "a\n" + "x".repeat(2 * MOST) + "\nb\n" + "y".repeat(MOST + 1) + "\r\nc\n";
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        List<String> expected = List.of("a", "too long: x", "b", "too long: y", "c");

        for (int range : new int[] {50_000, 400_000, file.length}) {
            assertThat(linesByRanges(file, range)).as("ranges of " + range).isEqualTo(expected);
        }
    }

    @Test
    void takesALineOfExactlyTheBound() throws IOException {
        String line = "x".repeat(MOST);

        assertThat(
                        linesByRanges(
                                (line + "\r\n" + line + "\n" + line)
                                        .getBytes(StandardCharsets.UTF_8),
                                1000))
                .containsExactly(line, line, line);
    }

    private static List<String> linesByRanges(byte[] file, int range) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int start = 0; start < file.length; start += range) {
            lines.addAll(lines(file, start, Math.min(file.length, start + range)));
        }
        return lines;
    }

    private static List<String> lines(byte[] file, int start, int end) throws IOException {
        int from = (int) LineReader.firstByte(start);
        var in = new ByteArrayInputStream(file, from, file.length - from);
        List<String> lines = new ArrayList<>();
        try (LineReader reader = new LineReader(in, start, end, MOST)) {
            while (reader.next()) {
                String line =
                        new String(
                                reader.bytes(),
                                reader.offset(),
                                reader.length(),
                                StandardCharsets.UTF_8);
                lines.add(reader.isTooLong() ? "too long: " + line.charAt(0) : line);
            }
            assertThat(reader.lineCount()).isEqualTo(lines.size());
        }
        return lines;
    }
}
