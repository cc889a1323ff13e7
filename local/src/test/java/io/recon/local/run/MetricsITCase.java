package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recon.job.config.ReconConfig;
import io.recon.local.ExitCode;
import io.recon.local.Home;
import io.recon.local.RunningRecon;
import io.recon.local.drill.JobNews;
import io.recon.local.stack.ChildJvm;
import io.recon.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running job tells of itself: to Prometheus, and to {@code status}. */
class MetricsITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern METRIC = Pattern.compile("\\bflink_(?:job|task)manager_\\w+");
    private static final Pattern OF_OPERATOR =
            Pattern.compile("(flink_\\w+)\\{[^}]*\\boperator_name=\\\\?\"([^\"\\\\]+)");
    private static final String REPORTER = "metrics.reporter";

    private final LocalDate day1 = LocalDate.now(Clock.systemUTC()).minusDays(6);
    private final LocalDate day2 = day1.plusDays(1);
    private final LocalDate day3 = day1.plusDays(2);
    private final ObjectMapper json = new ObjectMapper();

    @TempDir private static Path shared;
    private static LocalStack stack;

    @TempDir private Path directory;
    private RunInputs inputs;
    private ContinuousRun run;
    private JobNews news;
    private int port;

    @BeforeAll
    static void startStack() throws Exception {
        stack = LocalStack.start(shared);
    }

    @AfterAll
    static void stopStack() {
        stack.close();
    }

    @AfterEach
    void endJob() {
        if (run != null) {
            run.close();
        }
        if (news != null) {
            news.close();
        }
    }

    @Test
    void theJobTellsHowFarItIsAndNothingIsUncounted() throws Exception {
        inputs =
                new RunInputs(
                        directory, stack, "metrics", "  shop: { format: shop-csv, zone: UTC }\n");
        inputs.createOrders(1);
        inputs.bill(
                        "shop",
                        day1,
                        "sale,agrees,t1,1.00," + day1 + " 10:00:00",
                        "sale,agrees,t1,1.00," + day1 + " 10:00:00",
                        "sale,differs,t2,2.00," + day1 + " 10:00:00",
                        "sale,extra,t3,3.00," + day1 + " 10:00:00",
                        "sale,unreadable,t4,four," + day1 + " 10:00:00")
                .mark("shop", day1, "_SUCCESS")
                .bill("shop", day2)
                .mark("shop", day2, "_SUCCESS")
                .file("shop", day2, "other.csv", "sale,later,t5,5.00," + day2 + " 10:00:00");
        inputs.order("shop", "agrees", "1.00", at(day1))
                .order("shop", "differs", "2.50", at(day1))
                .order("shop", "missing", "5.00", at(day1))
                .order("shop", "pigs", "0.001", at(day1))
                .heartbeat(0, day3.atStartOfDay().toInstant(ZoneOffset.UTC));
        ReconConfig config = inputs.config();
        start(config);

        Scrape held =
                await(
                        "the held day, conservation proven",
                        scrape ->
                                scrape.sum("channel_heldDays") == 1
                                        && scrape.sum("channel_openLines") > 0
                                        && scrape.sum("channel_openOrders") > 0);
        assertThat(held.sum("channel_openDay")).isEqualTo(day1.toEpochDay());
        assertThat(held.sum("channel_closeLagMs")).isGreaterThan(Duration.ofDays(4).toMillis());
        assertThat(held.least("channel_closedThrough")).isEqualTo(-1);
        statusTellsOfTheHeldDay();

        inputs.mark("shop", day1, "_ACCEPT");
        news.await("both days", told -> told.closed().size() == 2);
        Scrape closed =
                await(
                        "the end of what was open",
                        scrape ->
                                scrape.sum("channel_openKeys") == 0
                                        && scrape.sum("channel_openLines") == 0
                                        && scrape.sum("channel_openOrders") == 0
                                        && scrape.least("channel_closedThrough")
                                                == day2.toEpochDay());
        equalitiesHold(closed);
        everyMetricIsDocumented(closed);
        everyMetricThatIsAskedForIsThere(closed);

        run.close();
        statusTellsThatNoJobRuns();
    }

    private void start(ReconConfig config) throws Exception {
        port = ChildJvm.freePort();
        Configuration reporter = new Configuration();
        Configuration project =
                GlobalConfiguration.loadConfiguration(Home.resolve("flink-conf").toString());
        project.toMap()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(REPORTER)) {
                                reporter.setString(key, value);
                            }
                        });
        reporter.setString(REPORTER + ".prometheus.port", Integer.toString(port));
        run = ContinuousRun.begin(config, 2, reporter);
        run.awaitRunning(PATIENCE);
        news = JobNews.of(config);
    }

    /** Reading the news takes time in which the job goes on. */
    private Scrape await(String what, Predicate<Scrape> condition) throws Exception {
        Scrape[] last = new Scrape[1];
        news.await(
                () -> what + " in " + run.webAddress(),
                told -> {
                    last[0] = scrape();
                    return condition.test(last[0]);
                });
        return last[0];
    }

    private Scrape scrape() {
        try {
            return Scrape.of(port);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Instant at(LocalDate day) {
        return day.atTime(10, 0).toInstant(ZoneOffset.UTC);
    }

    /** Those of docs/metrics.md. */
    private void equalitiesHold(Scrape scrape) {
        assertThat(scrape.sum("events"))
                .isEqualTo(5)
                .isEqualTo(
                        scrape.sum("heartbeats")
                                + scrape.sum("orderRejects")
                                + scrape.sum("channel_ordersRead"));
        assertThat(scrape.sum("orderRejects")).isOne();
        assertThat(scrape.sum("channel_orders"))
                .isEqualTo(3)
                .isEqualTo(scrape.sum("channel_ordersRead"))
                .isEqualTo(
                        scrape.sum("channel_ordersApplied")
                                + scrape.sum("channel_notNewer")
                                + scrape.sum("channel_ordersPastRetention"));
        assertThat(scrape.sum("channel_lines"))
                .isEqualTo(5)
                .isEqualTo(scrape.sum("channel_linesRead"))
                .isEqualTo(
                        scrape.sum("channel_linesApplied")
                                + scrape.sum("channel_alreadyApplied")
                                + scrape.sum("channel_linesPastRetention"));
        assertThat(scrape.sum("channel_lineRejects")).isOne();
        assertThat(scrape.sum("channel_files"))
                .isEqualTo(3)
                .isEqualTo(
                        scrape.sum("channel_provenFiles")
                                + scrape.sum("channel_unprovenFiles")
                                + scrape.sum("channel_lateFiles"));
        assertThat(scrape.sum("channel_unprovenFiles")).isOne();
        assertThat(scrape.sum("channel_deadLetters"))
                .isBetween(
                        scrape.sum("channel_linesPastRetention"),
                        scrape.sum("channel_linesPastRetention")
                                + scrape.sum("channel_ordersPastRetention"));
        assertThat(scrape.sum("channel_openDay"))
                .isEqualTo(scrape.least("channel_closedThrough") + 1);
        assertThat(scrape.sum("channel_conservationDifference")).isZero();
        assertThat(scrape.sum("channel_conservationDifferenceMinor")).isZero();
        assertThat(scrape.sum("channel_timerWithoutState")).isZero();
        assertThat(scrape.sum("channel_heldDays")).isZero();
        assertThat(scrape.results("MATCHED")).isOne();
        assertThat(scrape.results("AMOUNT_MISMATCH")).isOne();
        assertThat(scrape.results("MISSING")).isOne();
        assertThat(scrape.results("EXTRA")).isEqualTo(2);
    }

    private static Set<String> metricsIn(String text) {
        return METRIC.matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void everyMetricIsDocumented(Scrape scrape) throws IOException {
        Set<String> documented = metricsIn(Files.readString(Home.resolve("docs", "metrics.md")));
        assertThat(documented).containsAll(scrape.ownNames());
        assertThat(scrape.names()).containsAll(documented);
        assertThat(scrape.ownNames())
                .filteredOn(name -> name.contains("_channel_"))
                .allSatisfy(name -> assertThat(scrape.labels(name)).contains("channel"));
    }

    private static void everyMetricThatIsAskedForIsThere(Scrape scrape) throws IOException {
        Set<String> asked = new TreeSet<>();
        List<MatchResult> ofOperators = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Home.resolve("k8s", "monitoring"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                asked.addAll(metricsIn(text));
                ofOperators.addAll(OF_OPERATOR.matcher(text).results().toList());
            }
        }
        assertThat(asked).hasSizeGreaterThan(10);
        assertThat(scrape.names()).containsAll(asked);
        assertThat(ofOperators)
                .isNotEmpty()
                .allSatisfy(
                        one -> assertThat(scrape.operators(one.group(1))).contains(one.group(2)));
    }

    private void statusTellsOfTheHeldDay() throws Exception {
        RunningRecon text = RunningRecon.of("status", "--config", config());
        assertThat(text.errors()).isEmpty();
        assertThat(text.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(text.output())
                .contains("the job is RUNNING at " + run.webAddress())
                .containsPattern("shop " + day1 + ": held: bill.csv: .*, since \\d");

        RunningRecon remote =
                RunningRecon.of(
                        "status", "--config", config(), "--flink", run.webAddress(), "--json");
        assertThat(remote.exitCode()).as(remote.errors()).isEqualTo(ExitCode.OK);
        JsonNode status = json.readTree(remote.output());
        assertThat(status.at("/job/state").asText()).isEqualTo("RUNNING");
        assertThat(status.at("/job/checkpoint").asLong()).isPositive();
        JsonNode shop = status.at("/channels/0");
        assertThat(shop.path("open_day").asText()).isEqualTo(day1.toString());
        assertThat(shop.path("waits_for").asText()).isEqualTo("decision");
        assertThat(shop.path("days_closed").asInt()).isZero();
        assertThat(shop.path("days_held").findValuesAsText("day")).containsExactly(day1.toString());
        // Flink fetches them every ten seconds.
        assertThat(shop.path("open_keys").asLong(-1)).isBetween(0L, 3L);
        assertThat(shop.path("close_lag_ms").asLong()).isGreaterThan(Duration.ofDays(4).toMillis());
        assertThat(shop.path("conservation_difference").asLong(-1)).isZero();
    }

    private String config() {
        return inputs.configFile().toString();
    }

    private void statusTellsThatNoJobRuns() throws Exception {
        RunningRecon text = RunningRecon.of("status", "--config", config());
        assertThat(text.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(text.errors()).isEmpty();
        assertThat(text.output())
                .startsWith("no job runs")
                .contains("shop " + day3 + ": no bill, since");

        JsonNode status =
                json.readTree(RunningRecon.of("status", "--config", config(), "--json").output());
        assertThat(status.path("job_runs").asBoolean(true)).isFalse();
        assertThat(status.at("/channels/0/closed_through").asText()).isEqualTo(day2.toString());
        assertThat(status.at("/channels/0/days_closed").asInt()).isEqualTo(2);
        assertThat(status.at("/channels/0/open_keys").isNull()).isTrue();
    }
}
