package io.recon.model.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The primitive shapes of which all codecs are made. */
final class Primitives {
    /** No text of a record is longer: a bill line is at most 64 KiB, a CDC event a few MiB. */
    private static final int MOST_TEXT_BYTES = 64 << 20;

    /** Leads a text that has no UTF-8; no UTF-8 has this byte. */
    private static final byte UTF_16 = (byte) 0xff;

    private Primitives() {}

    /** Writes a number that is never negative: 7 bits a byte, the lowest first. */
    static void writeUnsigned(long value, DataOutput out) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static long readUnsigned(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = in.readByte();
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IOException("a variable-length number has more than 10 bytes");
    }

    /** Writes a number of either sign so that small ones of both are short. */
    static void writeSigned(long value, DataOutput out) throws IOException {
        writeUnsigned(value << 1 ^ value >> 63, out);
    }

    static long readSigned(DataInput in) throws IOException {
        long value = readUnsigned(in);
        return value >>> 1 ^ -(value & 1);
    }

    static int readSignedInt(DataInput in) throws IOException {
        long value = readSigned(in);
        if (value != (int) value) {
            throw new IOException("a number is " + value + ", it must fit into 32 bits");
        }
        return (int) value;
    }

    /** Reads a number that is never negative and no length: nothing is allotted by it. */
    static int readUnsignedInt(DataInput in) throws IOException {
        long value = readUnsigned(in);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IOException("a number is " + value + ", it must be 0 to 2147483647");
        }
        return (int) value;
    }

    static int readLength(DataInput in) throws IOException {
        long length = readUnsigned(in);
        if (length < 0 || length > MOST_TEXT_BYTES) {
            throw new IOException("a length is " + length + ", none is above " + MOST_TEXT_BYTES);
        }
        return (int) length;
    }

    static void writeText(String text, DataOutput out) throws IOException {
        byte[] bytes = toBytes(text);
        writeUnsigned(bytes.length, out);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        return readText(readLength(in), in);
    }

    /** Writes a text that may be null: one more than its length leads it, 0 is null. */
    static void writeOptionalText(String text, DataOutput out) throws IOException {
        if (text == null) {
            out.writeByte(0);
            return;
        }
        byte[] bytes = toBytes(text);
        writeUnsigned(bytes.length + 1L, out);
        out.write(bytes);
    }

    static String readOptionalText(DataInput in) throws IOException {
        int length = readLength(in);
        return length == 0 ? null : readText(length - 1, in);
    }

    private static String readText(int length, DataInput in) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return length > 0 && bytes[0] == UTF_16
                ? ofUtf16(bytes)
                : new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The text in UTF-8; one that has no UTF-8, since a surrogate stands in it alone, as two bytes
     * a character behind a byte that begins no UTF-8. UTF-8 would make such texts equal that are
     * not: two keys would become one on their way from one operator to the next.
     */
    private static byte[] toBytes(String text) throws IOException {
        byte[] bytes =
                hasLoneSurrogate(text) ? toUtf16(text) : text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= MOST_TEXT_BYTES) {
            throw new IOException(
                    "a text has "
                            + bytes.length
                            + " bytes, it must have fewer than "
                            + MOST_TEXT_BYTES);
        }
        return bytes;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static byte[] toUtf16(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(1 + 2 * text.length()).put(UTF_16);
        for (int i = 0; i < text.length(); i++) {
            bytes.putChar(text.charAt(i));
        }
        return bytes.array();
    }

    private static String ofUtf16(byte[] bytes) throws IOException {
        if (bytes.length % 2 == 0) {
            throw new IOException("a text of UTF-16 has half a character too many");
        }
        return ByteBuffer.wrap(bytes, 1, bytes.length - 1).asCharBuffer().toString();
    }
}
