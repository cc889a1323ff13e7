package io.recon.connectors.bill;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/** Random bills of a few days, and what a right source makes of them. */
final class BillPlan {
    static final int FIRST_DAY = Math.toIntExact(LocalDate.of(2026, 11, 1).toEpochDay());

    final List<Day> days = new ArrayList<>();

    /** What a day's bill is like. */
    enum Fate {
        PROVEN,
        HELD,
        ACCEPTED,
        ABSENT,
        /** No directory but for an operator's word. */
        ACCEPTED_ABSENT
    }

    /**
     * One planned day.
     *
     * @param issue the issue that counts
     * @param files lines by file name; names begin with the issue's directory
     */
    record Day(int day, Fate fate, int issue, Map<String, List<String>> files) {
        String prefix() {
            return issue == 1 ? "" : "v" + issue + "/";
        }
    }

    BillPlan(Random random, List<Fate> fates, boolean reissues) {
        int day = FIRST_DAY;
        for (Fate fate : fates) {
            int issue = reissues && random.nextInt(4) == 0 ? 2 : 1;
            Day planned = new Day(day, fate, issue, new TreeMap<>());
            if (fate != Fate.ABSENT && fate != Fate.ACCEPTED_ABSENT) {
                addFiles(planned, random);
            }
            days.add(planned);
            day++;
        }
    }

    private static void addFiles(Day day, Random random) {
        boolean flawed = day.fate() != Fate.PROVEN;
        int count = flawed ? 1 + random.nextInt(5) : random.nextInt(7);
        for (int file = 0; file < count; file++) {
            int size = random.nextInt(4) == 0 ? 4_000 : random.nextInt(600);
            List<String> lines = new ArrayList<>();
            for (int line = 0; line < size; line++) {
                lines.add("n" + day.day() + "-" + file + "-" + line);
            }
            if (flawed && file == 0) {
                lines.add(lines.size() / 2, "!damaged");
            }
            String suffix = random.nextInt(3) == 0 ? ".txt.gz" : ".txt";
            day.files().put(day.prefix() + "bill-" + file + suffix, lines);
        }
    }

    int lineCount() {
        return days.stream()
                .flatMap(day -> day.files().values().stream())
                .mapToInt(List::size)
                .sum();
    }

    /**
     * Every record that must come of a continuous run, in which each accepted day was held first,
     * and a file comes after its day was sealed.
     */
    Set<String> expectedContinuously() {
        Set<String> expected = expected();
        for (Day day : days) {
            if (day.fate() == Fate.ACCEPTED) {
                expected.add("day " + day.day() + " " + day.issue() + " HELD");
            }
        }
        expected.add(lateFile());
        return expected;
    }

    /** Every record that must come, each once. */
    Set<String> expected() {
        Set<String> expected = new TreeSet<>();
        boolean inOrder = true;
        for (Day day : days) {
            day.files().forEach((name, lines) -> expectFile(day, name, lines, expected));
            boolean seals =
                    day.fate() == Fate.PROVEN
                            || day.fate() == Fate.ACCEPTED
                            || day.fate() == Fate.ACCEPTED_ABSENT;
            inOrder &= seals;
            if (inOrder) {
                String status = day.fate() == Fate.PROVEN ? "SEALED" : "ACCEPTED";
                expected.add("day " + day.day() + " " + day.issue() + " " + status);
            } else if (!seals) {
                expected.add("day " + day.day() + " " + day.issue() + " " + day.fate());
            }
        }
        return expected;
    }

    private static void expectFile(Day day, String name, List<String> lines, Set<String> expected) {
        int number = 0;
        for (String line : lines) {
            number++;
            String kind = line.startsWith("!") ? "reject " : "line ";
            expected.add(kind + day.day() + " " + name + " " + number);
        }
        expected.add("file " + day.day() + " " + day.issue() + " " + name);
    }

    /** Makes the bills appear bit by bit, some of a day before the rest of the day before it. */
    void writeBitByBit(Path channel, Random random, RunLog log) throws Exception {
        List<List<String>> left = new ArrayList<>();
        days.forEach(day -> left.add(new ArrayList<>(day.files().keySet())));
        for (int i = 0; i < days.size(); i++) {
            Day day = days.get(i);
            int half = left.get(i).size() / 2;
            for (String name : left.get(i).subList(0, half)) {
                write(channel, day, name);
            }
            if (i + 1 < days.size() && !left.get(i + 1).isEmpty()) {
                write(channel, days.get(i + 1), left.get(i + 1).remove(0));
            }
            log.pause(Duration.ofMillis(random.nextInt(200)));
            for (String name : left.get(i).subList(half, left.get(i).size())) {
                write(channel, day, name);
            }
            log.pause(Duration.ofMillis(random.nextBoolean() ? random.nextInt(200) : 0));
            if (day.fate() == Fate.ACCEPTED_ABSENT) {
                mark(channel, day, "_ACCEPT");
                continue;
            }
            mark(channel, day, "_SUCCESS");
            if (day.fate() == Fate.ACCEPTED) {
                log.await("day " + day.day() + " " + day.issue() + " HELD");
                mark(channel, day, "_ACCEPT");
            }
        }
        Day first = days.get(0);
        log.await("day " + first.day() + " " + first.issue() + " SEALED");
        writeLateFile(channel);
    }

    /** What comes of the file that {@link #writeLateFile} writes. */
    String lateFile() {
        Day first = days.get(0);
        String name = first.prefix() + "late.txt";
        return "late file " + first.day() + " " + first.issue() + " " + name;
    }

    void writeLateFile(Path channel) throws IOException {
        Day first = days.get(0);
        String late = first.prefix() + "late.txt";
        write(
                channel,
                new Day(first.day(), first.fate(), first.issue(), Map.of(late, List.of("x"))),
                late);
    }

    /** The last day that is sealed in the end. */
    int sealedThrough() {
        int sealed = FIRST_DAY - 1;
        for (Day day : days) {
            if (day.fate() == Fate.HELD || day.fate() == Fate.ABSENT) {
                break;
            }
            sealed = day.day();
        }
        return sealed;
    }

    /** Writes everything at once, as a bounded run finds it. */
    void writeAll(Path channel) throws IOException {
        for (Day day : days) {
            if (day.fate() == Fate.ABSENT) {
                continue;
            }
            directory(channel, day);
            for (String name : day.files().keySet()) {
                write(channel, day, name);
            }
            if (day.files().isEmpty() && day.fate() == Fate.PROVEN) {
                mark(channel, day, "_SUCCESS");
            }
            if (day.issue() > 1) {
                Path replaced = directory(channel, day).resolve("replaced.txt");
                Files.writeString(replaced, "!former issue\n");
            }
            if (day.fate() == Fate.ACCEPTED || day.fate() == Fate.ACCEPTED_ABSENT) {
                mark(channel, day, "_ACCEPT");
            }
        }
    }

    static Path directory(Path channel, Day day) throws IOException {
        return Files.createDirectories(channel.resolve(LocalDate.ofEpochDay(day.day()).toString()));
    }

    /** Makes a file appear at once. */
    static void write(Path channel, Day day, String name) throws IOException {
        Path target = directory(channel, day).resolve(name);
        Files.createDirectories(target.getParent());
        Path hidden = target.resolveSibling(".writing-" + target.getFileName());
        try (OutputStream plain = Files.newOutputStream(hidden);
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
            for (String line : day.files().get(name)) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
    }

    static void mark(Path channel, Day day, String marker) throws IOException {
        Path issue = directory(channel, day).resolve(day.prefix());
        Files.createDirectories(issue);
        Files.createFile(issue.resolve(marker));
    }
}
