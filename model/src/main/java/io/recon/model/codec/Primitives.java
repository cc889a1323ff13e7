package io.recon.model.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The primitive shapes of which all codecs are made. */
final class Primitives {
    /** No text of a record is longer: a bill line is at most 64 KiB, a CDC event a few MiB. */
    private static final int MOST_TEXT_BYTES = 64 << 20;

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
        return Math.toIntExact(readSigned(in));
    }

    static int readLength(DataInput in) throws IOException {
        long length = readUnsigned(in);
        if (length < 0 || length > MOST_TEXT_BYTES) {
            throw new IOException("a length is " + length + ", none is above " + MOST_TEXT_BYTES);
        }
        return (int) length;
    }

    static void writeText(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
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
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
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
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static IOException unknownVersion(Codec<?> codec, int version) {
        return new IOException(
                "bytes of "
                        + codec.type().getSimpleName()
                        + " have version "
                        + version
                        + ", this program reads versions 1 to "
                        + codec.version());
    }
}
