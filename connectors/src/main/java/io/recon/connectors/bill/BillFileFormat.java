package io.recon.connectors.bill;

import static java.util.Objects.requireNonNull;

import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.landing.FileChangedException;
import io.recon.connectors.bill.proof.BillProver;
import io.recon.connectors.bill.proof.ProvenFile;
import io.recon.connectors.file.Directories;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.FileReport;
import java.io.Closeable;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a bill file: proves it, then hands out its records. A position in a file is how many of its
 * records were emitted; proving it again gives the same records in the same order.
 *
 * <p>A file that is not what was listed any more fails a bounded run, and is rejected in a
 * continuous one.
 */
final class BillFileFormat implements BulkFormat<BillRecord, FileSourceSplit> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(BillFileFormat.class);
    private static final int BATCH_RECORDS = 512;

    private final BillProver prover;
    private final TypeInformation<BillRecord> type;
    private final BillSourceSettings settings;

    BillFileFormat(
            BillProver prover, TypeInformation<BillRecord> type, BillSourceSettings settings) {
        this.prover = requireNonNull(prover, "prover");
        this.type = requireNonNull(type, "type");
        this.settings = requireNonNull(settings, "settings");
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
        long emitted =
                file.getReaderPosition()
                        .map(CheckpointedPosition::getRecordsAfterOffset)
                        .orElse(0L);
        if (emitted >= UnreadableFile.FIRST_POSITION) {
            return rejected(UnreadableFile.asBefore(file), emitted);
        }
        try {
            return proven(file, emitted, config);
        } catch (FileChangedException e) {
            if (settings.bounded() || !isLandingThere()) {
                throw e;
            }
            LOG.warn("{}; it is rejected", e.getMessage());
            return rejected(UnreadableFile.of(file, e, emitted), UnreadableFile.FIRST_POSITION);
        }
    }

    /** If nothing is there, no file is to blame: the job's restarts wait for the directory. */
    private boolean isLandingThere() throws IOException {
        return !Directories.list(settings.channelDirectory()).isEmpty();
    }

    private Reader proven(BillSplit file, long emitted, Configuration config) throws IOException {
        LocalBill local = LocalBill.of(file, ConfigurationUtils.parseTempDirectories(config)[0]);
        ProvenFile proven = null;
        try {
            proven = prove(file, local);
            checkReport(file, proven.report());
            for (long skipped = 0; skipped < emitted; skipped++) {
                proven.next();
            }
            return new Reader(proven, local, emitted);
        } catch (Throwable failure) {
            closeAfter(failure, proven, local);
            throw failure;
        }
    }

    private ProvenFile prove(BillSplit file, LocalBill local) throws IOException {
        ProvenFile proven;
        try {
            proven =
                    prover.prove(new BillFile(file.day(), file.issue(), file.name(), local.path()));
        } catch (IOException e) {
            // If the file went while it was read, that is what is wrong.
            local.checkUnchanged();
            throw e;
        }
        try {
            local.checkUnchanged();
        } catch (IOException e) {
            closeAfter(e, proven, () -> {});
            throw e;
        }
        return proven;
    }

    private static Reader rejected(UnreadableFile file, long position) {
        for (long at = UnreadableFile.FIRST_POSITION; at < position; at++) {
            file.next();
        }
        return new Reader(file, () -> {}, position);
    }

    private static void closeAfter(Throwable failure, ProvenFile proven, Closeable local) {
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
        private final Closeable local;
        private long emitted;

        Reader(ProvenFile proven, Closeable local, long emitted) {
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
