package io.recon.connectors.order;

import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;
import io.recon.model.order.OrderRecord;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the time of the orders moves, for each partition by itself; the time of a topic is that of
 * its slowest partition. It moves by
 *
 * <ul>
 *   <li>changes: the source's time of the change less the out-of-orderness, since others that were
 *       made before may still come. A row that a snapshot read (op {@code r}) moves nothing: its
 *       time is the snapshot's;
 *   <li>heartbeats: exactly. A heartbeat says that all changes before its time have been read.
 * </ul>
 *
 * <p>What was made before the time {@code t} is complete once the watermark is {@code t - 1}.
 *
 * <p>Silence moves nothing, and no partition is ever idle: a day closes because its orders are
 * known to be there, never because none came for a while.
 *
 * <p>A time further ahead of this machine's clock than the clock skew moves nothing either. It is
 * an error (a wrong unit, a wrong zone, a wrong clock), and time that went too far does not come
 * back. The change itself counts like any other. The source's counter {@code
 * recon.orders.aheadOfClock} tells how many there were.
 */
public final class OrderTime {
    private static final Logger LOG = LoggerFactory.getLogger(OrderTime.class);

    /** Until something told the time. */
    private static final long NONE = Long.MIN_VALUE;

    private OrderTime() {}

    /**
     * The orders' time by the machine's clock.
     *
     * @param outOfOrderness how far a change may come behind one that was made later
     * @param clockSkew how far the source's clock may be ahead of this machine's
     */
    public static WatermarkStrategy<OrderRecord> strategy(
            Duration outOfOrderness, Duration clockSkew) {
        return strategy(outOfOrderness, clockSkew, System::currentTimeMillis);
    }

    static WatermarkStrategy<OrderRecord> strategy(
            Duration outOfOrderness, Duration clockSkew, MachineClock clock) {
        return WatermarkStrategy.forGenerator(
                new Generators(outOfOrderness.toMillis(), clockSkew.toMillis(), clock));
    }

    /** Epoch milliseconds by this machine. It goes to where the source runs. */
    interface MachineClock extends Serializable {
        long nowMs();
    }

    /** Makes a generator for each partition that a subtask reads; they share the counter. */
    private static final class Generators implements WatermarkGeneratorSupplier<OrderRecord> {
        private static final long serialVersionUID = 1L;

        private final long outOfOrdernessMs;
        private final long clockSkewMs;
        private final MachineClock clock;
        private transient Counter aheadOfClock;

        Generators(long outOfOrdernessMs, long clockSkewMs, MachineClock clock) {
            this.outOfOrdernessMs = outOfOrdernessMs;
            this.clockSkewMs = clockSkewMs;
            this.clock = clock;
        }

        @Override
        public WatermarkGenerator<OrderRecord> createWatermarkGenerator(Context context) {
            if (aheadOfClock == null) {
                aheadOfClock =
                        context.getMetricGroup()
                                .addGroup("recon")
                                .addGroup("orders")
                                .counter("aheadOfClock");
            }
            return new Generator(outOfOrdernessMs, clockSkewMs, clock, aheadOfClock);
        }
    }

    private static final class Generator implements WatermarkGenerator<OrderRecord> {
        private final long outOfOrdernessMs;
        private final long clockSkewMs;
        private final MachineClock clock;
        private final Counter aheadOfClock;

        /** What was made before this is complete; epoch milliseconds. */
        private long completeBeforeMs = NONE;

        private boolean hasWarned;

        Generator(
                long outOfOrdernessMs, long clockSkewMs, MachineClock clock, Counter aheadOfClock) {
            this.outOfOrdernessMs = outOfOrdernessMs;
            this.clockSkewMs = clockSkewMs;
            this.clock = clock;
            this.aheadOfClock = aheadOfClock;
        }

        @Override
        public void onEvent(OrderRecord record, long ignored, WatermarkOutput output) {
            if (record instanceof OrderEvent.Heartbeat heartbeat) {
                advance(heartbeat, heartbeat.timestampMs());
            } else if (record instanceof OrderEvent.Change change
                    && change.operation() != OrderOperation.READ) {
                advance(change, change.timestampMs() - outOfOrdernessMs);
            }
        }

        private void advance(OrderEvent event, long newlyCompleteBeforeMs) {
            if (event.timestampMs() > clock.nowMs() + clockSkewMs) {
                aheadOfClock.inc();
                warnOnce(event);
            } else if (newlyCompleteBeforeMs > completeBeforeMs) {
                completeBeforeMs = newlyCompleteBeforeMs;
            }
        }

        /** More would fill the log where a whole source has the wrong zone. */
        private void warnOnce(OrderEvent event) {
            if (!hasWarned) {
                hasWarned = true;
                LOG.warn(
                        "An event of {} is more than {} ms ahead of this machine's clock: it and"
                                + " others like it do not move the orders' time",
                        Instant.ofEpochMilli(event.timestampMs()),
                        clockSkewMs);
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            if (completeBeforeMs != NONE) {
                output.emitWatermark(new Watermark(completeBeforeMs - 1));
            }
        }
    }
}
