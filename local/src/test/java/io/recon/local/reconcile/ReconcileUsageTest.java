package io.recon.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.ExitCode;
import io.recon.local.RunningRecon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every wrong use ends before anything runs: a line for each problem, exit code 2. */
class ReconcileUsageTest {
    @TempDir private Path directory;
    private ReconcileInputs inputs;

    @BeforeEach
    void writeInputs() throws IOException {
        inputs = new ReconcileInputs(directory);
    }

    @Test
    void aMissingConfigurationIsNamed() {
        assertThat(problems("--config", inputs.path("none.yaml").toString()))
                .containsExactly(inputs.path("none.yaml") + ": does not exist");
    }

    @Test
    void missingOptionsAreNamed() {
        RunningRecon run = RunningRecon.of("reconcile", "--config", "x", "--bills", "x");

        assertThat(linesOf(run))
                .containsExactly(
                        "missing options: --orders FILE|DIR, --out DIR"
                                + " (recon reconcile --help tells more)");
    }

    @Test
    void anUnknownOptionIsToldWithTheNearest() {
        assertThat(problems("--order", "x").get(0))
                .startsWith("unknown option \"--order\"")
                .contains("--orders");
    }

    @Test
    void aMisspeltOptionIsNamedBeforeThoseThatAreMissing() {
        assertThat(linesOf(RunningRecon.of("reconcile", "--confg", "x", "--out", "x")))
                .containsExactly(
                        "unknown option \"--confg\"; did you mean \"--config\"?"
                                + " (recon reconcile --help tells more)");
    }

    @ParameterizedTest
    @CsvSource({
        "reconcile, --config",
        "reconcile, --orders",
        "reconcile, --bills",
        "reconcile, --out",
        "bills, --config",
        "bills, --bills",
        "bills, --out"
    })
    void anEmptyPathIsNotTheCurrentDirectory(String command, String option) {
        assertThat(linesOf(RunningRecon.of(command, option + "=")))
                .singleElement()
                .asString()
                .startsWith(option + " is empty: ");
        assertThat(linesOf(RunningRecon.of(command, option, "")))
                .singleElement()
                .asString()
                .startsWith(option + " is empty: ");
    }

    @Test
    void anUnknownSubcommandIsToldWithTheNearest() {
        RunningRecon run = RunningRecon.of("reconsile");

        assertThat(linesOf(run).get(0))
                .startsWith("unknown command \"reconsile\"")
                .contains("reconcile");
    }

    @Test
    void withoutASubcommandTheHelpIsNamed() {
        assertThat(linesOf(RunningRecon.of())).last().asString().contains("--help");
    }

    @Test
    void everyProblemOfTheConfigurationIsToldAtOnceWithThoseOfTheArguments() throws IOException {
        inputs.write(
                "recon.yaml",
                """
                chanels:
                channels:
                  shop:
                    fromat: shop-csv
                    zone: Mars
                """);

        assertThat(
                        problems(
                                "--orders",
                                inputs.path("none").toString(),
                                "--bills",
                                inputs.path("recon.yaml").toString(),
                                "--out",
                                inputs.path("orders.jsonl").toString(),
                                "--parallelism",
                                "0"))
                .satisfiesExactly(
                        problem ->
                                assertThat(problem)
                                        .contains("recon.yaml:1: ", "\"chanels\"", "\"channels\""),
                        problem ->
                                assertThat(problem)
                                        .contains("recon.yaml:3: ", "format: is missing"),
                        problem ->
                                assertThat(problem)
                                        .contains("recon.yaml:4: ", "\"fromat\"", "\"format\""),
                        problem -> assertThat(problem).contains("recon.yaml:5: ", "\"Mars\""),
                        problem ->
                                assertThat(problem)
                                        .startsWith("--orders ")
                                        .endsWith("none: there is no such file or directory"),
                        problem ->
                                assertThat(problem)
                                        .startsWith("--bills ")
                                        .endsWith("is no directory"),
                        problem ->
                                assertThat(problem)
                                        .startsWith("--out ")
                                        .endsWith("is a file, a directory is needed"),
                        problem ->
                                assertThat(problem)
                                        .isEqualTo("--parallelism 0: must be from 1 to 256"));
    }

    @Test
    void missingBillsAreNamed() {
        assertThat(problems("--bills", inputs.path("none").toString()))
                .containsExactly("--bills " + inputs.path("none") + ": there is no such directory");
    }

