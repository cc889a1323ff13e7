package io.recon.connectors.bill;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.bill.BillPlan.Day;
import io.recon.connectors.bill.BillPlan.Fate;
import io.recon.connectors.bill.DayWatch.Place;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.proof.BillProver;
import io.recon.connectors.bill.proof.ProvenFile;
import io.recon.model.bill.BillRecord;
import io.recon.udf.type.DomainTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** One job, or several of which each continues the one before. */
final class BillRun {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path temporary;
    private final String name;
    final BillPlan plan;
    private final Random random;
    private final int parallelism;
    private final Path landing;
    private final Path channel;
    final RunLog log;

    /** Whether the readers have nothing in common behind them, so that each fails alone. */
    boolean apart;

    /** No bill of a plan is overdue unless a run wants it. */
    private Clock wallClock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    BillRun(Path temporary, String name, BillPlan plan, Random random, int parallelism)
            throws Exception {
        this.temporary = temporary;
        this.name = name;
        this.plan = plan;
        this.random = random;
        this.parallelism = parallelism;
        this.landing = Files.createDirectories(temporary.resolve(name));
        this.channel = Files.createDirectories(landing.resolve("acme"));
        this.log = RunLog.open(name);
        List<Long> records = new ArrayList<>();
        for (int failure = 0; failure < 2; failure++) {
            records.add(1 + (long) random.nextInt(plan.lineCount() + 8));
        }
        List<Long> watermarks = List.of(2L + random.nextInt(3), 5L + random.nextInt(8));
        log.failAt(records.stream().sorted().toList(), watermarks);
    }

    RunLog bounded(Safeguard broken) throws Exception {
        plan.writeAll(channel);
        JobClient job = start(source(broken).bounded(), parallelism, null);
        try {
            job.getJobExecutionResult().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            RunLog.close(name);
        }
        assertThat(log.hasEnded()).as("end of %s", this).isTrue();
        return log;
    }

    /** Runs one job after the other, each at its parallelism and from the former's savepoint. */
    void continuous(List<Integer> parallelisms) throws Exception {
        BillPlan.directory(channel, plan.days.get(0));
        ExecutorService collector = Executors.newSingleThreadExecutor();
        JobClient job = start(source(null), parallelisms.get(0), null);
        try {
            var written =
                    collector.submit(
                            () -> {
                                plan.writeBitByBit(channel, random, log);
                                return true;
                            });
            for (int i = 1; i < parallelisms.size(); i++) {
                long due = (long) plan.lineCount() * i / parallelisms.size();
                log.await(soFar -> soFar.records() > due, LIMIT);
                job = start(source(null), parallelisms.get(i), stop(job));
            }
            written.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            Set<String> expected = plan.expectedContinuously();
            log.await(soFar -> soFar.hasSeenAll(expected), LIMIT);
            int checkpoints = log.checkpoints();
            log.await(soFar -> soFar.checkpoints() > checkpoints + 4, LIMIT);
        } finally {
            collector.shutdownNow();
            end(job);
            RunLog.close(name);
        }
    }

    /**
     * The last day's bill waits for its marker, while the first day's goes on after its seal. The
     * job fails whenever it says one of the words that matter here, and is redeployed after each.
     */
    void overdue() throws Exception {
        Day last = plan.days.get(2);
        writeBills();
        BillPlan.mark(channel, plan.days.get(0), "_SUCCESS");
        BillPlan.mark(channel, plan.days.get(1), "_SUCCESS");
        wallClock = whenTheThirdBillIsDue();
        log.failAt(List.of(recordsBefore(last) + 1), List.of());
        JobClient job = start(source(null), 2, null);
        try {
            expect("day " + last.day() + " 1 OVERDUE");
            job = start(source(null), 4, stop(job));
            log.failAt(List.of(log.records() + 1, log.records() + 2), List.of());
            plan.writeLateFile(channel);
            expect(plan.lateFile());
            job = start(source(null), 1, stop(job));
            log.failAt(List.of(log.records() + 1), List.of());
            BillPlan.mark(
                    channel, new Day(plan.days.get(0).day(), Fate.PROVEN, 2, Map.of()), "_SUCCESS");
            expect("late file " + plan.days.get(0).day() + " 2 v2");
            BillPlan.mark(channel, last, "_SUCCESS");
            expect("day " + last.day() + " 1 SEALED");
            int checkpoints = log.checkpoints();
            log.await(soFar -> soFar.checkpoints() > checkpoints + 4, LIMIT);
        } finally {
            end(job);
            RunLog.close(name);
        }
    }

