package io.recon.job.config;

import io.recon.connectors.config.NearestName;
import io.recon.job.config.ValueType.Scalar;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The kinds of single values that the configuration knows. */
final class Scalars {
    /** Names of channels and formats become names of directories and files. */
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private static final Pattern TIME_OF_DAY = Pattern.compile("\\d{2}:\\d{2}(:\\d{2})?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DAYS = Pattern.compile("P(\\d{1,9})D");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern SERVER =
            Pattern.compile("([a-zA-Z0-9%._-]+|\\[[0-9a-fA-F:.%]+]):(\\d{1,5})");
    private static final Pattern METASTORE = Pattern.compile("thrift://(.+)");
    private static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9_]{0,127}");

    static final Scalar<String> TEXT = new Scalar<>("a text", Scalars::text);

    static final Scalar<String> FORMAT = new Scalar<>("the name of a format", Scalars::text);

    static final Scalar<Location> LOCATION =
            new Scalar<>("a directory or a URI", text -> new Location(text(text)));

    static final Scalar<ZoneId> ZONE = new Scalar<>("a time zone", Scalars::zone);

    static final Scalar<LocalTime> LOCAL_TIME =
            new Scalar<>("a time of day, `HH:mm`", Scalars::timeOfDay);

    static final Scalar<LocalDate> LOCAL_DATE = new Scalar<>("a date, `yyyy-MM-dd`", Scalars::date);

    static final Scalar<Integer> WHOLE_DAYS =
            new Scalar<>("whole days, `PnD`, from `P1D` to `P3650D`", Scalars::days);

    static final Scalar<String> KAFKA_TOPIC =
            new Scalar<>(
                    "the name of a Kafka topic",
                    text ->
                            matching(
                                    TOPIC,
                                    text,
                                    "is no topic; letters, digits, '.', '_' and '-' make one"));

    static final Scalar<String> KAFKA_SERVERS =
            new Scalar<>(
                    "`host:port`, several joined with commas",
                    text ->
                            eachOf(
                                    text,
                                    SERVER,
                                    "is no list of servers; write it like localhost:9092"));

    static final Scalar<String> HIVE_METASTORE =
            new Scalar<>("`thrift://host:port`, several joined with commas", Scalars::metastore);

    static final Scalar<String> HIVE_DATABASE =
            new Scalar<>(
                    "the name of a database",
                    text ->
                            matching(
                                    DATABASE,
                                    text,
                                    "is no database; lower-case letters, digits and '_' make one,"
                                            + " a letter first"));

    private Scalars() {}

    /** Whole numbers within bounds, which are allowed too. */
    static Scalar<Long> wholeNumber(String unit, long least, long most) {
        String wanted =
                "a whole number of "
                        + unit
                        + (most == Long.MAX_VALUE
                                ? ", at least " + least
                                : " from " + least + " to " + most);
        return new Scalar<>(wanted, text -> wholeNumber(text, wanted, least, most));
    }

    /** Durations up to {@code most}; whether that is allowed too is said by {@code inclusive}. */
    static Scalar<Duration> duration(Duration most, boolean inclusive) {
        return duration(Duration.ZERO, most, inclusive);
    }

    /** As {@link #duration(Duration, boolean)}, from {@code least} on, which is allowed too. */
    static Scalar<Duration> duration(Duration least, Duration most, boolean inclusive) {
        String wanted =
                "a duration from `"
                        + least
                        + "` to "
                        + (inclusive ? "" : "less than ")
                        + "`"
                        + most
                        + "`";
        return new Scalar<>(wanted, text -> duration(text, least, most, inclusive));
    }

    /** One of some words; upper and lower case are the same where the words are ours alone. */
    static <T> Scalar<T> oneOf(Map<String, T> words) {
        Map<String, T> ordered = new LinkedHashMap<>(new TreeMap<>(words));
        List<String> known = List.copyOf(ordered.keySet());
        String wanted = "`" + String.join("`, `", known) + "`";
        return new Scalar<>(
                wanted,
                text -> {
                    T value = ordered.get(text);
                    if (value == null) {
                        throw new BadValueException(
                                "is none of " + String.join(", ", known), didYouMean(text, known));
                    }
                    return value;
                });
    }

    private static String text(String text) throws BadValueException {
        if (text.isBlank()) {
            throw new BadValueException("is empty");
        }
        if (text.length() > 4_096) {
            throw new BadValueException("is longer than 4096 characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new BadValueException("holds a line break or another control character");
        }
        return text;
    }

    private static ZoneId zone(String text) throws BadValueException {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            Collection<String> known = ZoneId.getAvailableZoneIds();
            Optional<String> nearest =
                    NearestName.near(text, known).or(() -> zoneOfCity(text, known));
            throw new BadValueException(
                    "is no time zone",
                    nearest.map(Scalars::didYouMean)
                            .orElse("; write a name such as Asia/Shanghai or UTC"));
        }
    }

