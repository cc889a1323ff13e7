package io.recon.local.output;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * A CSV file as all of the run's files are: UTF-8, RFC 4180, a header line, lines that end with
 * {@code \n}. It appears under its name only when it is complete.
 */
public final class CsvFile implements Closeable {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setRecordSeparator('\n')
                    .setQuoteMode(QuoteMode.MINIMAL)
                    .get();

    private final Path path;
    private final Path unfinished;
    private final BufferedWriter writer;
    private final CSVPrinter printer;
    private boolean complete;

    public CsvFile(Path path, List<String> columns) throws IOException {
        this.path = path;
        this.unfinished = path.resolveSibling("." + path.getFileName() + ".unfinished");
        this.writer = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8);
        this.printer = new CSVPrinter(writer, FORMAT);
        printer.printRecord(columns);
    }

    /** Writes a row; a null cell is empty. */
    public void row(Object... cells) throws IOException {
        printer.printRecord(cells);
    }

    /** Writes a row that was built cell by cell. */
    public void row(CsvText built) throws IOException {
        built.endRow(writer);
    }

    /** Writes a row that was built before, as {@link CsvText#endRow()} gave it. */
    public void row(byte[] built) throws IOException {
        writer.write(new String(built, StandardCharsets.UTF_8));
    }

    /** Says that every row is written. */
    public void complete() {
        complete = true;
    }

    @Override
    public void close() throws IOException {
        printer.close();
        if (complete) {
            Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(unfinished);
        }
    }
}
