package io.recon.model.day;

/**
 * How far one channel's days have come, as it is remembered over restarts. Immutable.
 *
 * @param firstDay the first day that can close, epoch days; {@link Horizon#NONE} until the bill
 *     input has spoken
 * @param closedThrough the last closed day, epoch days; {@link Horizon#NONE} before the first close
 * @param billWatermarkMs the bill input's last real watermark, epoch milliseconds; {@link
 *     Long#MIN_VALUE} before the first
 */
public record DayProgress(int firstDay, int closedThrough, long billWatermarkMs) {
    /** Nothing is known yet. */
    public static final DayProgress NONE =
            new DayProgress(Horizon.NONE, Horizon.NONE, Long.MIN_VALUE);

    /**
     * The bill input has come to a watermark. Its first one says that everything before the first
     * day is sealed, so the first day begins after it, once and for all. An older one repeats what
     * is known. The watermark of a finished input, {@link Long#MAX_VALUE}, seals nothing.
     */
    public DayProgress withBillWatermark(long watermarkMs, DayClock clock) {
        if (watermarkMs == Long.MAX_VALUE || watermarkMs <= billWatermarkMs) {
            return this;
        }
        int first = firstDay == Horizon.NONE ? clock.closedThrough(watermarkMs) + 1 : firstDay;
        return new DayProgress(first, closedThrough, watermarkMs);
    }

    /** The watermark of both inputs together. */
    public long watermark(long orderWatermarkMs) {
        return Math.min(orderWatermarkMs, billWatermarkMs);
    }

    /**
     * Closes every day that is over at the watermark of both inputs. After a restart the orders'
     * watermark begins anew, but no day opens again.
     */
    public DayProgress withOrderWatermark(long orderWatermarkMs, DayClock clock) {
        long watermarkMs = watermark(orderWatermarkMs);
        boolean somethingCloses =
                firstDay != Horizon.NONE && watermarkMs >= clock.closingWatermarkOf(firstDay);
        if (!somethingCloses) {
            return this;
        }
        int over = clock.closedThrough(watermarkMs);
        return over <= closedThrough ? this : new DayProgress(firstDay, over, billWatermarkMs);
    }

    /**
     * What holds for a task that takes over keys of both: the least. Every watermark is emitted
     * again after a restart, so a day that opens again here closes again, and what is due then is
     * the same; the other way round a key would be judged by a day whose timers have not fired for
     * it. The first day is the same for all that know it.
     */
    public DayProgress least(DayProgress other) {
        int first =
                firstDay == Horizon.NONE || other.firstDay == Horizon.NONE
                        ? Math.max(firstDay, other.firstDay)
                        : Math.min(firstDay, other.firstDay);
        return new DayProgress(
                first,
                Math.min(closedThrough, other.closedThrough),
                Math.min(billWatermarkMs, other.billWatermarkMs));
    }

    /**
     * The days as decisions see them.
     *
     * @param ended whether the inputs of a bounded run are read to their end
     */
    public Horizon horizon(boolean ended) {
        return new Horizon(firstDay, closedThrough, ended);
    }
}
