package io.recon.local.bills;

import io.recon.local.output.RejectRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The first few rejects of the first few files, for people. */
final class RejectSample implements RejectRows.Listener {
    private static final int MOST_FILES = 20;
    private static final int MOST_LINES = 5;

    private static final class File {
        private final List<String> shown = new ArrayList<>();
        private long more;
    }

    private final Map<String, File> files = new LinkedHashMap<>();
    private long moreFiles;
    private long count;
    private String lastFile = "";

    @Override
    public void rejected(String file, long line, String reason) {
        count++;
        boolean isNext = !file.equals(lastFile);
        lastFile = file;
        if (isNext && files.size() == MOST_FILES) {
            moreFiles++;
        }
        if (moreFiles > 0) {
            return;
        }
        File of = files.computeIfAbsent(file, absent -> new File());
        if (of.shown.size() < MOST_LINES) {
            // Of a file that is rejected whole no line is to blame.
            of.shown.add(file + (line > 0 ? ":" + line : "") + ": " + reason);
        } else {
            of.more++;
        }
    }

    /** How many rejects there are. */
    long count() {
        return count;
    }

    /**
     * A line each: {@code shop/2026-11-01/a.csv:3: bad_amount: …}, and where the others stand.
     *
     * @param whole the file that holds all
     */
    List<String> lines(String whole) {
        List<String> lines = new ArrayList<>();
        files.forEach(
                (file, of) -> {
                    lines.addAll(of.shown);
                    if (of.more > 0) {
                        lines.add(
                                String.format(
                                        Locale.ROOT, "%s: %,d more, see %s", file, of.more, whole));
                    }
                });
        if (moreFiles > 0) {
            lines.add(
                    String.format(Locale.ROOT, "and of %,d more files, see %s", moreFiles, whole));
        }
        return lines;
    }
}
