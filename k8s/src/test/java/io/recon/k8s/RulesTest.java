package io.recon.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts: Prometheus reads them, each fires when it should, and each is explained. */
class RulesTest {
    private static final Path RULES = Project.MANIFESTS.resolve("monitoring/rules.yaml");
    private static final Path CASES =
            Project.MANIFESTS.resolve("src/test/resources/rules-test.yaml");

    private static final Path DASHBOARD =
            Project.MANIFESTS.resolve("monitoring/recon-dashboard.json");

    private static final JsonNode SPEC = Yaml.documents(Project.read(RULES)).get(0).path("spec");

    @TempDir private Path directory;

    /** JSON is YAML, too. */
    @BeforeEach
    void givePromtoolItsFiles() throws IOException {
        Files.writeString(
                directory.resolve("rules.yaml"), new ObjectMapper().writeValueAsString(SPEC));
        Files.copy(CASES, directory.resolve("rules-test.yaml"));
    }

    private static List<JsonNode> alerts() {
        List<JsonNode> alerts = new ArrayList<>();
        SPEC.path("groups").forEach(group -> group.path("rules").forEach(alerts::add));
        return alerts;
    }

    @Test
    void everyAlertFiresWhenItShouldAndOnlyThen() throws Exception {
        Promtool promtool = Promtool.required();

        Promtool.Said check = promtool.run(directory, "check", "rules", "rules.yaml");
        Promtool.Said tried = promtool.run(directory, "test", "rules", "rules-test.yaml");

        assertThat(check.output()).contains(alerts().size() + " rules found");
        assertThat(check.exitCode()).as(check.output()).isZero();
        assertThat(tried.exitCode()).as(tried.output()).isZero();
    }

    /** Grafana puts the values of its variables into the queries. */
    @Test
    void everyQueryOfTheDashboardIsOne() throws Exception {
        Promtool promtool = Promtool.required();
        ObjectMapper json = new ObjectMapper();
        ObjectNode rules = json.createObjectNode();
        ObjectNode group = rules.putArray("groups").addObject().put("name", "dashboard");
        ArrayNode queries = group.putArray("rules");
        for (JsonNode query : json.readTree(DASHBOARD.toFile()).findValues("expr")) {
            queries.addObject()
                    .put("record", "query:" + queries.size())
                    .put("expr", query.asText().replace("$__rate_interval", "5m"));
        }
        Files.writeString(directory.resolve("queries.yaml"), json.writeValueAsString(rules));

        Promtool.Said check = promtool.run(directory, "check", "rules", "queries.yaml");

        assertThat(queries).hasSizeGreaterThan(20);
        assertThat(check.exitCode()).as(check.output()).isZero();
    }

    @Test
    void noAlertIsWithoutACaseInWhichItFiresAndOneInWhichItDoesNot() {
        List<JsonNode> cases =
                Yaml.documents(Project.read(CASES)).get(0).findValues("alert_rule_test").stream()
                        .flatMap(tests -> tests.valueStream())
                        .toList();
        assertThat(alerts())
                .isNotEmpty()
                .allSatisfy(
                        alert -> {
                            String name = alert.path("alert").asText();
                            assertThat(cases)
                                    .as(name)
                                    .filteredOn(one -> one.path("alertname").asText().equals(name))
                                    .extracting(one -> one.path("exp_alerts").isEmpty())
                                    .contains(true, false);
                        });
    }

    @Test
    void everyAlertSaysHowUrgentItIsAndWhatToDo() {
        String page = Project.read(Project.HOME.resolve("docs/metrics.md"));
        assertThat(alerts())
                .allSatisfy(
                        alert -> {
                            String name = alert.path("alert").asText();
                            assertThat(alert.at("/labels/severity").asText())
                                    .isIn("page", "ticket");
                            assertThat(alert.at("/annotations/summary").asText()).isNotEmpty();
                            assertThat(alert.at("/annotations/runbook").asText())
                                    .isEqualTo("docs/metrics.md#" + name.toLowerCase(Locale.ROOT));
                            assertThat(page).contains("\n### " + name + "\n");
                        });
    }

    @Test
    void theRunbookSaysForEveryAlertWhereToGoOn() {
        String runbook = Project.read(Project.HOME.resolve("docs/operations.md"));
        List<String> names = alerts().stream().map(alert -> alert.path("alert").asText()).toList();

        List<String> rows =
                runbook.lines()
                        .filter(line -> line.startsWith("| Recon"))
                        .map(line -> line.split(" ?\\| ?", -1)[1])
                        .flatMap(cell -> Arrays.stream(cell.split(", ", -1)))
                        .toList();
        Set<String> told =
                Pattern.compile("\\bRecon[A-Z]\\w+")
                        .matcher(runbook)
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toSet());

        assertThat(rows).containsExactlyInAnyOrderElementsOf(names);
        assertThat(names).containsAll(told);
    }
}
