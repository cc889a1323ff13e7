package io.recon.local.tables;

import io.recon.connectors.hive.HiveReader;
import io.recon.job.config.ChannelConfig;
import java.time.LocalDate;
import java.util.function.Consumer;

/** Asks for one channel and one closed day what its results must be, and what they are. */
final class Verification {
    /** Rows of the calendar beyond the days that are looked at, for times near their ends. */
    private static final int SPARE_DAYS = 2;

    private final HiveReader tables;
    private final ChannelConfig channel;
    private final LocalDate closedThrough;
    private final LocalDate firstDay;
    private long agreeing;
    private long disagreeing;

    Verification(
            HiveReader tables, ChannelConfig channel, LocalDate closedThrough, LocalDate firstDay) {
        this.tables = tables;
        this.channel = channel;
        this.closedThrough = closedThrough;
        this.firstDay = firstDay;
    }

    /** How many results agree. */
    long agreeing() {
        return agreeing;
    }

    long disagreeing() {
        return disagreeing;
    }

    /**
     * Asks.
     *
     * @param around how many days before and after the day are looked at
     * @param target gets every row on which the two disagree
     */
    void ask(LocalDate day, int around, Consumer<Disagreement> target) throws Exception {
        LocalDate from = day.minusDays(around);
        LocalDate to = day.plusDays(around);
        tables.query(
                Question.of("verify")
                        .including("bill-lines", "bill-lines")
                        .with("channel", channel.name())
                        .with("day", day.toString())
                        .with("from", from.toString())
                        .with("to", to.toString())
                        .with("calendar", calendar(from, to))
                        .with("closed_through", closedThrough.toString())
                        .with("first_day", firstDay.toString())
                        .with("in_time", inTime().toString())
                        .with("tolerance", channel.policy().toleranceMinor())
                        .with(
                                "bills",
                                "channel = '${channel}' AND dt BETWEEN '${from}' AND '${to}'")
                        .with(
                                "transactions",
                                "SELECT channel, account, txn_type, txn_no FROM asked")
                        .sql(),
                row -> {
                    agreeing = row.<Long>getFieldAs("agreeing");
                    if (row.getField("agrees") != null) {
                        disagreeing++;
                        target.accept(Disagreement.of(channel.name(), row));
                    }
                });
    }

    private String calendar(LocalDate from, LocalDate to) {
        return new DayCalendar(channel).rows(from.minusDays(SPARE_DAYS), to.plusDays(SPARE_DAYS));
    }

    private LocalDate inTime() {
        return closedThrough.minusDays(channel.policy().retentionDays());
    }
}
