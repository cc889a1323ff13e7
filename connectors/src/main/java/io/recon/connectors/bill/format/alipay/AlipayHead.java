package io.recon.connectors.bill.format.alipay;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.text.BoundedLines;
import io.recon.connectors.bill.format.text.CsvCells;
import io.recon.connectors.bill.format.text.HeaderColumns;
import io.recon.connectors.bill.format.text.LineError;
import java.io.IOException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the rows of a detail or a summary: whose it is, of which day, and the names of
 * its columns.
 *
 * @param account the merchant's 16 digits (PID)
 */
record AlipayHead(String account, HeaderColumns columns) {
    private static final Pattern ACCOUNT = Pattern.compile("#账号\\s*[:：]\\s*\\[(\\d{16}|\\d{20})]");
    private static final int ACCOUNT_DIGITS = 16;
    private static final Pattern DAYS =
            Pattern.compile(
                    "#起始日期\\s*[:：]\\s*\\[(\\d{4})年(\\d{2})月(\\d{2})日 00:00:00]"
                            + "\\s*终止日期\\s*[:：]\\s*\\[(\\d{4})年(\\d{2})月(\\d{2})日 00:00:00]");

    /** Reads to the line with the columns' names, and checks whose and of which day it is. */
    static AlipayHead read(BoundedLines lines, int day, BillContext context)
            throws UnreadableBillException, IOException {
        String account = null;
        boolean hasDay = false;
        while (lines.next()) {
            if (lines.isBlank()) {
                continue;
            }
            String line = lines.text();
            if (!line.startsWith("#")) {
                if (account == null || !hasDay) {
                    throw missing(account == null ? "#账号" : "#起始日期");
                }
                return new AlipayHead(account, columns(lines));
            }
            if (line.startsWith("#账号")) {
                account = account(line, account, context);
            } else if (line.startsWith("#起始日期")) {
                checkDay(line, day);
                hasDay = true;
            }
        }
        throw missing("with the columns' names");
    }

    private static UnreadableBillException missing(String what) {
        return new UnreadableBillException(
                BillError.MISSING_HEADER, "the line " + what + " is missing");
    }

    private static String account(String line, String known, BillContext context)
            throws UnreadableBillException {
        Matcher matcher = ACCOUNT.matcher(line);
        if (!matcher.lookingAt()) {
            throw new UnreadableBillException(
                    BillError.MISSING_HEADER,
                    LineError.quoted(line) + " names no account of 16 or 20 digits");
        }
        String account = matcher.group(1).substring(0, ACCOUNT_DIGITS);
        if (known != null && !known.equals(account)) {
            throw new UnreadableBillException(
                    BillError.MISSING_HEADER,
                    "the head names the account " + known + " and then " + account);
        }
        if (!context.accepts(account)) {
            throw new UnreadableBillException(
                    BillError.WRONG_MERCHANT,
                    "the bill is of account "
                            + account
                            + ", channel "
                            + context.channel()
                            + " has "
                            + String.join(", ", context.accounts().stream().sorted().toList()));
        }
        return account;
    }

    private static void checkDay(String line, int day) throws UnreadableBillException {
        Matcher matcher = DAYS.matcher(line);
        LocalDate expected = LocalDate.ofEpochDay(day);
        if (matcher.lookingAt()
                && isDay(matcher, 1, expected)
                && isDay(matcher, 4, expected.plusDays(1))) {
            return;
        }
        String dates = line.replaceAll("\\s+|,+$", " ").strip();
        throw new UnreadableBillException(
                BillError.WRONG_DAY,
                LineError.quoted(dates)
                        + " is not the directory's day "
                        + expected
                        + " to the next at 00:00:00");
    }

    private static boolean isDay(Matcher matcher, int group, LocalDate expected) {
        return Integer.parseInt(matcher.group(group)) == expected.getYear()
                && Integer.parseInt(matcher.group(group + 1)) == expected.getMonthValue()
                && Integer.parseInt(matcher.group(group + 2)) == expected.getDayOfMonth();
    }

    private static HeaderColumns columns(BoundedLines lines) throws UnreadableBillException {
        CsvCells cells = new CsvCells(',', '"');
        cells.cutLine(lines.chars(), lines.length());
        return HeaderColumns.of(cells.texts());
    }
}
