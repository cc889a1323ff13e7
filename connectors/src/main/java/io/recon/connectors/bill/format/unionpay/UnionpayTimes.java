package io.recon.connectors.bill.format.unionpay;

import io.recon.connectors.bill.format.text.LocalDay;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * Reads times written {@code MMDDhhmmss} in one zone. They name no year: it is the one that puts
 * the date nearest to the bill day, of the bill's own, the one before and the one after. Used by
 * one thread.
 */
final class UnionpayTimes {
    private static final int DAYS_PER_MONTH = 32;

    private final LocalDate billDay;
    private final ZoneId zone;

    /** The days met so far, by month and day of the month: records are not sorted by time. */
    private final LocalDay[] known = new LocalDay[13 * DAYS_PER_MONTH];

    UnionpayTimes(LocalDate billDay, ZoneId zone) {
        this.billDay = billDay;
        this.zone = zone;
    }

    /**
     * The instant of a time, epoch milliseconds.
     *
     * @param monthToSecond the ten digits as a number
     * @throws DateTimeException if there is no such time near the bill day
     */
    long instant(long monthToSecond) {
        int monthAndDay = (int) (monthToSecond / 1_000_000);
        int time = (int) (monthToSecond % 1_000_000);
        return day(monthAndDay / 100, monthAndDay % 100)
                .instant(time / 10_000, time / 100 % 100, time % 100);
    }

    private LocalDay day(int month, int dayOfMonth) {
        if (month < 1 || month > 12 || dayOfMonth >= DAYS_PER_MONTH) {
            throw new DateTimeException("there is no such day");
        }
        int index = month * DAYS_PER_MONTH + dayOfMonth;
        if (known[index] == null) {
            known[index] = new LocalDay(nearest(month, dayOfMonth), zone);
        }
        return known[index];
    }

    private LocalDate nearest(int month, int dayOfMonth) {
        LocalDate nearest = null;
        for (int year = billDay.getYear() - 1; year <= billDay.getYear() + 1; year++) {
            if (YearMonth.of(year, month).isValidDay(dayOfMonth)) {
                LocalDate date = LocalDate.of(year, month, dayOfMonth);
                if (nearest == null || daysFromBill(date) < daysFromBill(nearest)) {
                    nearest = date;
                }
            }
        }
        if (nearest == null) {
            throw new DateTimeException("there is no such day in the years around " + billDay);
        }
        return nearest;
    }

    private long daysFromBill(LocalDate date) {
        return Math.abs(date.toEpochDay() - billDay.toEpochDay());
    }
}
