package io.recon.connectors.alert;

import io.recon.connectors.config.Quoted;
import io.recon.model.Currencies;
import io.recon.model.MinorUnits;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.alert.Alert;
import io.recon.model.alert.Alert.FoldedSum;
import io.recon.model.alert.AlertFold;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** What an alert says, in one line for people. Programs read the fields instead. */
final class AlertMessage {
    private static final int MOST_CHARS = 1_000;

    private AlertMessage() {}

    static String of(Alert alert) {
        // Numbers, file names and reasons come from outside, and may hold anything.
        return Quoted.plain(text(alert), MOST_CHARS);
    }

    private static String text(Alert alert) {
        if (alert instanceof Alert.OfResult result) {
            return text(result);
        }
        if (alert instanceof Alert.Folded folded) {
            return text(folded);
        }
        if (alert instanceof Alert.OfDay day) {
            return text(day);
        }
        if (alert instanceof Alert.OfFile file) {
            FileReport report = file.report();
            return file.channel()
                    + ' '
                    + date(report.day())
                    + ' '
                    + report.file()
                    + ": "
                    + report.error()
                    + (report.detail().isEmpty() ? "" : ", " + report.detail());
        }
        if (alert instanceof Alert.Recovered recovered) {
            return recovered.checkpoint() == Alert.Recovered.BEGINNING
                    ? "begins anew: what was told before and is not repeated is void"
                    : "went back to checkpoint "
                            + recovered.checkpoint()
                            + ": what was told after it and is not repeated is void";
        }
        throw new IllegalStateException(alert.getClass() + " is an alert without a message");
    }

    private static String text(Alert.OfResult alert) {
        TransactionKey key = alert.change().key();
        Result after = alert.change().change().after();
        Result before = alert.change().change().before();
        StringBuilder text = new StringBuilder(160);
        text.append(key.channel())
                .append(' ')
                .append(key.type().name())
                .append(' ')
                .append(key.number())
                .append(": ")
                .append(outcome(after.verdict()));
        if (before != null && !before.verdict().equals(after.verdict())) {
            text.append(", was ").append(outcome(before.verdict()));
        }
        boolean isAlone = after.platform() == null || after.line() == null;
        PlatformSide platform = after.platform();
        if (platform != null) {
            text.append(", platform ").append(money(platform.amount()));
            differing(after.verdict(), platform.status().name(), platform.day(), isAlone, text);
        }
        BillLine line = after.line();
        if (line != null) {
            text.append(", channel ").append(money(line.amount()));
            differing(after.verdict(), line.status().name(), line.position().day(), isAlone, text);
        }
        return text.toString();
    }

    /** Status and day are told where they differ, and the day of a side that stands alone. */
    private static void differing(
            Verdict verdict, String status, int day, boolean isAlone, StringBuilder text) {
        if ((verdict.differences() & Verdict.STATUS) != 0) {
            text.append(' ').append(status);
        }
        if (isAlone || (verdict.differences() & Verdict.DAY) != 0) {
            text.append(" on ").append(date(day));
        }
    }

    private static String outcome(Verdict verdict) {
        return verdict.outcome().name() + (verdict.pending() ? " (pending)" : "");
    }

    private static String text(Alert.Folded folded) {
        AlertFold fold = folded.fold();
        List<String> sums = new ArrayList<>();
        for (FoldedSum sum : fold.sums()) {
            sums.add(money(new Money(sum.amountMinor(), sum.currency())));
        }
        return folded.group().channel()
                + ' '
                + date(folded.group().day())
                + ' '
                + folded.group().outcome().name()
                + ": "
                + fold.opened()
                + " more opened"
                + (sums.isEmpty() ? "" : " (" + String.join(", ", sums) + ")")
                + ", "
                + fold.changed()
                + " changed, "
                + fold.resolved()
                + " resolved";
    }

    private static String text(Alert.OfDay alert) {
        DayReport report = alert.report();
        String days = date(report.day());
        if (report.lastDay() != report.day()) {
            days += " to " + date(report.lastDay());
        }
        String status = report.status().name().toLowerCase(Locale.ROOT);
        String what =
                switch (alert.phase()) {
                    // Why it waits says more than that it does.
                    case OPENED, CHANGED -> report.reason().isEmpty() ? status : report.reason();
                    case RESOLVED ->
                            report.reason().isEmpty() ? status : status + ", " + report.reason();
                };
        return alert.channel() + ' ' + days + ": " + what;
    }

    private static String money(Money money) {
        OptionalInt exponent = Currencies.exponent(money.currency());
        return money.currency()
                + ' '
                + (exponent.isPresent()
                        ? MinorUnits.format(money.minor(), exponent.getAsInt())
                        : money.minor() + " minor units");
    }

    private static String date(int epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }
}
