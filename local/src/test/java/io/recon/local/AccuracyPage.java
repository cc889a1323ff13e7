package io.recon.local;

import static java.util.stream.Collectors.joining;

import io.recon.local.workload.CsvTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes {@code docs/accuracy.md} out of the notes that {@code bin/record} takes. */
final class AccuracyPage {
    private static final Pattern SEEDS =
            Pattern.compile("(\\d+) seeds, (\\d+) crashes, (\\d+) verdicts, (\\d+) wrong(.*)");
    private static final Pattern ROUNDS =
            Pattern.compile(
                    "(\\d+) rounds, (\\d+) kills, (\\d+) rows, (\\d+) lost, (\\d+) doubled,"
                            + " (\\d+) wrong(.*)");
    private static final Pattern BACKEND = Pattern.compile("--backend[ =](\\w+)");

    /** What {@code bin/record} adds to a result that leaves something out. */
    private static final String NOT_TO_THE_END = ", not played to the end";

    private static final String HEAD =
            """
            # Accuracy
            <!-- Made of docs/accuracy.csv. Write it anew with
                 ./mvnw -pl local -am test -Dtest=AccuracyPageTest \\
                   -Dsurefire.failIfNoSpecifiedTests=false -Drecon.docs.write=true -->

            How often is the engine wrong? This page says what was checked, by what, and what came out.

            - Of the [simulator](simulator.md) it counts **verdicts**: changes of results that the engine emitted. Each is
              checked by itself when it comes, and all results of a history are compared with an oracle that shares no code
              with the engine: at each moment at which nothing is under way, and at the end. A change that is overtaken or
              undone by a crash before such a moment is not compared one by one.
            - Of the [drills](drills.md) it counts **rows** of all tables, compared with what was planted before the job saw
              anything.

            ## What was found

            | what was tried | runs | seeds or rounds | killed or crashed | verdicts or rows | wrong |
            | --- | ---: | ---: | ---: | ---: | ---: |
            """;

    private static final String RULE =
            """

            Wrong is what was lost, doubled, or not as it is due. Runs of former commits stay in the sums, with the errors
            that they found: [what drills found](drills.md#what-drills-found) says what these were and how they were mended.

            The histories are made up, to be harder than those of a payment platform: a few days of few transactions each,
            many of which are repeated, late, changed, deleted or booked elsewhere, with crashes in between. They say nothing
            about files and events of a kind that nobody has thought of. The simulator's page says
            [what it does not try](simulator.md#what-it-does-not-try).

            ## What every build checks

            `./mvnw verify` plays 1,000 seeds with the state on the heap and 50 with it in RocksDB, and a short round of a
            drill. It plants %d bugs, one after the other, and fails if one of them is not found
            ([Planted bugs](simulator.md#planted-bugs)). The demo compares three days on a real broker and metastore.

            ## The runs

            | day | commit | command | minutes | result |
            | --- | --- | --- | ---: | --- |
            """;

    private static final String REPEAT =
            """

            The same commands repeat them. A seed plays the same history again as long as the simulator is the one of its
            commit. A drill's moments also depend on the machine.

                bin/record bin/simulate --seeds 50000

            runs the command, and adds its last line to `docs/accuracy.csv` whatever it says; the page must be written anew
            then. All changes must be committed before, so that the commit says what was run. A run that ends without such a line is not noted.
            """;

    /** What runs of one kind have come to. */
    private static final class Sum {
        private int runs;
        private long played;
        private long broken;
        private long compared;
        private long wrong;
        private int notToTheEnd;
    }

    private AccuracyPage() {}

    /**
     * The page.
     *
     * @param notes the file of {@code bin/record}
     * @param mutants the list of planted bugs
     */
    static String write(Path notes, Path mutants) throws IOException {
        List<Map<String, String>> runs = CsvTable.read(notes);
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (String kind :
                List.of(
                        "the transition alone, without Flink",
                        "the operator, its state on the heap",
                        "the operator, its state in RocksDB",
                        "the job in a cluster of real processes")) {
            sums.put(kind, new Sum());
        }
        List<Sum> kinds = new ArrayList<>(sums.values());
        runs.forEach(run -> add(run.get("command"), run.get("result"), kinds));
        long bugs;
        try (var lines = Files.lines(mutants)) {
            bugs = lines.filter(line -> line.startsWith("= ")).count();
        }
        return HEAD
                + sums.entrySet().stream()
                        .map(sum -> row(sum.getKey(), sum.getValue()))
                        .collect(joining())
                + RULE.formatted(bugs)
                + runs.stream().map(AccuracyPage::row).collect(joining())
                + REPEAT;
    }

    private static void add(String command, String result, List<Sum> kinds) {
        Matcher seeds = SEEDS.matcher(result);
        Matcher rounds = ROUNDS.matcher(result);
        if (seeds.matches()) {
            Sum sum = kinds.get(List.of("pure", "heap", "rocksdb").indexOf(backend(command)));
            add(sum, seeds, number(seeds, 4), seeds.group(5));
        } else if (rounds.matches()) {
            long wrong = number(rounds, 4) + number(rounds, 5) + number(rounds, 6);
            add(kinds.get(3), rounds, wrong, rounds.group(7));
        } else {
            throw new IllegalArgumentException("\"" + result + "\" is no result of a run");
        }
    }

    private static void add(Sum sum, Matcher result, long wrong, String remark) {
        sum.runs++;
        sum.played += number(result, 1);
        sum.broken += number(result, 2);
        sum.compared += number(result, 3);
        sum.wrong += wrong;
        sum.notToTheEnd += remark.equals(NOT_TO_THE_END) ? 1 : 0;
    }

    private static String backend(String command) {
        Matcher backend = BACKEND.matcher(command);
        return backend.find() ? backend.group(1) : "heap";
    }

    private static long number(Matcher result, int group) {
        return Long.parseLong(result.group(group));
    }

    private static String row(String kind, Sum sum) {
        return "| %s | %d | %s | %s | %s | **%s**%s |\n"
                .formatted(
                        kind,
                        sum.runs,
                        number(sum.played),
                        number(sum.broken),
                        number(sum.compared),
                        number(sum.wrong),
                        sum.notToTheEnd == 0
                                ? ""
                                : ", " + sum.notToTheEnd + NOT_TO_THE_END.substring(1));
    }

    private static String row(Map<String, String> run) {
        return "| %s | `%s` | `%s` | %d | %s |\n"
                .formatted(
                        run.get("date"),
                        run.get("commit"),
                        run.get("command"),
                        Math.round(Double.parseDouble(run.get("seconds")) / 60),
                        run.get("result"));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
