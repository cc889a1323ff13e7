package io.recon.model;

import static io.recon.model.MinorUnits.ExcessDecimals.REFUSED;
import static io.recon.model.MinorUnits.ExcessDecimals.ZEROS_SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MinorUnitsTest {
    @ParameterizedTest
    @CsvSource({
        "12.34, 2, 1234",
        "12.3, 2, 1230",
        "12, 2, 1200",
        "0.01, 2, 1",
        "0, 2, 0",
        "-0.00, 2, 0",
        "+5, 2, 500",
        "-5.5, 2, -550",
        ".5, 2, 50",
        "-.05, 2, -5",
        "007.00, 2, 700",
        "100, 0, 100",
        "1.234, 3, 1234",
        "1, 3, 1000",
        "0.0001, 4, 1",
        "92233720368547758.07, 2, 9223372036854775807",
        "-92233720368547758.07, 2, -9223372036854775807",
        "9223372036854775807, 0, 9223372036854775807",
        "922337203685477580, 1, 9223372036854775800",
        "00000000000000000000000000000000000000001, 0, 1",
    })
    void readsAnAmountInItsCurrencysMinorUnits(String text, int exponent, long minor) {
        assertThat(MinorUnits.parse(text, exponent, REFUSED)).isEqualTo(minor);
        assertThat(MinorUnits.parse(text, exponent, ZEROS_SKIPPED)).isEqualTo(minor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "-",
                ".",
                "-.",
                "1.",
                "1.2.3",
                "1..2",
                "..5",
                "1,000.00",
                "1e3",
                " 1",
                "1 ",
                "--1",
                "1-",
                "+-1",
                "0x10",
                "١٢",
                "１２",
                "NaN",
                "1\u0000",
                "1:00",
                "1/2",
                "null",
                "¥1"
            })
    void refusesWhatIsNoPlainDecimalNumber(String text) {
        assertThatThrownBy(() -> MinorUnits.parse(text, 2, ZEROS_SKIPPED))
                .isInstanceOf(MoneyFormatException.class)
                .hasMessage("amount \"" + text + "\" is no plain decimal number");
    }

    @ParameterizedTest
    @CsvSource({
        "92233720368547758.08, 2",
        "-92233720368547758.08, 2",
        "92233720368547759, 2",
        "922337203685477581, 1",
        "9223372036854775808, 0",
        "10000000000000000000, 0",
        "99999999999999999999999999999999999, 2",
    })
    void refusesWhatDoesNotFit(String text, int exponent) {
        assertThatThrownBy(() -> MinorUnits.parse(text, exponent, REFUSED))
                .isInstanceOf(MoneyFormatException.class)
                .hasMessage("amount \"" + text + "\" is larger than 64 bits hold");
    }

    @ParameterizedTest
    @CsvSource({"1.001, 2", "1.10000000001, 2", "100.5, 0", "0.0009, 3", "1.009, 2"})
    void refusesDecimalsThatTheCurrencyDoesNotHave(String text, int exponent) {
        for (var excess : MinorUnits.ExcessDecimals.values()) {
            assertThatThrownBy(() -> MinorUnits.parse(text, exponent, excess))
                    .isInstanceOf(MoneyFormatException.class)
                    .hasMessage("amount \"" + text + "\" has more than " + exponent + " decimals");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.000, 2, 100",
        "1.230000000000000000000000000000, 2, 123",
        "100.0, 0, 100",
        "9223372036854775807.000, 0, 9223372036854775807"
    })
    void skipsFurtherZerosWhereAllowed(String text, int exponent, long minor) {
        assertThat(MinorUnits.parse(text, exponent, ZEROS_SKIPPED)).isEqualTo(minor);
        assertThatThrownBy(() -> MinorUnits.parse(text, exponent, REFUSED))
                .isInstanceOf(MoneyFormatException.class)
                .hasMessage("amount \"" + text + "\" has more than " + exponent + " decimals");
    }

    @Test
    void shortensALongTextInItsMessage() {
        assertThatThrownBy(() -> MinorUnits.parse("x".repeat(41), 2, REFUSED))
                .hasMessage("amount \"" + "x".repeat(40) + "…\" is no plain decimal number");
        assertThatThrownBy(() -> MinorUnits.parse("x".repeat(40), 2, REFUSED))
                .hasMessage("amount \"" + "x".repeat(40) + "\" is no plain decimal number");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, 0.00",
        "5, 2, 0.05",
        "-5, 2, -0.05",
        "50, 2, 0.50",
        "100, 2, 1.00",
        "-1234, 2, -12.34",
        "7, 0, 7",
        "-7, 0, -7",
        "1, 3, 0.001",
        "1234, 3, 1.234",
        "12345, 4, 1.2345",
        "9223372036854775807, 2, 92233720368547758.07",
        "-9223372036854775808, 2, -92233720368547758.08",
        "-9223372036854775808, 0, -9223372036854775808",
    })
    void writesAllDecimalsOfTheCurrency(long minor, int exponent, String text) {
        assertThat(MinorUnits.format(minor, exponent)).isEqualTo(text);
    }

    @Test
    void whatIsWrittenIsReadBackAndAgreesWithBigDecimal() {
        Random random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            long minor = random.nextLong() >> random.nextInt(64);
            int exponent = random.nextInt(5);
            String text = MinorUnits.format(minor, exponent);
            assertThat(text).isEqualTo(BigDecimal.valueOf(minor, exponent).toPlainString());
            if (minor != Long.MIN_VALUE) {
                assertThat(MinorUnits.parse(text, exponent, REFUSED)).isEqualTo(minor);
            }
        }
    }

    @Test
    void oneTransactionHasNoAmountThatAFewOfWouldOverflow() {
        assertThat(MinorUnits.parseOne("100000000000000.00", 2, REFUSED))
                .isEqualTo(MinorUnits.MOST_OF_ONE);
        assertThat(MinorUnits.parseOne("-100000000000000.00", 2, REFUSED))
                .isEqualTo(-MinorUnits.MOST_OF_ONE);
        for (String text : new String[] {"100000000000000.01", "-100000000000000.01"}) {
            assertThatThrownBy(() -> MinorUnits.parseOne(text, 2, REFUSED))
                    .isInstanceOf(MoneyFormatException.class)
                    .hasMessageContaining(text)
                    .hasMessageContaining("any one transaction");
        }
    }
}
