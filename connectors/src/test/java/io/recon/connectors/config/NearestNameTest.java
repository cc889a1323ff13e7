package io.recon.connectors.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN =
            List.of("account", "accounts", "amount-tolerance", "cut-off", "format", "zone");

    @ParameterizedTest
    @CsvSource({
        "acount, account",
        "acconuts, accounts",
        "acountss, accounts",
        "amount_tolerance, amount-tolerance",
        "amount-tolerence, amount-tolerance",
        "amountTolerance, amount-tolerance",
        "Zone, zone",
        "zoen, zone",
        "cutoff, cut-off",
        "cut_off, cut-off",
        "fromat, format"
    })
    void namesTheOneThatWasMeant(String written, String meant) {
        assertThat(NearestName.nearest(written, KNOWN)).contains(meant);
        assertThat(NearestName.near(written, KNOWN)).contains(meant);
    }

    @Test
    void whatIsFarFromAllHasANearestOneAndNoneThatIsNear() {
        for (String written : List.of("speed", "", "z".repeat(10_000))) {
            assertThat(NearestName.nearest(written, KNOWN)).isPresent();
            assertThat(NearestName.near(written, KNOWN)).isEmpty();
        }
    }

    @Test
    void betweenEquallyNearNamesTheWritingAndThenTheAlphabetDecide() {
        assertThat(NearestName.near("bat", List.of("rat", "cat", "hat"))).hasValue("cat");
        assertThat(NearestName.near("CUT_OFF", List.of("CUT-OFF", "cut_off", "CUTOFF")))
                .hasValue("CUT-OFF");
    }

    @Test
    void anUnknownKeyIsToldWithTheOneThatWasMeant() {
        assertThat(NearestName.unknownKey("acount", KNOWN))
                .isEqualTo("unknown key \"acount\"; did you mean \"account\"?");
    }

    @Test
    void anUnknownKeyThatIsFarFromAllIsToldWithTheNearestAndAllOthers() {
        assertThat(NearestName.unknownKey("speed", List.of("retention", "sped-up")))
                .isEqualTo(
                        "unknown key \"speed\"; the nearest known one is \"sped-up\", known are"
                                + " retention, sped-up");
    }

    @Test
    void aKeyIsToldOnOneLine() {
        assertThat(NearestName.unknownKey("a\nb\u001b", KNOWN))
                .startsWith("unknown key \"a\\nb\\u001b\";");
    }

    @Test
    void suggestsNothingWhereNothingIsKnown() {
        assertThat(NearestName.nearest("x", List.of())).isEmpty();
        assertThat(NearestName.unknownKey("x", List.of()))
                .isEqualTo("unknown key \"x\"; no key is known here");
    }

    @Test
    void comparesAnEndlessNameInBoundedTime() {
        assertThat(NearestName.nearest("x".repeat(10_000_000), KNOWN)).isPresent();
    }
}
