package io.recon.connectors.bill.format.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedLinesTest {
    private static List<String> read(byte[] bytes, Charset charset, int lineBytes)
            throws UnreadableBillException, IOException {
        List<String> lines = new ArrayList<>();
        try (BoundedLines in =
                new BoundedLines(new ByteArrayInputStream(bytes), charset, lineBytes)) {
            while (in.next()) {
                lines.add(in.text());
                assertThat(in.number()).isEqualTo(lines.size());
            }
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB18030", "UTF-8", "GBK", "Big5", "Shift_JIS", "windows-1252"})
    void decodesAsStrictlyAsTheJdk(String name) throws IOException {
        Charset charset = Charset.forName(name);
        Random random = new Random(5);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(9)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == 0 || bytes[i] == 10 || bytes[i] == 13) {
                    bytes[i] = '0';
                }
            }
            // Nothing that could be a byte order mark.
            bytes[0] = '0';
            String expected = null;
            try {
                expected = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            } catch (CharacterCodingException e) {
                assertThat(e).isNotNull();
            }
            String actual = null;
            try {
                actual = read(bytes, charset, 100).get(0);
            } catch (UnreadableBillException e) {
                assertThat(e.error()).isEqualTo(BillError.BAD_ENCODING);
            }
            assertThat(actual).as(Arrays.toString(bytes)).isEqualTo(expected);
        }
    }

    @Test
    void readsLinesOfAnyLengthUpToTheLimit() throws UnreadableBillException, IOException {
        Charset charset = Charset.forName("US-ASCII");
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        Random random = new Random(9);
        for (int i = 0; i < 2_000; i++) {
            String line = "x".repeat(random.nextInt(3_000));
            expected.add(line);
            text.append(line).append(i % 3 == 0 ? "\n" : "\r\n");
        }
        expected.add("y".repeat(200_000));
        text.append(expected.get(2_000)).append('\n');

        assertThat(read(text.toString().getBytes(charset), charset, 200_000)).isEqualTo(expected);
        assertThatThrownBy(() -> read(text.toString().getBytes(charset), charset, 199_999))
                .isInstanceOf(UnreadableBillException.class)
                .hasMessageStartingWith("line_too_long: line 2001 ");
    }

    @Test
    void knowsWhichCharsetsItCanRead() {
        assertThat(BoundedLines.isReadable(Charset.forName("GB18030"))).isTrue();
        assertThat(BoundedLines.isReadable(Charset.forName("UTF-16LE"))).isFalse();
        assertThat(BoundedLines.isReadable(Charset.forName("UTF-32"))).isFalse();
        assertThat(BoundedLines.isReadable(Charset.forName("IBM1047"))).isFalse();
        // Its Japanese would be read as ASCII.
        assertThat(BoundedLines.isReadable(Charset.forName("ISO-2022-JP"))).isFalse();
        assertThat(BoundedLines.isReadable(Charset.forName("Shift_JIS"))).isTrue();
        assertThat(BoundedLines.isReadable(Charset.forName("Big5"))).isTrue();
        assertThat(BoundedLines.isReadable(Charset.forName("EUC-KR"))).isTrue();
    }
}
