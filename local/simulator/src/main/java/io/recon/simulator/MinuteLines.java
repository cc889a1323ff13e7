package io.recon.simulator;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells every minute how many seeds were played. A shorter run stays quiet. For many threads. */
final class MinuteLines {
    private static final long MINUTE_NS = 60_000_000_000L;

    private final long seeds;
    private final LongSupplier nanoTime;
    private final Consumer<String> lines;
    private final long startNs;
    private final AtomicLong played = new AtomicLong();
    private final AtomicLong minutes = new AtomicLong();

    /**
     * @param seeds how many there are in all
     */
    MinuteLines(long seeds, LongSupplier nanoTime, Consumer<String> lines) {
        this.seeds = seeds;
        this.nanoTime = nanoTime;
        this.lines = lines;
        startNs = nanoTime.getAsLong();
    }

    void onePlayed() {
        played.incrementAndGet();
        long told = minutes.get();
        long now = (nanoTime.getAsLong() - startNs) / MINUTE_NS;
        if (now > told && minutes.compareAndSet(told, now)) {
            tell();
        }
    }

    /** How long it took, if it took so long that anything was told. */
    void end() {
        if (minutes.get() > 0) {
            tell();
        }
    }

    private void tell() {
        Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - startNs);
        lines.accept(
                String.format(
                        Locale.ROOT,
                        "simulate: %,d of %,d seeds, %d:%02d minutes",
                        played.get(),
                        seeds,
                        elapsed.toMinutes(),
                        elapsed.toSecondsPart()));
    }
}
