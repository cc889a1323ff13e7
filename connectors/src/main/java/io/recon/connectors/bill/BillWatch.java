package io.recon.connectors.bill;

import io.recon.connectors.bill.landing.Patience;
import io.recon.model.day.DayClock;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * How a continuous run waits for bills.
 *
 * @param scanInterval how often the landing directory is listed
 * @param billDue how long after the end of its day a bill may come
 * @param zone the zone of the channel's days
 * @param cutOff the local time at which a day begins
 * @param clock the wall clock
 */
record BillWatch(
        Duration scanInterval, Duration billDue, ZoneId zone, LocalTime cutOff, Clock clock)
        implements Serializable {
    /** A bill is overdue after this many listings without it at the least. */
    private static final int LEAST_SCANS = 2;

    /** The waiting of one run. */
    Patience patience() {
        return new Patience(
                new DayClock(zone, cutOff), billDue, scanInterval.multipliedBy(LEAST_SCANS));
    }
}
