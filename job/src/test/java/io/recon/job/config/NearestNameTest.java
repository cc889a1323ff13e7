package io.recon.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN =
            List.of("zone", "cut-off", "account", "accounts", "amount-tolerance");

    @ParameterizedTest
    @CsvSource({
        "zoen,zone",
        "Zone,zone",
        "cutoff,cut-off",
        "cut_off,cut-off",
        "acount,account",
        "acountss,accounts",
        "amount-tolerence,amount-tolerance"
    })
    void oneOrTwoSlipsAreForgiven(String written, String nearest) {
        assertThat(NearestName.of(written, KNOWN)).hasValue(nearest);
    }

    @Test
    void whatIsFarFromAllNamesNone() {
        assertThat(NearestName.of("speed", KNOWN)).isEmpty();
        assertThat(NearestName.of("", KNOWN)).isEmpty();
        assertThat(NearestName.of("z".repeat(10_000), KNOWN)).isEmpty();
    }

    @Test
    void theAlphabetDecidesBetweenEquallyNearNames() {
        assertThat(NearestName.of("bat", List.of("rat", "cat", "hat"))).hasValue("cat");
    }
}
