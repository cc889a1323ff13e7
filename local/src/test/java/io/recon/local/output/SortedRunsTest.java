package io.recon.local.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedRunsTest {
    private static final Comparator<String> BY_CODE_POINTS =
            Comparator.comparing(text -> text.codePoints().boxed().toList(), SortedRunsTest::order);

    @TempDir private Path directory;

    @Test
    void givesTheNewestRevisionOfEveryKeyInOneOrder() throws IOException {
        Random random = new Random(7);
        TreeMap<String, Integer> newest = new TreeMap<>(BY_CODE_POINTS);
        try (SortedRuns.Writer one = new SortedRuns.Writer(directory, "one", 2_000);
                SortedRuns.Writer other = new SortedRuns.Writer(directory, "other", 3_000)) {
            for (int i = 0; i < 3_000; i++) {
                String key = "key" + random.nextInt(700) + (random.nextInt(9) == 0 ? "𠮷" : "￭");
                int revision = newest.merge(key, 0, (former, zero) -> former + 1);
                (random.nextBoolean() ? one : other)
                        .add(
                                new SortedRuns.Entry(
                                        bytes(key), revision, bytes(key + "=" + revision)));
            }
        }
        List<String> expected = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : newest.entrySet()) {
            expected.add(entry.getKey() + "=" + entry.getValue());
        }

        assertThat(merged()).isEqualTo(expected);
    }

    @Test
    void anEmptyDirectoryHasNoEntries() throws IOException {
        assertThat(merged()).isEmpty();
    }

    private List<String> merged() throws IOException {
        List<String> values = new ArrayList<>();
        try (SortedRuns.Merge merge = new SortedRuns.Merge(directory)) {
            for (SortedRuns.Entry entry = merge.next(); entry != null; entry = merge.next()) {
                values.add(new String(entry.value(), StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int order(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
