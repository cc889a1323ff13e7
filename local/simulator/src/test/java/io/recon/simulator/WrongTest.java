package io.recon.simulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WrongTest {
    @Test
    void whatDiffersIsShown() {
        assertThatThrownBy(() -> Wrong.requireSame("results", "a\nb\nc\n", "a\nc\nd\n"))
                .hasMessage("results differ\n  by the contract: b\n  by the engine:   d");
    }

    @Test
    void aLineThatStandsThereTwiceIsShown() {
        assertThatThrownBy(() -> Wrong.requireSame("lines", "one", "a\n", "other", "a\na\n"))
                .hasMessage("lines differ\n  other: a");
    }
}
