package io.recon.connectors.order;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.recon.connectors.bill.format.AllocatedBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Whatever an order file holds, however it is cut into ranges, and in whatever parts it comes. */
class LineReaderFuzzTest {
    private static final int MOST = 64;

    @FuzzTest(maxDuration = "2m")
    @Timeout(20)
    void givesEveryLineToExactlyOneRange(byte[] file) throws IOException {
        List<String> expected = expected(file);

        AllocatedBytes.assertAtMost(
                (1 << 20) + (1L << 10) * file.length,
                () -> assertThat(lines(file, 0, file.length)).isEqualTo(expected));
        for (int cut : new int[] {1, file.length / 3, file.length / 2, file.length - 1}) {
            if (cut > 0 && cut < file.length) {
                List<String> ofBoth = lines(file, 0, cut);
                ofBoth.addAll(lines(file, cut, file.length));
                assertThat(ofBoth).as("cut at %s", cut).isEqualTo(expected);
            }
        }
    }

    /** The lines as no range and no buffer cuts them. */
    private static List<String> expected(byte[] file) {
        String text = new String(file, ISO_8859_1);
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            String line = text.substring(start, end);
            lines.add(shown(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line));
            start = end + 1;
        }
        return lines;
    }

    private static String shown(String line) {
        return line.length() > MOST ? "too long: " + line.substring(0, MOST) : line;
    }

    private static List<String> lines(byte[] file, int start, int end) throws IOException {
        int from = (int) LineReader.firstByte(start);
        int part = from + (file.length - from) / 2;
        InputStream in =
                new SequenceInputStream(
                        new ByteArrayInputStream(file, from, part - from),
                        new ByteArrayInputStream(file, part, file.length - part));
        List<String> lines = new ArrayList<>();
        try (LineReader reader = new LineReader(in, start, end, MOST)) {
            while (reader.next()) {
                assertThat(reader.isTooLong() || reader.length() <= MOST).isTrue();
                String line =
                        new String(reader.bytes(), reader.offset(), reader.length(), ISO_8859_1);
                assertThat(reader.isTooLong()).isEqualTo(line.length() > MOST);
                lines.add(shown(line));
            }
            assertThat(reader.lineCount()).isEqualTo(lines.size());
        }
        return lines;
    }
}
