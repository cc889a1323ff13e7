package io.recon.connectors.bill.format.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTimesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-MM-dd HH:mm:ss",
                "yyyyMMddHHmmss",
                "dd/MM/yyyy HH:mm:ss",
                "HHmmss, dd.MM.yyyy",
                "yyyyMMdd HHmmss"
            })
    void readsWhatTheJdkReads(String pattern) {
        DateTimeFormatter formatter =
                DateTimeFormatter.ofPattern(pattern.replace('y', 'u'))
                        .withResolverStyle(ResolverStyle.STRICT);
        PlainTimes times = new PlainTimes(PARIS, pattern);
        Random random = new Random(3);
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text =
                    new StringBuilder(
                            LocalDateTime.of(2026, 3, 27, 0, 0)
                                    .plusSeconds(random.nextInt(400_000))
                                    .format(formatter));
            if (round % 2 == 0) {
                text.setCharAt(
                        random.nextInt(text.length()),
                        "0123456789-/:. x".charAt(random.nextInt(16)));
            }
            Long expected = null;
            try {
                expected =
                        LocalDateTime.parse(text, formatter)
                                .atZone(PARIS)
                                .toInstant()
                                .toEpochMilli();
            } catch (DateTimeException e) {
                assertThat(e).isNotNull();
            }
            Long actual = null;
            try {
                actual = times.parse(text);
                read++;
            } catch (DateTimeException e) {
                assertThat(e).isNotNull();
            }
            assertThat(actual).as(text.toString()).isEqualTo(expected);
        }
        assertThat(read).isGreaterThan(10_000);
    }

    @Test
    void showsATimeOfItsPatternWhereThereIsNone() {
        PlainTimes times = new PlainTimes(PARIS, "ddMMyyyyHHmmss");

        assertThatThrownBy(() -> times.parse("31022026120000"))
                .isInstanceOf(DateTimeException.class)
                .hasMessage("\"31022026120000\" is no time like 01032026235959");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-MM-dd",
                "yy-MM-dd HH:mm:ss",
                "yyyy-MM-dd hh:mm:ss",
                "yyyy-MM-dd HH:mm:ss.SSS",
                "yyyy-MM-dd'T'HH:mm:ss",
                "yyyyyyyy-MM-dd HH:mm:ss",
                "yyyy-MMM-dd HH:mm:ss",
                "yyyy-MM-dd HH:mm:ss dd",
                "yyMMyy-dd HH:mm:ss"
            })
    void leavesOtherPatternsToTheJdk(String pattern) {
        assertThat(PlainTimes.reads(pattern)).isFalse();
        assertThatThrownBy(() -> new PlainTimes(PARIS, pattern))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
