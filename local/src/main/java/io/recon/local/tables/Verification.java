package io.recon.local.tables;

import io.recon.connectors.hive.HiveReader;
import io.recon.job.config.ChannelConfig;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.types.Row;

/**
 * Asks what the results of a day must be, and what they are: one question for all channels, since
 * planning one takes longer than most answers.
 */
final class Verification {
    /** Rows of the calendar beyond the days that are looked at, for times near their ends. */
    private static final int SPARE_DAYS = 2;

    /** A channel that has closed the day in question. */
    record Subject(ChannelConfig channel, LocalDate firstDay, LocalDate closedThrough) {
        String name() {
            return channel.name();
        }

        /** The day and later ones whose inputs were in time whenever they came. */
        LocalDate inTime() {
            return closedThrough.minusDays(channel.policy().retentionDays());
        }
    }

    /** How many results agree and how many do not. */
    static final class Count {
        private long agreeing;
        private long disagreeing;

        long agreeing() {
            return agreeing;
        }

        long disagreeing() {
            return disagreeing;
        }
    }

    private final List<Subject> subjects;
    private final Map<String, Count> counts = new LinkedHashMap<>();

    /**
     * @param subjects at least one
     */
    Verification(List<Subject> subjects) {
        this.subjects = List.copyOf(subjects);
        subjects.forEach(subject -> counts.put(subject.name(), new Count()));
    }

    /** By channel. */
    Map<String, Count> counts() {
        return counts;
    }

    /**
     * Asks.
     *
     * @param around how many days before and after the day are looked at
     * @param target gets every row on which the two disagree
     */
    void ask(HiveReader tables, LocalDate day, int around, Consumer<Disagreement> target)
            throws Exception {
        tables.query(sql(day, around), row -> count(row, target));
    }

    String sql(LocalDate day, int around) {
        LocalDate from = day.minusDays(around);
        LocalDate to = day.plusDays(around);
        LocalDate first = from.minusDays(SPARE_DAYS);
        LocalDate last = to.plusDays(SPARE_DAYS);
        return Question.of("verify")
                .including("bill-lines", "bill-lines")
                .with("channels", joined(", ", subject -> "'" + subject.name() + "'"))
                .with("day", day.toString())
                .with("from", from.toString())
                .with("to", to.toString())
                .with("first_day", each(subject -> "DATE '" + subject.firstDay() + "'"))
                .with("closed_through", each(subject -> "DATE '" + subject.closedThrough() + "'"))
                .with("in_time", each(subject -> "DATE '" + subject.inTime() + "'"))
                .with("tolerance", each(subject -> subject.channel().policy().toleranceMinor()))
                .with("day_parts", calendars(days -> days.dayParts(first, last)))
                .with("windows", calendars(days -> days.windows(first, last)))
                .with("bills", "channel IN (${channels}) AND dt BETWEEN '${from}' AND '${to}'")
                .with("transactions", "SELECT channel, account, txn_type, txn_no FROM asked")
                .sql();
    }

    private void count(Row row, Consumer<Disagreement> target) {
        Count count = counts.get(row.<String>getFieldAs("channel"));
        if (row.<Boolean>getFieldAs("agrees")) {
            count.agreeing = row.<Long>getFieldAs("results");
        } else {
            count.disagreeing++;
            target.accept(Disagreement.of(row));
        }
    }

    private String calendars(Function<DayCalendar, String> rows) {
        return joined(
                DayCalendar.SEPARATOR, subject -> rows.apply(new DayCalendar(subject.channel())));
    }

    private String each(Function<Subject, Object> literal) {
        return joined(
                " ", subject -> "WHEN '" + subject.name() + "' THEN " + literal.apply(subject));
    }

    private String joined(String separator, Function<Subject, String> text) {
        return subjects.stream().map(text).collect(Collectors.joining(separator));
    }
}
