package io.recon.udf.reconcile;

import io.recon.model.day.DayClock;
import io.recon.model.day.Horizon;
import io.recon.model.reconcile.TransactionState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyContext;

/**
 * The transactions that wait for a day's close. Each has at most one timer, at the closing
 * watermark of the day that it waits for. {@link #move}, {@link #set} and {@link #fired} are about
 * the current key.
 *
 * <p>A timer costs a write to RocksDB when it is set and another when it is deleted, and most
 * transactions wait for their counterpart only. So those that began to wait last may be held in
 * memory, up to a number, and get their timers when there are more, or before a snapshot.
 *
 * <p>No day before the first ever closes by itself, so what waits for one waits for the first.
 */
final class CloseTimers {
    private final InternalTimerService<VoidNamespace> service;
    private final DayClock clock;
    private final KeyContext keys;
    private final int mostInMemory;

    /** The times of the timers that were not set yet, by their keys; the eldest first. */
    private final LinkedHashMap<String, Long> inMemory = new LinkedHashMap<>();

    private long open;
    private int memorizedDay = TransactionState.NEVER;
    private long memorizedMs;

    /**
     * @param keys whose current key the service's timers get
     * @param mostInMemory how many may wait without a timer
     */
    CloseTimers(
            InternalTimerService<VoidNamespace> service,
            DayClock clock,
            KeyContext keys,
            int mostInMemory) {
        this.service = service;
        this.clock = clock;
        this.keys = keys;
        this.mostInMemory = mostInMemory;
    }

    /** How many transactions wait. */
    long open() {
        return open;
    }

    /** How many of them wait without a timer. */
    int inMemory() {
        return inMemory.size();
    }

    /** Counts those that were restored. */
    void addOpen(long restored) {
        open += restored;
    }

    /** The current key waits no longer: its timer has fired, or it was taken from memory. */
    void fired() {
        open--;
    }

    /** Moves the timer of a transaction that waited for one day and now waits for another. */
    void move(int from, int to, Horizon horizon) {
        if (from == to) {
            return;
        }
        if (from != TransactionState.NEVER) {
            open--;
            if (inMemory.remove(keys.getCurrentKey()) == null) {
                delete(from, horizon);
            }
        }
        set(to, horizon);
    }

    private void delete(int from, Horizon horizon) {
        service.deleteEventTimeTimer(VoidNamespace.INSTANCE, closingMs(from));
        if (from < horizon.firstDay()) {
            // It may have been set when the first day was known already.
            long firstCloseMs = closingMs(horizon.firstDay());
            service.deleteEventTimeTimer(VoidNamespace.INSTANCE, firstCloseMs);
        }
    }

    /** Sets the timer of a transaction that has none. At the end of all nothing waits any more. */
    void set(int day, Horizon horizon) {
        if (day == TransactionState.NEVER || horizon.ended()) {
            return;
        }
        long closingMs = closingMs(Math.max(day, horizon.firstDay()));
        if (closingMs <= service.currentWatermark()) {
            // It would fire at once, and set itself again without end.
            throw new IllegalStateException(
                    "a transaction waits for the close of day "
                            + LocalDate.ofEpochDay(day)
                            + ", which the watermark "
                            + service.currentWatermark()
                            + " has passed: the days are "
                            + horizon);
        }
        open++;
        if (mostInMemory == 0) {
            service.registerEventTimeTimer(VoidNamespace.INSTANCE, closingMs);
            return;
        }
        String key = (String) keys.getCurrentKey();
        inMemory.put(key, closingMs);
        if (inMemory.size() > mostInMemory) {
            Map.Entry<String, Long> eldest = inMemory.entrySet().iterator().next();
            inMemory.remove(eldest.getKey());
            register(eldest.getKey(), eldest.getValue());
            keys.setCurrentKey(key);
        }
    }

    /** Gives everything that waits in memory its timer, since a snapshot holds nothing else. */
    void registerAll() {
        inMemory.forEach(this::register);
        inMemory.clear();
    }

    private void register(String key, long closingMs) {
        keys.setCurrentKey(key);
        service.registerEventTimeTimer(VoidNamespace.INSTANCE, closingMs);
    }

    /** Takes out the keys of all in memory whose timers would fire at a watermark. */
    List<String> takeDue(long watermarkMs) {
        List<String> due = new ArrayList<>();
        Iterator<Map.Entry<String, Long>> waiting = inMemory.entrySet().iterator();
        while (waiting.hasNext()) {
            Map.Entry<String, Long> next = waiting.next();
            if (next.getValue() <= watermarkMs) {
                due.add(next.getKey());
                waiting.remove();
            }
        }
        return due;
    }

    private long closingMs(int day) {
        if (day != memorizedDay) {
            memorizedMs = clock.closingWatermarkOf(day);
            memorizedDay = day;
        }
        return memorizedMs;
    }
}
