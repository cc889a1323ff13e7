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

        String rules() {
            return "('%s', DATE '%s', DATE '%s', DATE '%s', %d)"
                    .formatted(
                            name(),
                            firstDay,
                            closedThrough,
                            inTime(),
                            channel.policy().toleranceMinor());
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
        LocalDate from = day.minusDays(around);
        LocalDate to = day.plusDays(around);
        String sql =
                Question.of("verify")
                        .including("bill-lines", "bill-lines")
                        .with("channels", joined(", ", subject -> "'" + subject.name() + "'"))
                        .with("day", day.toString())
                        .with("from", from.toString())
                        .with("to", to.toString())
                        .with("rules", joined(",\n    ", Subject::rules))
                        .with("calendar", calendar(from, to))
                        .with(
                                "bills",
                                "channel IN (${channels}) AND dt BETWEEN '${from}' AND '${to}'")
                        .with(
                                "transactions",
                                "SELECT channel, account, txn_type, txn_no FROM asked")
                        .sql();
        tables.query(sql, row -> count(row, target));
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

    private String calendar(LocalDate from, LocalDate to) {
        return joined(
                ",\n    ",
                subject ->
                        new DayCalendar(subject.channel())
                                .rows(from.minusDays(SPARE_DAYS), to.plusDays(SPARE_DAYS)));
    }

    private String joined(String separator, Function<Subject, String> text) {
        return subjects.stream().map(text).collect(Collectors.joining(separator));
    }
}
