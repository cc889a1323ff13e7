package io.recon.local.bills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** What {@code bills} must say alike, and its files among themselves. */
public final class SameAsReconcile {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private SameAsReconcile() {}

    /**
     * Compares the files of two runs over the same bills.
     *
     * @param bills what {@code bills} wrote
     * @param reconciled what {@code bin/recon reconcile} wrote
     */
    public static void check(Path bills, Path reconciled) throws IOException {
        assertThat(bills.resolve("bill_files.csv"))
                .hasSameTextualContentAs(reconciled.resolve("bill_files.csv"));
        assertThat(rows(bills.resolve("rejects.csv")))
                .isEqualTo(
                        rows(reconciled.resolve("rejects.csv")).stream()
                                .filter(row -> row.get("source").equals("bills"))
                                .toList());
        checkLines(bills, rows(reconciled.resolve("results.csv")));
    }

    private static void checkLines(Path bills, List<Map<String, String>> results)
            throws IOException {
        Map<List<String>, long[]> read = new HashMap<>();
        Set<List<String>> files = new HashSet<>();
        long repeated = 0;
        for (Map<String, String> row : rows(bills.resolve("bill_files.csv"))) {
            files.add(List.of(row.get("channel"), row.get("day"), row.get("file")));
            long payments = Long.parseLong(row.get("payments"));
            long refunds = Long.parseLong(row.get("refunds"));
            repeated += Long.parseLong(row.get("repeated"));
            if (payments + refunds > 0) {
                read.put(
                        List.of(
                                row.get("channel"),
                                row.get("day"),
                                row.get("file"),
                                row.get("currency")),
                        new long[] {
                            payments,
                            refunds,
                            Long.parseLong(row.get("payment_amount")),
                            Long.parseLong(row.get("refund_amount")),
                            Long.parseLong(row.get("fee"))
                        });
            }
        }
        Map<List<String>, long[]> listed = new HashMap<>();
        List<List<String>> places = new ArrayList<>();
        for (Map<String, String> row : rows(bills.resolve("bill_lines.csv"))) {
            places.add(placeOf(row, "day", "file", "line"));
            long[] sums =
                    listed.computeIfAbsent(
                            List.of(
                                    row.get("channel"),
                                    row.get("day"),
                                    landingFile(row, files),
                                    row.get("currency")),
                            absent -> new long[5]);
            int type = row.get("txn_type").equals("PAYMENT") ? 0 : 1;
            sums[type]++;
            sums[2 + type] += Long.parseLong(row.get("amount"));
            sums[4] += Long.parseLong(row.get("fee"));
        }

        assertThat(listed.keySet()).isEqualTo(read.keySet());
        listed.forEach((file, sums) -> assertThat(sums).as("%s", file).isEqualTo(read.get(file)));
        assertThat(places)
                .isSortedAccordingTo(
                        Comparator.<List<String>, String>comparing(place -> place.get(0))
                                .thenComparing(place -> place.get(1))
                                .thenComparing(place -> place.get(2))
                                .thenComparing(place -> Long.parseLong(place.get(3))));
        List<List<String>> ofResults =
                results.stream()
                        .filter(row -> !row.get("channel_day").isEmpty())
                        .filter(row -> !row.get("outcome").equals("WITHDRAWN"))
                        .map(row -> placeOf(row, "channel_day", "bill_file", "bill_line"))
                        .toList();
        assertThat(new HashSet<>(places)).hasSameSizeAs(places).containsAll(ofResults);
        assertThat(places).hasSize((int) (ofResults.size() + repeated));
    }

    private static List<String> placeOf(
            Map<String, String> row, String day, String file, String line) {
        return List.of(row.get("channel"), row.get(day), row.get(file), row.get(line));
    }

    /** A line may stand in an entry of the landing file. */
    private static String landingFile(Map<String, String> line, Set<List<String>> files) {
        String file = line.get("file");
        int end = file.indexOf('#');
        boolean isFile =
                end < 0 || files.contains(List.of(line.get("channel"), line.get("day"), file));
        return isFile ? file : file.substring(0, end);
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return FORMAT.parse(reader).stream().map(CSVRecord::toMap).toList();
        }
    }
}
