package io.recon.connectors.bill.format.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.recon.connectors.bill.format.template.BillTemplate.FixedWidthRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template of layout {@code fixed-width} may say. */
class FixedWidthTemplateTest {
    private static final String SMALLEST =
            """
            layout: fixed-width
            fixed-width:
              columns:
                no: { from: 1, length: 8 }
                amount: { from: 9, length: 12 }
                at: { from: 21, length: 8 }
            txn-type: { constant: PAYMENT }
            txn-no: { column: no }
            amount: { column: amount }
            currency: { constant: USD }
            time: { column: at, pattern: "yyyyMMdd" }
            """;

    private static List<String> problemsOf(String yaml) {
        return catchThrowableOfType(
                        TemplateException.class, () -> BillTemplate.read("t.yaml", yaml))
                .problems()
                .stream()
                .map(TemplateProblem::toString)
                .toList();
    }

    private static FixedWidthRule ruleOf(String yaml) throws TemplateException {
        return (FixedWidthRule) BillTemplate.read("t.yaml", yaml).layout();
    }

    private static String withKey(String key) {
        return SMALLEST.replace("fixed-width:\n", "fixed-width:\n  " + key + "\n");
    }

    @Test
    void needsNoMoreThanColumns() throws TemplateException {
        FixedWidthRule rule = ruleOf(SMALLEST);

        assertThat(rule.unit()).isEqualTo("bytes");
        assertThat(rule.record()).isNull();
        assertThat(rule.header().lines()).isZero();
        assertThat(rule.header().prefix()).isEmpty();
        assertThat(rule.trailer().lines()).isZero();
        assertThat(rule.trailer().prefix()).isEmpty();
        assertThat(rule.places())
                .extracting(place -> place.from() + "-" + place.to() + " of " + place.at())
                .containsExactly("0-8 of t.yaml:4", "8-20 of t.yaml:5", "20-28 of t.yaml:6");
    }

    @Test
    void readsEveryKey() throws TemplateException {
        FixedWidthRule rule =
                ruleOf(
                        """
                        layout: fixed-width
                        fixed-width:
                          unit: characters
                          record-length: 40
                          header-lines: 2
                          header-prefix: "HD "
                          trailer-lines: 1
                          trailer-prefix: 合计
                          columns:
                            unused: { from: 30, length: 11 }
                            day: { from: 21, length: 8 }
                            no: { from: 1, length: 8 }
                            # A place may be part of another.
                            amount:
                              from: 9
                              length: 20
                        txn-type: { constant: PAYMENT }
                        txn-no: { column: no }
                        amount: { column: amount }
                        currency: { constant: USD }
                        time: { column: day, pattern: "yyyyMMdd" }
                        """);

        assertThat(rule.unit()).isEqualTo("characters");
        assertThat(rule.record().length()).isEqualTo(40);
        assertThat(rule.record().at()).hasToString("t.yaml:4");
        assertThat(rule.header().lines()).isEqualTo(2);
        assertThat(rule.header().prefix()).isEqualTo("HD ");
        assertThat(rule.trailer().lines()).isEqualTo(1);
        assertThat(rule.trailer().prefix()).isEqualTo("合计");
        assertThat(rule.trailer().prefixAt()).hasToString("t.yaml:8");
        assertThat(rule.places())
                .extracting(place -> place.from() + "-" + place.to() + " of " + place.at())
                .containsExactly("0-8 of t.yaml:12", "8-28 of t.yaml:15", "20-28 of t.yaml:11");
    }

