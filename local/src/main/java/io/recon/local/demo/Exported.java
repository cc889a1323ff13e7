package io.recon.local.demo;

import io.recon.local.output.SummaryTable;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The files that {@code export} wrote, as somebody reads them who knows no more than the files. */
public final class Exported {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    private static final List<String> NO_BREAKS = List.of("MATCHED", "WITHDRAWN");

    private final Path directory;

    public Exported(Path directory) {
        this.directory = directory;
    }

    /** The breaks that are final: result ids to outcomes. */
    public Map<String, String> finalBreaks() throws IOException {
        TreeMap<String, String> breaks = new TreeMap<>();
        try (Reader in = Files.newBufferedReader(directory.resolve("results.csv"));
                CSVParser rows = FORMAT.parse(in)) {
            for (CSVRecord row : rows) {
                boolean isBreak = !NO_BREAKS.contains(row.get("outcome"));
                if (isBreak && row.get("state").equals("FINAL")) {
                    breaks.put(row.get("result_id"), row.get("outcome"));
                }
            }
        }
        return breaks;
    }

    /**
     * The statistics as a table: for each channel and day how many results have which outcome. A
     * result counts on its bill day, one without a bill line on its platform day.
     */
    String table() throws IOException {
        TreeMap<String, TreeMap<String, Long>> days = new TreeMap<>();
        TreeSet<String> outcomes = new TreeSet<>();
        try (Reader in = Files.newBufferedReader(directory.resolve("results.csv"));
                CSVParser rows = FORMAT.parse(in)) {
            for (CSVRecord row : rows) {
                String day = row.get("channel_day");
                if (day.isEmpty()) {
                    day = row.get("platform_day");
                }
                outcomes.add(row.get("outcome"));
                days.computeIfAbsent(row.get("channel") + ' ' + day, key -> new TreeMap<>())
                        .merge(row.get("outcome"), 1L, Long::sum);
            }
        }
        List<String> columns = new ArrayList<>(List.of("channel", "day"));
        columns.addAll(outcomes);
        List<String[]> rows = new ArrayList<>();
        days.forEach(
                (key, counts) -> {
                    List<String> row = new ArrayList<>(List.of(key.split(" ", 2)));
                    outcomes.forEach(
                            outcome ->
                                    row.add(SummaryTable.count(counts.getOrDefault(outcome, 0L))));
                    rows.add(row.toArray(String[]::new));
                });
        return SummaryTable.of(columns, 2, rows);
    }
}
