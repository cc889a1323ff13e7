package io.recon.model.day;

/**
 * How far one channel's days have come, as it is remembered over restarts. Immutable.
 *
 * @param firstDay the first day that can close, epoch days; {@link Horizon#NONE} until the bill
 *     input has spoken
 * @param closedThrough the last closed day, epoch days; {@link Horizon#NONE} before the first close
 * @param billWatermarkMs the bill input's last real watermark, epoch milliseconds; {@link
 *     Long#MIN_VALUE} before the first
 * @param orderWatermarkMs likewise of the orders. What was read before it is in the state that is
 *     remembered with it, so it holds after a restart too
 */
public record DayProgress(
        int firstDay, int closedThrough, long billWatermarkMs, long orderWatermarkMs) {
    /** Nothing is known yet. */
    public static final DayProgress NONE = of(Horizon.NONE, Horizon.NONE);

    /** The days alone, where no watermark is of concern. */
    public static DayProgress of(int firstDay, int closedThrough) {
        return new DayProgress(firstDay, closedThrough, Long.MIN_VALUE, Long.MIN_VALUE);
    }

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
        return new DayProgress(first, closedThrough, watermarkMs, orderWatermarkMs);
    }

    /**
     * The watermark of both inputs together.
     *
     * @param orderWatermarkMs the orders' last one since the start. After a restart it comes from
     *     further back, and what was remembered holds until it is there again
     */
    public long watermark(long orderWatermarkMs) {
        return Math.min(Math.max(orderWatermarkMs, this.orderWatermarkMs), billWatermarkMs);
    }

    /**
     * The orders have come to a watermark, and every day closes that is over at the watermark of
     * both inputs. The watermark of a finished input, {@link Long#MAX_VALUE}, closes every sealed
     * day, but is not remembered: whoever goes on from here may get more orders.
     */
    public DayProgress withOrderWatermark(long watermarkMs, DayClock clock) {
        boolean isRead = watermarkMs > orderWatermarkMs && watermarkMs != Long.MAX_VALUE;
        int closed = closedThrough(watermark(watermarkMs), clock);
        return isRead || closed != closedThrough
                ? new DayProgress(
                        firstDay, closed, billWatermarkMs, isRead ? watermarkMs : orderWatermarkMs)
                : this;
    }

    /** No day opens again, whatever the watermark. */
    private int closedThrough(long watermarkMs, DayClock clock) {
        boolean somethingCloses =
                firstDay != Horizon.NONE && watermarkMs >= clock.closingWatermarkOf(firstDay);
        return somethingCloses
                ? Math.max(closedThrough, clock.closedThrough(watermarkMs))
                : closedThrough;
    }

    /**
     * What holds for a task that takes over keys of both: the least, for that much both have read.
     * The watermarks that one of them had read further are still on their way to it or are emitted
     * again, so a day that opens again here closes again, and what is due then is the same; the
     * other way round a key would be judged by a day whose timers have not fired for it. The first
     * day is the same for all that know it.
     */
    public DayProgress least(DayProgress other) {
        int first =
                firstDay == Horizon.NONE || other.firstDay == Horizon.NONE
                        ? Math.max(firstDay, other.firstDay)
                        : Math.min(firstDay, other.firstDay);
        return new DayProgress(
                first,
                Math.min(closedThrough, other.closedThrough),
                Math.min(billWatermarkMs, other.billWatermarkMs),
                Math.min(orderWatermarkMs, other.orderWatermarkMs));
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
