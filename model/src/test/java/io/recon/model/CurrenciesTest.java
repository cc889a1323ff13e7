package io.recon.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CurrenciesTest {
    @ParameterizedTest
    @CsvSource({"CNY, 2", "USD, 2", "EUR, 2", "JPY, 0", "KRW, 0", "KWD, 3", "BHD, 3", "CLF, 4"})
    void knowsTheDecimalsOfIso4217(String currency, int exponent) {
        assertThat(Currencies.exponent(currency)).hasValue(exponent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RMB", "cny", "CNY ", "XAU", "XXX", "人民币"})
    void knowsNoOtherCode(String currency) {
        assertThat(Currencies.exponent(currency)).isEmpty();
    }
}
