package io.recon.connectors.bill.format.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.recon.connectors.bill.format.AllocatedBytes;
import io.recon.connectors.bill.format.UnreadableBillException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Whatever lies where a text is expected, and in whatever parts it comes. */
class BoundedLinesFuzzTest {
    private static final int LINE_BYTES = 100;

    @FuzzTest(maxDuration = "2m")
    @Timeout(20)
    void cutsTheSameLinesFromWhateverParts(byte[] content) throws IOException {
        for (Charset charset : List.of(UTF_8, Charset.forName("GB18030"))) {
            List<String> whole = lines(new ByteArrayInputStream(content), charset);
            AllocatedBytes.assertAtMost(
                    (1 << 20) + (1L << 10) * content.length,
                    () ->
                            assertThat(lines(new ByteArrayInputStream(content), charset))
                                    .isEqualTo(whole));

            for (int cut : new int[] {1, content.length / 3, content.length - 1}) {
                if (cut > 0 && cut < content.length) {
                    assertThat(lines(inTwoParts(content, cut), charset)).isEqualTo(whole);
                }
            }
            if (!whole.get(whole.size() - 1).startsWith("refused")) {
                assertIsAll(whole, content, charset);
            }
        }
    }

    private static InputStream inTwoParts(byte[] content, int cut) {
        // It reads from one of its streams at a time.
        return new SequenceInputStream(
                new ByteArrayInputStream(content, 0, cut),
                new ByteArrayInputStream(content, cut, content.length - cut));
    }

    /** The lines with their numbers, then {@code end} or why the text is refused. */
    private static List<String> lines(InputStream in, Charset charset) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BoundedLines text = new BoundedLines(in, charset, LINE_BYTES)) {
            while (text.next()) {
                assertThat(text.number()).isEqualTo(lines.size() + 1L);
                assertThat(text.length()).isLessThanOrEqualTo(LINE_BYTES);
                lines.add(text.text());
            }
            lines.add("end");
        } catch (UnreadableBillException e) {
            lines.add("refused: " + e.getMessage());
        }
        return lines;
    }

    /** What a decoder of the whole text and a cut at each line feed make of it. */
    private static void assertIsAll(List<String> lines, byte[] content, Charset charset) {
        int start = 0;
        byte[] mark = "\uFEFF".getBytes(UTF_8);
        while (start < 6
                && content.length >= start + 3
                && Arrays.equals(content, start, start + 3, mark, 0, 3)) {
            start += 3;
        }
        String text = new String(content, start, content.length - start, charset);
        List<String> expected = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            expected.add(line);
        }
        // Behind the last line feed there is no line, and no line feed ends what stands there.
        String last = expected.remove(expected.size() - 1);
        expected.replaceAll(
                line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        if (!last.isEmpty()) {
            expected.add(last);
        }
        expected.add("end");
        assertThat(lines).isEqualTo(expected);
    }
}
