package io.recon.connectors.bill;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.bill.BillPlan.Day;
import io.recon.connectors.bill.BillPlan.Fate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jContextFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random bills, files in any order, failures, redeploys. {@code -Drecon.bill.seeds=N} runs N seeds
 * of each kind.
 */
class BillSourceITCase {

    private static final int SEEDS = Integer.getInteger("recon.bill.seeds", 5);

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(2)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir Path temporary;

    /** Flink warns of each failure, and the source of each late file: here they are planned. */
    @BeforeAll
    static void silenceWarnings() {
        log(Level.OFF);
    }

    @AfterAll
    static void letThemWarnAgain() {
        log(Level.WARN);
    }

    /** Sets the level in every class loader's logging: Flink's RPC has one of its own. */
    private static void log(Level level) {
        Log4jContextFactory factory = (Log4jContextFactory) LogManager.getFactory();
        for (LoggerContext context : factory.getSelector().getLoggerContexts()) {
            context.getConfiguration().getRootLogger().setLevel(level);
            context.updateLoggers();
        }
    }

    @Test
    void aBoundedRunTellsEveryRecordOnceAndInItsDay() throws Exception {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            List<Fate> fates = new ArrayList<>();
            for (int day = 0; day < 4; day++) {
                fates.add(random.nextInt(3) > 0 ? Fate.PROVEN : anyFate(random));
            }
            if (fates.get(0) == Fate.ABSENT) {
                fates.set(0, Fate.PROVEN);
            }
            fates.set(3, Fate.PROVEN);
            BillPlan plan = new BillPlan(random, fates, true);
            BillRun run =
                    new BillRun(temporary, "bounded-" + seed, plan, random, 2 + 2 * (seed % 2));
            run.bounded(null);
            assertRight(run, plan.expected());
        }
    }

    @Test
    void aReaderThatFailsAloneDisturbsNoOther() throws Exception {
        for (int seed = 1; seed <= (SEEDS + 1) / 2; seed++) {
            Random random = new Random(2_000 + seed);
            List<Fate> fates = List.of(Fate.PROVEN, Fate.ACCEPTED, Fate.PROVEN, Fate.HELD);
            BillPlan plan = new BillPlan(random, fates, true);
            BillRun run = new BillRun(temporary, "apart-" + seed, plan, random, 2 + 2 * (seed % 2));
            run.apart = true;
            run.bounded(null);
            assertRight(run, plan.expected());
        }
    }

    @Test
    void aContinuousRunSealsDaysAsTheirBillsAppear() throws Exception {
        for (int seed = 1; seed <= SEEDS; seed++) {
            BillRun run = continuousRun("continuous-" + seed, seed);
            run.continuous(List.of(2 + 2 * (seed % 2)));
            assertRight(run, run.plan.expectedContinuously());
        }
    }

    @Test
    void aRedeployAtAnotherParallelismChangesNothing() throws Exception {
        for (int seed = 1; seed <= (SEEDS + 1) / 2; seed++) {
            BillRun run = continuousRun("redeployed-" + seed, 1_000 + seed);
            run.continuous(List.of(2, 4, 1));
            assertRight(run, run.plan.expectedContinuously());
        }
    }

    @Test
    void anOverdueBillAndWhatComesTooLateAreToldOnceThroughFailuresAndRedeploys() throws Exception {
        for (int seed = 1; seed <= (SEEDS + 1) / 2; seed++) {
            List<Fate> fates = List.of(Fate.PROVEN, Fate.PROVEN, Fate.PROVEN);
            BillPlan plan = new BillPlan(new Random(seed), fates, false);
            BillRun run = new BillRun(temporary, "overdue-" + seed, plan, new Random(seed), 2);
            run.overdue();
            Set<String> expected = plan.expected();
            expected.add("day " + plan.days.get(2).day() + " 1 OVERDUE");
            expected.add(plan.lateFile());
            expected.add("late file " + plan.days.get(0).day() + " 2 v2");
            assertRight(run, expected);
        }
    }

    @Test
    void aFileThatGoesWhileTheJobRunsHoldsItsDayUntilItIsAccepted() throws Exception {
        List<Fate> fates = List.of(Fate.PROVEN, Fate.PROVEN, Fate.PROVEN);
        BillPlan plan = new BillPlan(new Random(1), fates, false);
        BillRun run = new BillRun(temporary, "vanishing", plan, new Random(1), 2);
        Day second = plan.days.get(1);
        run.vanishing(second);
        Set<String> expected = plan.expected();
        expected.remove("day " + second.day() + " 1 SEALED");
        expected.add("day " + second.day() + " 1 HELD");
        expected.add("day " + second.day() + " 1 ACCEPTED");
        expected.add("reject " + second.day() + " " + BillRun.VanishingProver.NAME + " 0");
        expected.add("file " + second.day() + " 1 " + BillRun.VanishingProver.NAME);
        assertRight(run, expected);
    }

    private BillRun continuousRun(String name, int seed) throws Exception {
        Random random = new Random(seed);
        List<Fate> fates =
                random.nextBoolean()
                        ? List.of(Fate.PROVEN, Fate.ACCEPTED, Fate.PROVEN)
                        : List.of(Fate.PROVEN, Fate.ACCEPTED_ABSENT, Fate.HELD, Fate.PROVEN);
        return new BillRun(temporary, name, new BillPlan(random, fates, true), random, 2);
    }

    @ParameterizedTest
    @EnumSource
    void aProtocolWithoutOneOfItsRulesIsFoundOut(Safeguard rule) throws Exception {
        Set<String> violations = Set.of();
        for (int seed = 1; seed <= 20 && violations.isEmpty(); seed++) {
            Random random = new Random(seed);
            List<Fate> fates = List.of(Fate.PROVEN, Fate.PROVEN, Fate.PROVEN, Fate.PROVEN);
            BillRun run =
                    new BillRun(
                            temporary,
                            rule + "-" + seed,
                            new BillPlan(random, fates, false),
                            random,
                            4);
            violations = run.bounded(rule).violations();
        }
        assertThat(violations).anyMatch(violation -> violation.startsWith("late "));
    }

    private static Fate anyFate(Random random) {
        List<Fate> all = List.of(Fate.values());
        return all.get(random.nextInt(all.size()));
    }

    private static void assertRight(BillRun run, Set<String> expected) {
        RunLog log = run.log;
        assertThat(log.violations()).as(run.toString()).isEmpty();
        assertThat(log.seen()).as(run.toString()).isEqualTo(List.copyOf(expected));
        assertThat(log.failures()).as("failures of %s", run).isPositive();
    }
}
