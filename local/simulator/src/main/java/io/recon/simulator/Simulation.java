package io.recon.simulator;

import io.recon.simulator.engine.Backend;
import io.recon.simulator.story.Story;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Plays many seeds on all processors. */
public final class Simulation {
    /**
     * What became of all seeds.
     *
     * @param wrong the seeds that went wrong, and how
     */
    public record Summary(long seeds, long crashes, long verdicts, List<Failure> wrong) {}

    /** A seed that went wrong. */
    public record Failure(long seed, String how) {}

    private final Backend backend;
    private final AtomicLong crashes = new AtomicLong();
    private final AtomicLong verdicts = new AtomicLong();
    private final ConcurrentSkipListMap<Long, String> wrong = new ConcurrentSkipListMap<>();

    private Simulation(Backend backend) {
        this.backend = backend;
    }

    /**
     * Plays the seeds from one on.
     *
     * @param done is told each seed that was played, by any thread
     */
    public static Summary run(Backend backend, long first, long count, LongConsumer done)
            throws InterruptedException {
        Simulation simulation = new Simulation(backend);
        AtomicLong next = new AtomicLong(first);
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService players = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all =
                    IntStream.range(0, threads)
                            .<Future<?>>mapToObj(
                                    i ->
                                            players.submit(
                                                    () ->
                                                            simulation.play(
                                                                    next, first + count, done)))
                            .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            players.shutdownNow();
        }
        return new Summary(
                count,
                simulation.crashes.get(),
                simulation.verdicts.get(),
                simulation.wrong.entrySet().stream()
                        .map(entry -> new Failure(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private void play(AtomicLong next, long end, LongConsumer done) {
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            Playback.Ended ended = Playback.play(Storyteller.tell(seed), backend);
            crashes.addAndGet(ended.crashes());
            verdicts.addAndGet(ended.verdicts());
            if (ended.wrong() != null) {
                wrong.put(seed, ended.wrong());
            }
            done.accept(seed);
        }
    }

    /**
     * The first of some seeds that goes wrong: the seed, a colon, and how; null if none does. It
     * takes and gives only the JDK's types, so that it can be called in any class loader.
     */
    public static String firstWrong(String backend, long first, long count) {
        for (long seed = first; seed < first + count; seed++) {
            String how = Playback.play(Storyteller.tell(seed), Backend.valueOf(backend)).wrong();
            if (how != null) {
                return seed + ": " + how;
            }
        }
        return null;
    }

    /**
     * How a seed goes wrong, and the shortest story that was found to go wrong alike, told to
     * people, with the command that plays the seed again. Callable in any class loader too.
     */
    public static String shortest(String backendName, long seed) {
        Backend backend = Backend.valueOf(backendName);
        Story whole = Storyteller.tell(seed);
        String how = Playback.play(whole, backend).wrong();
        if (how == null) {
            return "seed " + seed + " is right\n";
        }
        Story story = Shrinker.shrink(whole, how, some -> Playback.play(some, backend).wrong());
        return "seed "
                + seed
                + " goes wrong: "
                + how
                + "\nThe shortest story that goes wrong alike:\n"
                + Narration.of(story, backend)
                + "again: bin/simulate --backend "
                + backend.word()
                + " --seed "
                + seed
                + "\n";
    }
}
