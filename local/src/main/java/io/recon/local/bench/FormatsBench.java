package io.recon.local.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.proof.FormatBillProver;
import io.recon.connectors.bill.proof.ProvenFile;
import io.recon.local.Home;
import io.recon.local.workload.BillFormat;
import io.recon.local.workload.BulkBill;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bin/bench formats}: how fast bill files are read and proven on one core, beside what two
 * CSV libraries need to cut the same bytes into cells. The libraries check nothing, sum nothing and
 * decode all; fixed-width formats they cut at blanks, so that they have cells to make too.
 */
@Command(
        name = "formats",
        mixinStandardHelpOptions = true,
        description = "Reads and proves one large bill of each format, beside two CSV libraries.")
final class FormatsBench implements Callable<Integer> {
    private static final int WARM_UPS = 3;

    @Spec private CommandSpec spec;

    @Option(
            names = "--lines",
            paramLabel = "N",
            description = "How many lines each bill has (default: 300000).")
    private long lines = 300_000;

    @Option(names = "--runs", paramLabel = "N", description = "How often (default: 7).")
    private int runs = 7;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the bills lie (default: local/target/bench).")
    private Path directory = Home.resolve("local", "target", "bench");

    /** Reads a bill once and says how many lines or records it found. */
    private interface Reading {
        long run() throws IOException;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%,d lines a bill, one thread, the median of %d runs%n%n",
                lines,
                runs);
        out.println(
                "format        | MB  | recon: lines/s, MB/s | commons-csv: lines/s, MB/s"
                        + " | fastcsv: lines/s, MB/s | recon to commons-csv");
        for (BillFormat format : BillFormat.values()) {
            BulkBill bill = BulkBill.write(format, lines, directory.resolve("bills"));
            tell(bill, out);
        }
        return 0;
    }

    private void tell(BulkBill bill, PrintWriter out) throws IOException {
        long bytes = Files.size(bill.file());
        FormatBillProver prover = FormatBillProver.of(bill.bills());
        long recon = medianNs(() -> prove(bill, prover));
        long commons = medianNs(() -> cutByCommonsCsv(bill));
        long fast = medianNs(() -> cutByFastCsv(bill));
        out.printf(
                Locale.ROOT,
                "%-13s | %3d | %,12d, %4d | %,18d, %4d | %,14d, %4d | %d %%%n",
                bill.bills().format(),
                bytes / 1_000_000,
                perSecond(lines, recon),
                perSecond(bytes, recon) / 1_000_000,
                perSecond(lines, commons),
                perSecond(bytes, commons) / 1_000_000,
                perSecond(lines, fast),
                perSecond(bytes, fast) / 1_000_000,
                100 * commons / recon);
        out.flush();
    }

    private static long perSecond(long count, long ns) {
        return count * 1_000_000 / Math.max(1, ns / 1_000);
    }

    private long medianNs(Reading reading) throws IOException {
        long[] times = new long[runs];
        for (int i = -WARM_UPS; i < runs; i++) {
            long start = System.nanoTime();
            long found = reading.run();
            long took = System.nanoTime() - start;
            if (found < lines) {
                throw new IOException("only " + found + " of " + lines + " lines were found");
            }
            if (i >= 0) {
                times[i] = took;
            }
        }
        Arrays.sort(times);
        return times[runs / 2];
    }

    /** As the engine does it: to the end, with all checks, and then every record out again. */
    private static long prove(BulkBill bill, FormatBillProver prover) throws IOException {
        BillFile file =
                new BillFile(
                        Math.toIntExact(bill.day().toEpochDay()),
                        1,
                        bill.file().getFileName().toString(),
                        bill.file());
        long records = 0;
        try (ProvenFile proven = prover.prove(file)) {
            if (!proven.report().isProven()) {
                throw new IOException("the bill is not proven: " + proven.report());
            }
            while (proven.next() != null) {
                records++;
            }
        }
        return records - 1;
    }

    private static Reader open(BulkBill bill) throws IOException {
        return new BufferedReader(
                new InputStreamReader(Files.newInputStream(bill.file()), bill.charset()), 1 << 16);
    }

    private static long cutByCommonsCsv(BulkBill bill) throws IOException {
        // Without quotes, as neither WeChat nor UnionPay has any: that is faster.
        CSVFormat format =
                CSVFormat.RFC4180.builder().setDelimiter(bill.delimiter()).setQuote(null).get();
        long records = 0;
        long cells = 0;
        try (CSVParser parser = CSVParser.parse(open(bill), format)) {
            for (CSVRecord record : parser) {
                records++;
                cells += record.size();
            }
        }
        return cells > records ? records : 0;
    }

    private static long cutByFastCsv(BulkBill bill) throws IOException {
        long records = 0;
        long cells = 0;
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(bill.delimiter())
                        .quoteCharacter('\u0001')
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(open(bill))) {
            for (CsvRecord record : reader) {
                records++;
                cells += record.getFieldCount();
            }
        }
        return cells > records ? records : 0;
    }
}
