package io.recon.connectors.hive;

import org.apache.flink.table.data.StringData;

/** What a row says that its record does not. */
interface RowContext {
    /** The continuous run that writes. */
    long run();

    /** The wall clock, epoch milliseconds. */
    long nowMs();

    /** The business day of an instant by a channel's clock, epoch days. */
    int dayOf(String channel, long instantMs);

    /** A day as yyyy-MM-dd. */
    StringData dateOf(int epochDay);

    /** An instant as ISO-8601 in UTC, as {@link java.time.Instant#toString} writes it. */
    StringData instantOf(long epochMs);
}