    private static Optional<String> zoneOfCity(String city, Collection<String> zones) {
        Map<String, String> zonesByCity = new TreeMap<>();
        for (String zone : zones) {
            int slash = zone.lastIndexOf('/');
            if (slash >= 0 && !zone.startsWith("Etc/")) {
                zonesByCity.merge(
                        zone.substring(slash + 1),
                        zone,
                        (one, other) -> one.compareTo(other) < 0 ? one : other);
            }
        }
        return NearestName.near(city.replace(' ', '_'), zonesByCity.keySet()).map(zonesByCity::get);
    }

    private static LocalTime timeOfDay(String text) throws BadValueException {
        try {
            if (TIME_OF_DAY.matcher(text).matches()) {
                return LocalTime.parse(text);
            }
        } catch (DateTimeException e) {
            // Told below: 24:00 is as wrong as 9am.
        }
        throw new BadValueException(
                "is no time of day; write HH:mm or HH:mm:ss, from 00:00 to 23:59:59");
    }

    private static LocalDate date(String text) throws BadValueException {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // Told below: 2026-02-30 is as wrong as 1 March.
        }
        throw new BadValueException("is no date; write yyyy-MM-dd, such as 2026-03-01");
    }

    private static int days(String text) throws BadValueException {
        var matcher = DAYS.matcher(text);
        if (!matcher.matches()) {
            throw new BadValueException("is no number of whole days; write it like P7D");
        }
        int days = Integer.parseInt(matcher.group(1));
        if (days < 1 || days > 3_650) {
            throw new BadValueException("is out of bounds: from P1D to P3650D is allowed");
        }
        return days;
    }

    private static Duration duration(String text, Duration least, Duration most, boolean inclusive)
            throws BadValueException {
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeException e) {
            throw new BadValueException("is no duration; write it like PT30M, PT2H or PT45S");
        }
        int order = duration.compareTo(most);
        if (duration.compareTo(least) < 0 || order > 0 || (order == 0 && !inclusive)) {
            throw new BadValueException(
                    "is out of bounds: from "
                            + least
                            + " to "
                            + (inclusive ? "" : "less than ")
                            + most
                            + " is allowed");
        }
        return duration;
    }

    private static long wholeNumber(String text, String wanted, long least, long most)
            throws BadValueException {
        if (!INTEGER.matcher(text).matches()) {
            throw new BadValueException("is no whole number; " + wanted + " is wanted");
        }
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadValueException("is out of bounds; " + wanted + " is wanted");
        }
        if (number < least || number > most) {
            throw new BadValueException("is out of bounds; " + wanted + " is wanted");
        }
        return number;
    }

    private static String metastore(String text) throws BadValueException {
        String complaint = "is no address of a metastore; write it like thrift://localhost:9083";
        for (String one : text(text).split(",", -1)) {
            var matcher = METASTORE.matcher(one.strip());
            if (!matcher.matches()) {
                throw new BadValueException(complaint);
            }
            eachOf(matcher.group(1), SERVER, complaint);
        }
        return text;
    }

    private static String eachOf(String text, Pattern server, String complaint)
            throws BadValueException {
        for (String one : text(text).split(",", -1)) {
            var matcher = server.matcher(one.strip());
            if (!matcher.matches()) {
                throw new BadValueException(complaint);
            }
            int port = Integer.parseInt(matcher.group(2));
            if (port < 1 || port > 65_535) {
                throw new BadValueException(complaint + "; a port is a number from 1 to 65535");
            }
        }
        return text;
    }

    private static String matching(Pattern pattern, String text, String complaint)
            throws BadValueException {
        if (!pattern.matcher(text).matches() || text.equals(".") || text.equals("..")) {
            throw new BadValueException(complaint);
        }
        return text;
    }

    private static String didYouMean(String text, Collection<String> known) {
        return NearestName.near(text, known).map(Scalars::didYouMean).orElse("");
    }

    private static String didYouMean(String name) {
        return "; did you mean \"" + name + "\"?";
    }

    /** The words of an enum as they are written: lower case with hyphens. */
    static <E extends Enum<E>> Map<String, E> words(E[] constants) {
        Map<String, E> words = new TreeMap<>();
        for (E constant : constants) {
            words.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return words;
    }
}
