package io.recon.local.drill;

import io.recon.local.workload.CsvTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What must be rejected of a planted workload, each as a text, and how often. A bill's line is
 * named by its place. In Kafka an event stands elsewhere than in its file: it is known by what it
 * says.
 */
final class PlannedRejects {
    /** As many characters of an event are kept. */
    private static final int MOST_RAW = 500;

    private PlannedRejects() {}

    static Map<String, Long> of(PlannedInputs inputs) throws IOException {
        Map<String, Long> planned = new TreeMap<>();
        Map<String, List<String>> files = new HashMap<>();
        for (Map<String, String> row : CsvTable.read(inputs.expected().resolve("rejects.csv"))) {
            String file = row.get("file");
            String line = row.get("line");
            String reject;
            if (row.get("source").equals("orders")) {
                if (!files.containsKey(file)) {
                    files.put(file, lines(inputs.orders().resolve(file)));
                }
                reject = ofOrder(files.get(file).get(Integer.parseInt(line) - 1));
            } else {
                reject = ofBill(file, line);
            }
            planned.merge(reject, 1L, Long::sum);
        }
        return planned;
    }

    private static List<String> lines(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }

    /** A change event. */
    static String ofOrder(String event) {
        return "orders " + event.substring(0, Math.min(MOST_RAW, event.length()));
    }

    /**
     * A line of a bill.
     *
     * @param file with its channel and day
     */
    static String ofBill(String file, String line) {
        return "bills " + file + " " + line;
    }
}