    /** The third day's bill is due, and the fourth's not for hours. */
    private static Clock whenTheThirdBillIsDue() {
        Instant due = Instant.parse("2026-11-04T12:00:00Z");
        return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), due));
    }

    /** A file of a day goes when it is to be read. */
    void vanishing(Day day) throws Exception {
        writeBills();
        Files.writeString(BillPlan.directory(channel, day).resolve(VanishingProver.NAME), "x\n");
        for (Day complete : plan.days) {
            BillPlan.mark(channel, complete, "_SUCCESS");
        }
        JobClient job = start(source(null).prover(new VanishingProver()), 2, null);
        try {
            expect("day " + day.day() + " 1 HELD");
            job = start(source(null), 1, stop(job));
            BillPlan.mark(channel, day, "_ACCEPT");
            expect("day " + plan.days.get(2).day() + " 1 SEALED");
        } finally {
            end(job);
            RunLog.close(name);
        }
    }

    private void writeBills() throws IOException {
        for (Day day : plan.days) {
            BillPlan.directory(channel, day);
            for (String name : day.files().keySet()) {
                BillPlan.write(channel, day, name);
            }
        }
    }

    /** How many records there are before the last day's bill is overdue. */
    private long recordsBefore(Day last) {
        long files = plan.days.stream().mapToLong(day -> day.files().size()).sum();
        return plan.lineCount() + files + plan.days.indexOf(last);
    }

    /** Waits for a record, and for some checkpoints after it. */
    private void expect(String record) throws Exception {
        log.await(record);
        int checkpoints = log.checkpoints();
        log.await(soFar -> soFar.checkpoints() > checkpoints + 2, LIMIT);
    }

    /** Cancels a job; one that has failed says why. */
    private static void end(JobClient job) throws Exception {
        long limitMs = LIMIT.toMillis();
        if (job.getJobStatus().get(limitMs, TimeUnit.MILLISECONDS) == JobStatus.FAILED) {
            job.getJobExecutionResult().get(limitMs, TimeUnit.MILLISECONDS);
        }
        job.cancel().get(limitMs, TimeUnit.MILLISECONDS);
    }

    /** Stops a job with a savepoint; again if a failure came between. */
    private String stop(JobClient job) throws Exception {
        String directory = temporary.resolve(name + "-savepoints").toUri().toString();
        for (int attempt = 1; ; attempt++) {
            try {
                return job.stopWithSavepoint(false, directory, SavepointFormatType.CANONICAL)
                        .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (attempt == 20) {
                    throw e;
                }
                log.pause(Duration.ofMillis(100));
            }
        }
    }

    BillSource.Builder source(Safeguard broken) {
        BillSource.Builder source =
                BillSource.builder()
                        .landing(new org.apache.flink.core.fs.Path(landing.toUri()))
                        .channel("acme")
                        .prover(new TestingLineProver())
                        .days(DayWatch.ZONE, DayWatch.CUT_OFF)
                        .scanInterval(Duration.ofMillis(30))
                        .clock(wallClock)
                        .type(DomainTypes.BILL_RECORD);
        return broken == null ? source : source.without(broken);
    }

    JobClient start(BillSource.Builder source, int width, String savepoint) throws Exception {
        Configuration options = new Configuration();
        options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        // As in production: a job that cannot go on is seen by what it does not give.
        options.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        options.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 1_000);
        options.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(20));
        options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(40));
        options.set(PipelineOptions.GENERIC_TYPES, false);
        if (savepoint != null) {
            options.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment job =
                StreamExecutionEnvironment.getExecutionEnvironment(options);
        job.setParallelism(width);
        var bills = job.fromSource(source.build(), WatermarkStrategy.noWatermarks(), "bills");
        bills.uid("bills");
        if (apart) {
            watch(bills, Place.APART).sinkTo(new DiscardingSink<BillRecord>()).uid("nowhere");
        } else {
            watch(watch(bills, Place.AT_EACH_READER).rebalance(), Place.AFTER_ALL_READERS)
                    .setParallelism(1)
                    .sinkTo(new DiscardingSink<BillRecord>())
                    .setParallelism(1)
                    .uid("nowhere");
        }
        return job.executeAsync(name);
    }

    private SingleOutputStreamOperator<BillRecord> watch(
            DataStream<BillRecord> records, Place place) {
        return records.transform(
                        "watch " + place,
                        DomainTypes.BILL_RECORD,
                        new DayWatch(name, place, plan.sealedThrough()))
                .uid("watch-" + place);
    }

    @Override
    public String toString() {
        return name
                + " at parallelism "
                + parallelism
                + " of "
                + plan.days.stream().map(BillPlan.Day::fate).toList();
    }

    /** Finds that a file of a certain name goes when it is to be read. */
    static final class VanishingProver implements BillProver {
        private static final long serialVersionUID = 1L;
        static final String NAME = "vanishing.txt";

        private final BillProver prover = new TestingLineProver();

        @Override
        public ProvenFile prove(BillFile file) throws IOException {
            if (file.name().equals(NAME)) {
                Files.deleteIfExists(file.path());
            }
            return prover.prove(file);
        }
    }
}
