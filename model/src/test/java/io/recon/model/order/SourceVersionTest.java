package io.recon.model.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.order.SourceVersion.Kind;
import org.junit.jupiter.api.Test;

final class SourceVersionTest {
    private static final long LOG = SourceVersion.scopeOf("orders", "mysql-bin");
    private static final long OTHER_LOG = SourceVersion.scopeOf("orders", "replica-bin");

    @Test
    void positionsInOneLogDecideWhateverTheTimesSay() {
        assertNewer(file(LOG, 12, 4, 0, 1), file(LOG, 9, 4, 0, 2));
        assertNewer(file(LOG, 9, 10, 0, 1), file(LOG, 9, 9, 0, 2));
        assertNewer(file(LOG, 9, 9, 2, 1), file(LOG, 9, 9, 1, 2));
        assertNewer(lsn(11, 1), lsn(10, 2));
        assertNewer(file(LOG, 10, 0, 0, 1), file(LOG, 9, 99, 9, 1));
        assertNewer(file(LOG, 9, 10, 0, 1), file(LOG, 9, 9, 99, 1));
    }

    @Test
    void anEqualVersionIsNotNewer() {
        assertNeitherNewer(file(LOG, 9, 9, 1, 1), file(LOG, 9, 9, 1, 2));
        assertNeitherNewer(lsn(10, 1), lsn(10, 2));
        assertNeitherNewer(SourceVersion.ofTime(5), SourceVersion.ofTime(5));
        assertNeitherNewer(file(LOG, 9, 9, 1, 5), SourceVersion.ofTime(5));
    }

    @Test
    void theTimeDecidesBetweenDifferentLogsKindsAndWithoutAPosition() {
        assertNewer(file(LOG, 1, 1, 1, 6), file(OTHER_LOG, 2, 2, 2, 5));
        assertNewer(lsn(1, 6), file(LOG, 2, 2, 2, 5));
        assertNewer(SourceVersion.ofTime(6), file(LOG, 2, 2, 2, 5));
        assertNewer(file(LOG, 2, 2, 2, 6), SourceVersion.ofTime(5));
        assertNewer(SourceVersion.ofTime(6), SourceVersion.ofTime(5));
        assertNewer(new SourceVersion(Kind.LSN, LOG, 1, 0, 0, 6), file(LOG, 2, 0, 0, 5));
    }

    @Test
    void positionsThatAKindWithoutPositionHappensToHoldDecideNothing() {
        var later = new SourceVersion(Kind.TIME_ONLY, 0, 1, 0, 0, 6);
        var earlier = new SourceVersion(Kind.TIME_ONLY, 0, 2, 0, 0, 5);

        assertNewer(later, earlier);
    }

    @Test
    void aLogIsNamedByItsSourceAndItsStem() {
        assertThat(LOG).isEqualTo(SourceVersion.scopeOf("orders", "mysql-bin"));
        assertThat(LOG).isNotEqualTo(OTHER_LOG);
        assertThat(SourceVersion.scopeOf("a", "bc")).isNotEqualTo(SourceVersion.scopeOf("ab", "c"));
        assertThat(SourceVersion.scopeOf("订单", "")).isNotEqualTo(SourceVersion.scopeOf("账单", ""));
        // Published test vector of 64-bit FNV-1a of one byte 0, which an empty pair is hashed as.
        assertThat(SourceVersion.scopeOf("", "")).isEqualTo(0xaf63bd4c8601b7dfL);
    }

    private static SourceVersion file(long scope, long file, long at, int row, long timeMs) {
        return new SourceVersion(Kind.LOG_FILE, scope, file, at, row, timeMs);
    }

    private static SourceVersion lsn(long lsn, long timeMs) {
        return new SourceVersion(Kind.LSN, LOG, lsn, 0, 0, timeMs);
    }

    private static void assertNewer(SourceVersion newer, SourceVersion older) {
        assertThat(newer.isNewerThan(older)).as("%s after %s", newer, older).isTrue();
        assertThat(older.isNewerThan(newer)).as("%s after %s", older, newer).isFalse();
    }

    private static void assertNeitherNewer(SourceVersion one, SourceVersion other) {
        assertThat(one.isNewerThan(other)).isFalse();
        assertThat(other.isNewerThan(one)).isFalse();
    }
}