    @Test
    void listsAllProblemsAtOnceInTheOrderOfTheirLines() {
        List<String> problems =
                problemsOf(
                        """
                        layout: fixed-width
                        csv: { delimiter: "," }
                        charset: windows-1252
                        fixed-width:
                          units: bytes
                          unit: octets
                          record-length: 120b
                          header-lines: -1
                          header-prefix: ""
                          trailer-lines: 101
                          trailer-prefix: 合计
                          columns:
                            no: { from: 0, length: 8 }
                            amount: { from: 9 }
                            at: { frm: 21, length: 0 }
                            kind: { from: 65536, length: 2 }
                            no: { from: 1, length: 1 }
                            " ": { from: 1, length: 1 }
                            list: [1, 2]
                        skip-when: { column: knd, in: [T] }
                        txn-type: { constant: PAYMENT }
                        txn-no: { column: reference }
                        amount: { column: amount }
                        currency: { constant: USD }
                        time: { column: at, pattern: "yyyyMMdd" }
                        """);

        assertThat(problems)
                .containsExactly(
                        "t.yaml:2: csv: means nothing where layout is fixed-width; remove it, or"
                                + " say layout: csv",
                        "t.yaml:5: fixed-width: unknown key \"units\"; did you mean \"unit\"?",
                        "t.yaml:6: fixed-width.unit: is \"octets\", it may be bytes, characters",
                        "t.yaml:7: fixed-width.record-length: is \"120b\", it must be a whole"
                                + " number from 1 to 65536",
                        "t.yaml:8: fixed-width.header-lines: is \"-1\", it must be a whole number"
                                + " from 0 to 100",
                        "t.yaml:9: fixed-width.header-prefix: is empty, it must say what the line"
                                + " begins with",
                        "t.yaml:10: fixed-width.trailer-lines: is \"101\", it must be a whole"
                                + " number from 0 to 100",
                        "t.yaml:11: fixed-width.trailer-prefix: is \"合计\", which windows-1252"
                                + " cannot write",
                        "t.yaml:13: fixed-width.columns.no.from: is \"0\", it must be a whole"
                                + " number from 1 to 65536",
                        "t.yaml:14: fixed-width.columns.amount.length: is missing",
                        "t.yaml:15: fixed-width.columns.at: unknown key \"frm\"; did you mean"
                                + " \"from\"?",
                        "t.yaml:15: fixed-width.columns.at.from: is missing",
                        "t.yaml:15: fixed-width.columns.at.length: is \"0\", it must be a whole"
                                + " number from 1 to 65536",
                        "t.yaml:16: fixed-width.columns.kind.length: ends at 65537, a line has at"
                                + " most 65536 bytes",
                        "t.yaml:17: fixed-width.columns.no: stands twice",
                        "t.yaml:18: fixed-width.columns: a name must be a plain word",
                        "t.yaml:19: fixed-width.columns.list: must be a mapping with the keys"
                                + " from, length",
                        "t.yaml:19: fixed-width.columns.list.from: is missing",
                        "t.yaml:19: fixed-width.columns.list.length: is missing",
                        "t.yaml:20: skip-when.column: is \"knd\", which is none of"
                                + " fixed-width.columns; did you mean \"kind\"?",
                        "t.yaml:22: txn-no.column: is \"reference\", which is none of"
                                + " fixed-width.columns; they are no, amount, at, kind, list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "record-length: 27 | t.yaml:7: fixed-width.columns.at.length: ends at 28,"
                        + " record-length is 27",
                "trailer-prefix: T | t.yaml:3: fixed-width.trailer-prefix: needs trailer-lines"
                        + " beside it",
                "header-lines: [1] | t.yaml:3: fixed-width.header-lines: must be one value",
                "header: true | t.yaml:3: fixed-width: unknown key \"header\"; the nearest known"
                        + " one is \"header-lines\", known are unit, record-length, header-lines,"
                        + " header-prefix, trailer-lines, trailer-prefix, columns"
            })
    void refusesWhatDoesNotFit(String key, String problem) {
        assertThat(problemsOf(withKey(key))).containsExactly(problem);
    }

    @Test
    void needsItsSectionAndItsColumns() {
        String rules = SMALLEST.substring(SMALLEST.indexOf("txn-type"));

        assertThat(problemsOf("layout: fixed-width\n" + rules))
                .containsExactly("t.yaml:1: fixed-width: is missing");
        assertThat(problemsOf("layout: fixed-width\nfixed-width: { unit: bytes }\n" + rules))
                .containsExactly("t.yaml:2: fixed-width.columns: is missing");
        assertThat(problemsOf("layout: fixed-width\nfixed-width: { columns: [no] }\n" + rules))
                .containsExactly("t.yaml:2: fixed-width.columns: must be a mapping of names");
        assertThat(problemsOf("layout: fixed-width\nfixed-width: { columns: { } }\n" + rules))
                .containsExactly("t.yaml:2: fixed-width.columns: must be a mapping of names");
    }

    @Test
    void aMisspelledLayoutIsTheOneWhoseSectionIsThere() {
        assertThat(problemsOf(SMALLEST.replace("layout: fixed-width", "layout: fixed")))
                .containsExactly("t.yaml:1: layout: is \"fixed\", it may be csv, fixed-width");
    }
}
