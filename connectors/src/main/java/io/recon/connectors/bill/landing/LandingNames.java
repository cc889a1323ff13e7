package io.recon.connectors.bill.landing;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the names in a landing directory mean. */
public final class LandingNames {
    /** The day's bill is complete. */
    public static final String SUCCESS = "_SUCCESS";

    /** An operator seals the day, whatever its bill is like. */
    public static final String ACCEPT = "_ACCEPT";

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern ISSUE = Pattern.compile("v([1-9][0-9]{0,5})");

    private LandingNames() {}

    /** Whether a name is none of a bill: a marker, or something that is still being written. */
    public static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    /** The bill day of a directory in epoch days, or empty if its name is no yyyy-MM-dd. */
    public static OptionalInt day(String directory) {
        if (!DAY.matcher(directory).matches()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Math.toIntExact(LocalDate.parse(directory).toEpochDay()));
        } catch (DateTimeParseException e) {
            return OptionalInt.empty();
        }
    }

    /** The issue, from 2, of a directory below a day's, or empty if its name is no vN. */
    public static OptionalInt issue(String directory) {
        Matcher name = ISSUE.matcher(directory);
        if (!name.matches()) {
            return OptionalInt.empty();
        }
        int issue = Integer.parseInt(name.group(1));
        return issue >= 2 ? OptionalInt.of(issue) : OptionalInt.empty();
    }

    /** The directory of an issue from 2 on, below its day's. */
    static String issueDirectory(int issue) {
        return "v" + issue;
    }

    /** The directory of a day. */
    public static String directory(int day) {
        return LocalDate.ofEpochDay(day).toString();
    }
}
