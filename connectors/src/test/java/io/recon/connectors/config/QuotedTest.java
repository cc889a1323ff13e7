package io.recon.connectors.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {
    @Test
    void staysOnOneLineWithNothingThatATerminalObeys() {
        assertThat(Quoted.of("a\nb\u001b[31m\u202ec")).isEqualTo("\"a\\nb\\u001b[31m\\u202ec\"");
    }

    @Test
    void isCutBetweenCharacters() {
        assertThat(Quoted.plain("ab\uD83D\uDE00c", 3)).isEqualTo("ab…");
        assertThat(Quoted.plain("ab\uD83D\uDE00c", 4)).isEqualTo("ab\uD83D\uDE00…");
    }

    @Test
    void showsHalfACharacterAsItsNumber() {
        assertThat(Quoted.plain("\uD83D\uDE00")).isEqualTo("\uD83D\uDE00");
        assertThat(Quoted.plain("a\uD83D")).isEqualTo("a\\ud83d");
        assertThat(Quoted.plain("\uDE00\uD83Db")).isEqualTo("\\ude00\\ud83db");
    }
}
