package io.recon.connectors.bill;

import static java.util.Objects.requireNonNull;

import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.proof.BillProver;
import io.recon.connectors.bill.proof.ProvenFile;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.FileReport;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;

/**
 * Reads a bill file: proves it, then hands out its records. A position in a file is how many of its
 * records were emitted; proving it again gives the same records in the same order.
 */
final class BillFileFormat implements BulkFormat<BillRecord, FileSourceSplit> {
    private static final long serialVersionUID = 1L;
    private static final int BATCH_RECORDS = 512;

    private final BillProver prover;
    private final TypeInformation<BillRecord> type;

    BillFileFormat(BillProver prover, TypeInformation<BillRecord> type) {
        this.prover = requireNonNull(prover, "prover");
        this.type = requireNonNull(type, "type");
    }

    @Override
    public BulkFormat.Reader<BillRecord> createReader(Configuration config, FileSourceSplit split)
            throws IOException {
        return restoreReader(config, split);
    }

    @Override
    public BulkFormat.Reader<BillRecord> restoreReader(Configuration config, FileSourceSplit split)
            throws IOException {
        BillSplit file = (BillSplit) split;
        LocalBill local = LocalBill.of(file, ConfigurationUtils.parseTempDirectories(config)[0]);
        ProvenFile proven = null;
        try {
            proven =
                    prover.prove(new BillFile(file.day(), file.issue(), file.name(), local.path()));
            local.checkUnchanged();
            checkReport(file, proven.report());
            long emitted =
                    file.getReaderPosition()
                            .map(CheckpointedPosition::getRecordsAfterOffset)
                            .orElse(0L);
            for (long skipped = 0; skipped < emitted; skipped++) {
                proven.next();
            }
            return new Reader(proven, local, emitted);
        } catch (Throwable failure) {
            closeAfter(failure, proven, local);
            throw failure;
        }
    }

    private static void closeAfter(Throwable failure, ProvenFile proven, LocalBill local) {
        try (local;
                proven) {
            // Nothing to do but to close both.
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static void checkReport(BillSplit file, FileReport report) {
        if (report.day() != file.day()
                || report.issue() != file.issue()
                || !report.file().equals(file.name())) {
            throw new IllegalStateException(
                    "the report of "
                            + file.splitId()
                            + " names day "
                            + report.day()
                            + ", issue "
                            + report.issue()
                            + ", file "
                            + report.file());
        }
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<BillRecord> getProducedType() {
        return type;
    }

    private static final class Reader implements BulkFormat.Reader<BillRecord> {
        private final ProvenFile proven;
        private final LocalBill local;
        private long emitted;

        Reader(ProvenFile proven, LocalBill local, long emitted) {
            this.proven = proven;
            this.local = local;
            this.emitted = emitted;
        }

        @Override
        public BulkFormat.RecordIterator<BillRecord> readBatch() throws IOException {
            BillRecord[] batch = new BillRecord[BATCH_RECORDS];
            int count = 0;
            while (count < BATCH_RECORDS) {
                BillRecord record = proven.next();
                if (record == null) {
                    break;
                }
                batch[count++] = record;
            }
            if (count == 0) {
                return null;
            }
            ArrayResultIterator<BillRecord> records = new ArrayResultIterator<>();
            records.set(batch, count, CheckpointedPosition.NO_OFFSET, emitted);
            emitted += count;
            return records;
        }

        @Override
        public void close() throws IOException {
            try (local) {
                proven.close();
            }
        }
    }
}