    @Test
    void anOutputThatTheNextRunWouldReadIsRefused() throws IOException {
        inputs.write("orders/a.jsonl", "");
        Path orders = inputs.path("orders");
        Path link = Files.createSymbolicLink(inputs.path("link"), orders);
        for (Path out : List.of(orders, orders.resolve("x/y"), link.resolve("x"))) {
            assertThat(problems("--orders", orders.toString(), "--out", out.toString()))
                    .singleElement()
                    .asString()
                    .startsWith("--out " + out + ": lies in --orders " + orders + ", ");
        }
        String inBills = inputs.landing().resolve("out").toString();
        assertThat(problems("--out", inBills))
                .singleElement()
                .asString()
                .startsWith("--out " + inBills + ": lies in --bills ");
        assertThat(linesOf(inputs.runBills("--out", inBills)))
                .singleElement()
                .asString()
                .startsWith("--out " + inBills + ": lies in --bills ");
        assertThat(inputs.landing()).isEmptyDirectory();
    }

    @Test
    void anOutputBesideAnInputOfLikeNameIsNoPartOfIt() throws IOException {
        inputs.write("orders/a.jsonl", "");

        RunningRecon run = inputs.runBills("--out", inputs.path("landing-out").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void ordersFromADeviceAreRefused() {
        assertThat(problems("--orders", "/dev/null"))
                .containsExactly("--orders /dev/null: is neither a file nor a directory");
    }

    @ParameterizedTest
    @CsvSource({"abc", "-1", "1.5", "257", "99999999999"})
    void aParallelismThatIsNoneIsTold(String parallelism) {
        assertThat(problems("--parallelism", parallelism).get(0))
                .contains("--parallelism")
                .contains(parallelism);
    }

    @Test
    void theProblemsOfATemplateStandWithItsFileAndLinesAmongTheOthers() throws IOException {
        inputs.write(
                        "recon.yaml",
                        """
                        channels:
                          shop: { format: shop-csv, zone: UTC, speed: 1 }
                          second: { format: shop-csv, zone: UTC }
                        """)
                .write(
                        "formats/shop-csv.yaml",
                        ReconcileInputs.TEMPLATE
                                .replace("amount: {", "amuont: {")
                                .replace("map: {", "mapp: {"));
        String template = inputs.path("formats/shop-csv.yaml").toString();

        assertThat(problems())
                .satisfiesExactly(
                        problem ->
                                assertThat(problem)
                                        .contains(
                                                "recon.yaml:2: channels.shop: unknown key"
                                                        + " \"speed\""),
                        problem ->
                                assertThat(problem)
                                        .startsWith(template + ":1: ")
                                        .contains("amount"),
                        problem ->
                                assertThat(problem)
                                        .startsWith(template + ":4: txn-type: ")
                                        .contains("unknown key \"mapp\"", "\"map\""),
                        problem -> assertThat(problem).startsWith(template + ":4: txn-type.map: "),
                        problem ->
                                assertThat(problem)
                                        .startsWith(template + ":7: ")
                                        .contains("unknown key \"amuont\"", "\"amount\""));
    }

    @Test
    void aTemplateThatIsNoYamlIsToldWithItsLine() throws IOException {
        inputs.write("formats/shop-csv.yaml", "files: x\n  a: [\n");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(inputs.path("formats/shop-csv.yaml") + ":2: ");
    }

    @Test
    void aTemplateWithoutAccountNeedsTheChannelsOwn() throws IOException {
        inputs.write(
                "formats/shop-csv.yaml",
                ReconcileInputs.TEMPLATE.replace("account: { constant: acct_1 }\n", ""));

        assertThat(problems())
                .containsExactly(
                        inputs.path("recon.yaml")
                                + ":2: channels.shop.account: is missing; the template shop-csv"
                                + " reads no account, so that the channel must name it");
    }

    @Test
    void anUnknownFormatIsToldWithTheKnownOnes() throws IOException {
        inputs.write("recon.yaml", ReconcileInputs.CONFIG.replace("shop-csv", "shop"));

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("recon.yaml:2: channels.shop.format: \"shop\" is no format", "shop-csv");
    }

    @Test
    void anEmptyConfigurationIsTold() throws IOException {
        inputs.write("recon.yaml", "");

        assertThat(problems())
                .containsExactly(
                        inputs.path("recon.yaml") + ": is empty; at least channels: is wanted");
    }

    @Test
    void aNameOnManyLinesIsToldOnOne() {
        assertThat(problems("--orders", "no\nsuch\u001b[31m file"))
                .containsExactly(
                        "--orders no\\nsuch\\u001b[31m file: there is no such file or directory");
    }

    /** The lines on standard error without their head; nothing may have run. */
    private List<String> problems(String... arguments) {
        RunningRecon run = inputs.run(arguments);
        assertThat(Files.exists(inputs.out())).isFalse();
        return linesOf(run);
    }

    private static List<String> linesOf(RunningRecon run) {
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().lines()).allMatch(line -> line.startsWith("recon: "));
        return run.errors().lines().map(line -> line.substring("recon: ".length())).toList();
    }
}
