package io.recon.connectors.bill.proof;

import io.recon.model.TransactionKey;
import io.recon.model.reconcile.Policy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds the lines of a file that come after the most lines that one transaction may have, in memory
 * that does not grow with the file. While the file is read, all lines are counted by a hash of
 * their keys; only if a hash has too many are the keys of such hashes counted one by one.
 *
 * <p>The hash differs from one object to the next, so that no bill can be made to fit it. What is
 * found does not depend on it.
 */
final class KeyCounts {
    private static final int BUCKETS = 1 << 20;

    private final long seed = ThreadLocalRandom.current().nextLong();
    private final short[] buckets = new short[BUCKETS];
    private boolean suspicious;
    private final Map<String, Integer> exact = new HashMap<>();

    /** Counts a line on the first reading. */
    void count(TransactionKey key) {
        int bucket = bucketOf(key);
        if (buckets[bucket] <= Policy.MOST_LINES) {
            buckets[bucket]++;
            suspicious |= buckets[bucket] > Policy.MOST_LINES;
        }
    }

    /** Whether a transaction may have too many lines, so that a second reading is needed. */
    boolean isSuspicious() {
        return suspicious;
    }

    /** On the second reading: whether a line is one too many. */
    boolean isOneTooMany(TransactionKey key) {
        if (buckets[bucketOf(key)] <= Policy.MOST_LINES) {
            return false;
        }
        return exact.merge(key.partitionKey(), 1, Integer::sum) > Policy.MOST_LINES;
    }

    private int bucketOf(TransactionKey key) {
        long hash = seed ^ key.type().code();
        hash = mix(hash, key.account());
        hash = mix(hash, key.number());
        hash ^= hash >>> 32;
        hash *= 0xd6e8feb86659fd93L;
        return (int) (hash >>> 44);
    }

    private static long mix(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
