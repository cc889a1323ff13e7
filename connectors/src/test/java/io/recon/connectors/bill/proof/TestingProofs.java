package io.recon.connectors.bill.proof;

import io.recon.connectors.bill.format.BillFile;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Line;
import io.recon.model.bill.BillRecord.Reject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Proves files that a test makes up, as they would be proven after they have landed. */
public final class TestingProofs {
    private final Path directory;
    private final BillProver prover;
    private final LocalDate day;

    /** All that came of one file. */
    public record Proven(List<Line> lines, List<Reject> rejects, FileReport report) {
        public String error() {
            return report.error();
        }

        /** The only reject's reason. */
        public String reason() {
            if (rejects.size() != 1) {
                throw new AssertionError("not one reject but " + rejects);
            }
            return rejects.get(0).reason();
        }
    }

    public TestingProofs(Path directory, BillProver prover, LocalDate day) {
        this.directory = directory;
        this.prover = prover;
        this.day = day;
    }

    public Proven prove(String name, byte[] content) {
        try {
            Path path = Files.createTempFile(directory, "landing", ".bytes");
            Files.write(path, content);
            Proven proven = prove(name, path);
            Files.delete(path);
            return proven;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Proven prove(String name, Path path) throws IOException {
        List<Line> lines = new ArrayList<>();
        List<Reject> rejects = new ArrayList<>();
        int epochDay = Math.toIntExact(day.toEpochDay());
        try (ProvenFile proven = prover.prove(new BillFile(epochDay, 1, name, path))) {
            BillRecord record = proven.next();
            for (; !(record instanceof FileReport); record = proven.next()) {
                if (record instanceof Line line) {
                    lines.add(line);
                } else {
                    rejects.add((Reject) record);
                }
            }
            if (!record.equals(proven.report()) || proven.next() != null) {
                throw new AssertionError("the report must be the last record");
            }
            return new Proven(lines, rejects, proven.report());
        }
    }
}
