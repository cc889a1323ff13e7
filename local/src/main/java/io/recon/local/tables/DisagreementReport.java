package io.recon.local.tables;

import io.recon.connectors.config.Quoted;
import io.recon.local.output.CsvFile;
import io.recon.local.output.SummaryTable;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells on which results the streamed results and SQL disagree: the first ones, or all in a file.
 */
final class DisagreementReport implements Closeable {
    private static final int MOST_PRINTED = 100;
    private static final int MOST_CHARS = 300;
    private static final List<String> COLUMNS = List.of("result_id", "streamed", "sql");

    private final CsvFile file;
    private final Path path;
    private final List<Disagreement> first = new ArrayList<>();
    private long count;

    /**
     * @param path where all of them are written; null for nowhere
     */
    DisagreementReport(Path path) throws IOException {
        this.path = path;
        this.file = path == null ? null : new CsvFile(path, COLUMNS);
    }

    long count() {
        return count;
    }

    void add(Disagreement disagreement) {
        count++;
        if (first.size() < MOST_PRINTED) {
            first.add(disagreement);
        }
        if (file != null) {
            try {
                file.row(disagreement.resultId(), disagreement.streamed(), disagreement.sql());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Prints the first ones. */
    void complete(PrintWriter console) {
        if (count > 0) {
            console.println();
            console.println(
                    SummaryTable.of(
                            List.of("result", "streamed says", "SQL says"),
                            COLUMNS.size(),
                            first.stream().map(DisagreementReport::cells).toList()));
            if (count > first.size()) {
                console.printf(Locale.ROOT, "the first %d of %,d%n", first.size(), count);
            }
        }
        if (file != null) {
            file.complete();
            console.println("  " + path);
        }
    }

    /** Numbers and names come from outside: each stays on its line. */
    private static String[] cells(Disagreement disagreement) {
        return new String[] {
            Quoted.plain(disagreement.resultId(), MOST_CHARS),
            Quoted.plain(disagreement.streamed(), MOST_CHARS),
            Quoted.plain(disagreement.sql(), MOST_CHARS)
        };
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
