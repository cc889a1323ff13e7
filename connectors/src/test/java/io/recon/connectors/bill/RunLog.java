package io.recon.connectors.bill;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** What the operators of a run saw. They reach it by the run's name, as all run in this JVM. */
final class RunLog {
    private static final Map<String, RunLog> LOGS = new ConcurrentHashMap<>();

    private final Set<String> violations = ConcurrentHashMap.newKeySet();
    private final List<Long> failAtRecord = new CopyOnWriteArrayList<>();
    private final List<Long> failAtWatermark = new CopyOnWriteArrayList<>();
    private final Map<Integer, Set<String>> seen = new HashMap<>();
    private long records;
    private long watermarks;
    private int failures;
    private int checkpoints;
    private boolean ended;

    static RunLog open(String run) {
        RunLog log = new RunLog();
        LOGS.put(run, log);
        return log;
    }

    static RunLog of(String run) {
        return LOGS.get(run);
    }

    static void close(String run) {
        LOGS.remove(run);
    }

    void failAt(List<Long> recordCounts, List<Long> watermarkCounts) {
        failAtRecord.addAll(recordCounts);
        failAtWatermark.addAll(watermarkCounts);
    }

    void violate(String violation) {
        violations.add(violation);
    }

    Set<String> violations() {
        return violations;
    }

    synchronized void countRecord() {
        failIfDue(++records, failAtRecord, "record");
    }

    synchronized void countWatermark() {
        failIfDue(++watermarks, failAtWatermark, "watermark");
    }

    private void failIfDue(long count, List<Long> due, String what) {
        for (Iterator<Long> points = due.iterator(); points.hasNext(); ) {
            Long point = points.next();
            if (count >= point) {
                due.remove(point);
                failures++;
                throw new InjectedFailure(what + " " + count);
            }
        }
    }

    synchronized void restore(int subtask, Set<String> records) {
        seen.put(subtask, new HashSet<>(records));
        notifyAll();
    }

    synchronized void see(int subtask, String record) {
        seen.get(subtask).add(record);
    }

    synchronized void completeCheckpoint() {
        checkpoints++;
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    synchronized int failures() {
        return failures;
    }

    synchronized int checkpoints() {
        return checkpoints;
    }

    synchronized long records() {
        return records;
    }

    /** What was seen; what two subtasks saw is there twice. */
    synchronized List<String> seen() {
        return seen.values().stream().flatMap(Set::stream).sorted().toList();
    }

    synchronized boolean hasSeen(String record) {
        return seen.values().stream().anyMatch(records -> records.contains(record));
    }

    synchronized boolean hasSeenAll(Set<String> expected) {
        int count = seen.values().stream().mapToInt(Set::size).sum();
        return count >= expected.size() && seen().containsAll(expected);
    }

    /** Waits until something holds; false if it does not within the time. */
    synchronized boolean await(Predicate<RunLog> condition, Duration limit)
            throws InterruptedException {
        long endNanos = System.nanoTime() + limit.toNanos();
        while (!condition.test(this)) {
            long leftMs = (endNanos - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            wait(Math.min(leftMs, 20));
        }
        return true;
    }

    /** Waits until a record was seen. */
    void await(String record) throws InterruptedException {
        if (!await(log -> log.hasSeen(record), Duration.ofSeconds(60))) {
            throw new IllegalStateException(record + " does not come");
        }
    }

    /** Lets the job run for a while. */
    void pause(Duration time) throws InterruptedException {
        await(log -> false, time);
    }

    /** A failure that a test planned. */
    static final class InjectedFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InjectedFailure(String where) {
            super("injected at " + where);
        }
    }
}
