package io.recon.connectors.bill.format.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/** The characters that GB18030 writes in two bytes, as the JDK decodes them. */
final class Gb18030Pairs {
    private static final char[] CHARACTERS = characters();

    private Gb18030Pairs() {}

    /** The character of two bytes, or 0 if they are none by themselves. */
    static char character(byte lead, byte trail) {
        return CHARACTERS[(lead & 0x7f) << 8 | (trail & 0xff)];
    }

    private static char[] characters() {
        char[] characters = new char[0x8000];
        CharsetDecoder decoder =
                Charset.forName("GB18030")
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer decoded = CharBuffer.allocate(4);
        for (int pair = 0; pair < characters.length; pair++) {
            byte[] bytes = {(byte) (pair >> 8 | 0x80), (byte) pair};
            decoder.reset();
            decoded.clear();
            boolean wrong = decoder.decode(ByteBuffer.wrap(bytes), decoded, true).isError();
            if (!wrong && decoded.position() == 1) {
                characters[pair] = decoded.get(0);
            }
        }
        return characters;
    }
}
