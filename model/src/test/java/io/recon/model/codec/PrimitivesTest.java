package io.recon.model.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrimitivesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "127, 7f",
        "128, 8001",
        "16383, ff7f",
        "16384, 808001",
        "9223372036854775807, ffffffffffffffff7f",
    })
    void smallNumbersAreShort(long number, String hex) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Primitives.writeUnsigned(number, new DataOutputStream(bytes));

        assertThat(HexFormat.of().formatHex(bytes.toByteArray())).isEqualTo(hex);
        assertThat(Primitives.readUnsigned(in(hex))).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"0, 00", "-1, 01", "1, 02", "-64, 7f", "64, 8001"})
    void smallNumbersOfBothSignsAreShort(long number, String hex) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Primitives.writeSigned(number, new DataOutputStream(bytes));

        assertThat(HexFormat.of().formatHex(bytes.toByteArray())).isEqualTo(hex);
        assertThat(Primitives.readSigned(in(hex))).isEqualTo(number);
    }

    @Test
    void aNumberWithoutAnEndIsRefused() {
        assertThatThrownBy(() -> Primitives.readUnsigned(in("ff".repeat(20))))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("more than 10 bytes");
    }

    @Test
    void aLengthIsBoundedBeforeAnythingIsAllotted() throws IOException {
        assertThat(Primitives.readLength(in("80808020"))).isEqualTo(64 << 20);
        assertThatThrownBy(() -> Primitives.readLength(in("81808020")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("a length is 67108865, none is above 67108864");
        assertThatThrownBy(() -> Primitives.readLength(in("ffffffffffffffffff01")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("a length is -1, none is above 67108864");
    }

    @Test
    void aNumberOf32BitsIsNoLarger() throws IOException {
        assertThat(Primitives.readSignedInt(in("feffffff0f"))).isEqualTo(Integer.MAX_VALUE);
        assertThat(Primitives.readSignedInt(in("ffffffff0f"))).isEqualTo(Integer.MIN_VALUE);
        assertThatThrownBy(() -> Primitives.readSignedInt(in("8080808010")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("2147483648");
        assertThat(Primitives.readUnsignedInt(in("ffffffff07"))).isEqualTo(Integer.MAX_VALUE);
        assertThat(Primitives.readUnsignedInt(in("00"))).isZero();
        assertThatThrownBy(() -> Primitives.readUnsignedInt(in("8080808008")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("2147483648");
        assertThatThrownBy(() -> Primitives.readUnsignedInt(in("ffffffffffffffffff01")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void aTextIsUtf8UnlessItHasNone() throws IOException {
        assertThat(hex("a单😀")).isEqualTo("08" + "61e58d95f09f9880");
        assertThat(hex("\ud83d")).isEqualTo("03" + "ffd83d");
        assertThat(hex("a\ude00\ud83d")).isEqualTo("07" + "ff0061de00d83d");
        assertThat(Primitives.readText(in("03ffd83d"))).isEqualTo("\ud83d");
        assertThatThrownBy(() -> Primitives.readText(in("02ffd8")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("half a character");
    }

    @Test
    void aTextThatCouldNotBeReadIsNotWritten() {
        String tooLong = "x".repeat(64 << 20);
        assertThatThrownBy(() -> hex(tooLong))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("a text has 67108864 bytes, it must have fewer than 67108864");
    }

    private static String hex(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Primitives.writeText(text, new DataOutputStream(bytes));
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static DataInput in(String hex) {
        return new DataInputStream(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    }
}
