package io.recon.connectors.bill;

import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.proof.BillProver;
import io.recon.connectors.bill.proof.ProvenFile;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.bill.LinePosition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads bills whose lines are transaction numbers; a line that begins with "!" is rejected. */
final class TestingLineProver implements BillProver {
    private static final long serialVersionUID = 1L;

    @Override
    public ProvenFile prove(BillFile file) throws IOException {
        Deque<BillRecord> records = new ArrayDeque<>();
        long rejected = 0;
        try (InputStream in = Files.newInputStream(file.path());
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        file.name().endsWith(".gz") ? new GZIPInputStream(in) : in,
                                        StandardCharsets.UTF_8))) {
            long number = 0;
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                LinePosition position = new LinePosition(file.day(), file.name(), ++number);
                if (text.startsWith("!")) {
                    rejected++;
                    records.add(new BillRecord.Reject(position, "bad_amount", text, file.issue()));
                } else {
                    records.add(line(position, text, file.issue()));
                }
            }
        }
        FileReport report =
                new FileReport(
                        file.day(),
                        file.issue(),
                        file.name(),
                        new FileContent(List.of(), List.of(), rejected),
                        Totals.NONE,
                        "",
                        "");
        records.add(report);
        return new TestingProvenFile(report, records);
    }

    private static BillRecord line(LinePosition position, String number, int issue) {
        return new BillRecord.Line(
                new TransactionKey("acme", "m1", TransactionType.PAYMENT, number),
                new BillLine(
                        position,
                        new Money(100, "CNY"),
                        1,
                        TransactionStatus.SUCCESS,
                        1_700_000_000_000L,
                        "t" + number),
                issue);
    }

    private record TestingProvenFile(FileReport report, Deque<BillRecord> records)
            implements ProvenFile {
        @Override
        public BillRecord next() {
            return records.poll();
        }

        @Override
        public void close() {}
    }
}
