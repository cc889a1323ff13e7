package io.recon.connectors.bill.format.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.recon.connectors.bill.proof.ChannelBills;
import io.recon.connectors.bill.proof.FormatBillProver;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillTemplateTest {
    private static final String SMALLEST =
            """
            txn-type: { constant: PAYMENT }
            txn-no: { column: no }
            amount: { column: amount }
            currency: { constant: USD }
            time: { column: at, pattern: "yyyy-MM-dd" }
            """;

    private static List<String> problemsOf(String yaml) {
        return catchThrowableOfType(
                        TemplateException.class, () -> BillTemplate.read("t.yaml", yaml))
                .problems()
                .stream()
                .map(TemplateProblem::toString)
                .toList();
    }

    @Test
    void listsAllProblemsAtOnceInTheOrderOfTheirLines() {
        List<String> problems =
                problemsOf(
                        """
                        fiels: "*.csv"
                        charset: UTF-16
                        layout: csv2
                        csv: { delimiter: ";;", headr: true }
                        txn-type: { column: type, map: { sale: PAYMNT } }
                        txn-no: { }
                        amount: { column: gross, unit: cents }
                        currency: { constant: XYZ }
                        time: { column: at, pattern: "HH:mm", zone: Mars }
                        """);

        assertThat(problems)
                .containsExactly(
                        "t.yaml:1: unknown key \"fiels\"; did you mean \"files\"?",
                        "t.yaml:2: charset: is UTF-16, which does not write ASCII as ASCII",
                        "t.yaml:3: layout: is \"csv2\", it may be csv, fixed-width",
                        "t.yaml:4: csv: unknown key \"headr\"; did you mean \"header\"?",
                        "t.yaml:4: csv.delimiter: is \";;\", it must be one character",
                        "t.yaml:5: txn-type.map.sale: is \"PAYMNT\", it may be PAYMENT,"
                                + " REFUND",
                        "t.yaml:6: txn-no.column: is missing",
                        "t.yaml:7: amount.unit: is \"cents\", it may be major, minor",
                        "t.yaml:8: currency: is \"XYZ\", no currency of ISO 4217",
                        "t.yaml:9: time.pattern: is no pattern of times: \"HH:mm\" does not"
                                + " say a whole date",
                        "t.yaml:9: time.zone: is \"Mars\", no time zone like Asia/Shanghai");
    }

    @Test
    void needsNoMoreThanTheSmallestTemplate() throws TemplateException {
        BillTemplate template = BillTemplate.read("t.yaml", SMALLEST);

        assertThat(template.needsAccount()).isTrue();
        assertThat(template.layout()).isEqualTo(new BillTemplate.CsvRule(',', true, '"'));
    }

    @ParameterizedTest
    @CsvSource({"txn-type", "txn-no", "amount", "currency", "time"})
    void saysWhichKeyIsMissing(String key) {
        String without = SMALLEST.replaceAll("(?m)^" + key + ":.*\n", "");

        assertThat(problemsOf(without)).containsExactly("t.yaml:1: " + key + ": is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yyyy-MM-dd hh:mm | does not say a whole time of day",
                "yyyy-MM | does not say a whole date",
                "yyyy-MM-dd HH:mm:ss'T | Pattern ends with an incomplete string literal",
                "'' | does not say a whole date"
            })
    void refusesAPatternThatDoesNotSayAWholeTime(String pattern, String why) {
        String yaml = SMALLEST.replace("yyyy-MM-dd", pattern);

        assertThat(problemsOf(yaml)).singleElement().asString().contains(why);
    }

    @Test
    void refusesWhatIsNoYaml() {
        assertThat(problemsOf("a: [b\nc: d"))
                .singleElement()
                .asString()
                .contains("t.yaml:2: is no YAML");
        assertThat(problemsOf(""))
                .singleElement()
                .asString()
                .startsWith("t.yaml: is empty; its keys are files,");
        assertThat(problemsOf("- a")).first().asString().contains("must be a mapping");
        assertThat(problemsOf("a: &x [*x, *x]\n*x : b")).isNotEmpty();
        assertThat(problemsOf("[".repeat(100_000))).isNotEmpty();
    }

    @Test
    void tellsEveryProblemOnOneLine() {
        assertThat(problemsOf(SMALLEST + "\"a\\nb\": 1\n" + "charset: \"x\\ny\"\n"))
                .allMatch(problem -> problem.lines().count() == 1)
                .hasSize(2);
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertThat(problemsOf(SMALLEST + "txn-no: { column: other }\n"))
                .containsExactly("t.yaml:6: the key \"txn-no\" stands twice");
    }

    @Test
    void refusesColumnNamesWithoutAHeader() {
        assertThat(problemsOf(SMALLEST + "csv: { header: false }\n"))
                .hasSize(3)
                .first()
                .asString()
                .contains("columns are numbers from 1");
    }

    @Test
    void refusesTheSectionOfAnotherLayout() {
        assertThat(problemsOf(SMALLEST + "fixed-width: { columns: { no: { from: 1 } } }\n"))
                .containsExactly(
                        "t.yaml:6: fixed-width: means nothing where layout is csv; remove it, or"
                                + " say layout: fixed-width");
    }

    @Test
    void aChannelWithoutAccountNeedsATemplateWithOne() {
        ChannelBills bills = ChannelBills.templated("acme", "t", SMALLEST, ZoneId.of("UTC"));

        assertThatThrownBy(() -> FormatBillProver.of(bills))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "channel acme needs an account: its template formats/t.yaml names none");
        assertThat(FormatBillProver.of(bills.withAccount("a"))).isNotNull();
    }
}
