package io.recon.connectors.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySuggestionTest {
    private static final List<String> KNOWN =
            List.of("account", "accounts", "amount-tolerance", "cut-off", "format", "zone");

    @ParameterizedTest
    @CsvSource({
        "acount, account",
        "acconuts, accounts",
        "amount_tolerance, amount-tolerance",
        "amountTolerance, amount-tolerance",
        "Zone, zone",
        "cutoff, cut-off",
        "fromat, format"
    })
    void namesTheKeyThatWasMeant(String unknown, String meant) {
        assertThat(KeySuggestion.nearest(unknown, KNOWN)).contains(meant);
    }

    @Test
    void saysWhichKeyIsUnknownAndWhichIsNearest() {
        assertThat(KeySuggestion.unknownKey("acount", KNOWN))
                .isEqualTo("unknown key \"acount\", the nearest known one is \"account\"");
    }

    @Test
    void suggestsNothingWhereNothingIsKnown() {
        assertThat(KeySuggestion.nearest("x", List.of())).isEmpty();
    }

    @Test
    void comparesAnEndlessKeyInBoundedTime() {
        assertThat(KeySuggestion.nearest("x".repeat(10_000_000), KNOWN)).isPresent();
    }
}
