package io.recon.connectors.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.connectors.bill.landing.FileChangedException;
import io.recon.connectors.bill.landing.LandingFile;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Line;
import io.recon.model.bill.BillRecord.Reject;
import io.recon.model.day.Horizon;
import io.recon.udf.type.DomainTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a file that is not what was listed any more when it is to be read. */
class BillFileFormatTest {
    private static final int DAY = 20_758;

    @TempDir Path landing;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.createDirectories(landing.resolve("acme/2026-11-01")).resolve("bill.txt");
        Files.writeString(file, "one\ntwo\n");
    }

    @Test
    void aFileThatIsGoneIsRejectedAndItsDayHeld() throws IOException {
        BillSplit split = split();
        Files.delete(file);

        List<RecordAndPosition<BillRecord>> records = read(false, split);

        assertThat(records).hasSize(2);
        assertThat(((Reject) records.get(0).getRecord()).reason())
                .isEqualTo("file_unreadable: cannot be found any more");
        FileReport report = (FileReport) records.get(1).getRecord();
        assertThat(report.error()).isEqualTo("file_unreadable");
        assertThat(report.file()).isEqualTo("bill.txt");
        assertThat(report.isProven()).isFalse();
    }

    @Test
    void aFileThatWasChangedIsRejectedAndNoneOfItsLinesCounts() throws IOException {
        BillSplit split = split();
        Files.writeString(file, "one\ntwo\nthree\n");

        List<RecordAndPosition<BillRecord>> records = read(false, split);

        assertThat(records).noneMatch(record -> record.getRecord() instanceof Line);
        assertThat(((FileReport) records.get(1).getRecord()).detail())
                .startsWith("was changed after it was listed: 8 bytes of ");
    }

    @Test
    void aFileThatWasRejectedStaysSoWhenItIsThereAgainAfterARecovery() throws IOException {
        BillSplit split = split();
        Files.delete(file);
        List<RecordAndPosition<BillRecord>> records = read(false, split);
        Files.writeString(file, "one\ntwo\n");

        List<RecordAndPosition<BillRecord>> left = read(false, after(split, records.get(0)));

        assertThat(left).hasSize(1);
        assertThat(((FileReport) left.get(0).getRecord()).error()).isEqualTo("file_unreadable");
        assertThat(read(false, after(split, records.get(1)))).isEmpty();
    }

    @Test
    void aFileThatIsGoneWhenHalfOfItWasReadIsRejectedAndTellsIt() throws IOException {
        BillSplit split = split();
        BillSplit half = after(split, read(false, split).get(0));
        Files.delete(file);

        List<RecordAndPosition<BillRecord>> records = read(false, half);

        assertThat(records).hasSize(2);
        assertThat(((FileReport) records.get(1).getRecord()).detail())
                .isEqualTo("cannot be found any more; 1 of its records went out before");
        assertThat(read(false, after(half, records.get(1)))).isEmpty();
    }

    @Test
    void noFileIsRejectedWhileTheWholeDirectoryIsGone() throws IOException {
        BillSplit split = split();
        Files.delete(file);
        Files.delete(file.getParent());

        assertThatThrownBy(() -> read(false, split)).isInstanceOf(FileChangedException.class);
    }

    @Test
    void aBoundedRunFails() throws IOException {
        BillSplit split = split();
        Files.delete(file);

        assertThatThrownBy(() -> read(true, split))
                .isInstanceOf(FileChangedException.class)
                .hasMessageEndingWith("2026-11-01/bill.txt cannot be found any more");
    }

    private BillSplit split() throws IOException {
        LandingFile listed =
                new LandingFile(
                        "bill.txt", Files.size(file), Files.getLastModifiedTime(file).toMillis());
        return BillSplit.ofFile(DAY, 1, listed, new org.apache.flink.core.fs.Path(file.toUri()));
    }

    /** The split as a checkpoint has it that comes when a record was emitted. */
    private static BillSplit after(BillSplit split, RecordAndPosition<BillRecord> record) {
        CheckpointedPosition position =
                new CheckpointedPosition(record.getOffset(), record.getRecordSkipCount());
        return (BillSplit) split.updateWithCheckpointedPosition(position);
    }

    private List<RecordAndPosition<BillRecord>> read(boolean bounded, BillSplit split)
            throws IOException {
        BillSourceSettings settings =
                new BillSourceSettings(
                        "acme",
                        new org.apache.flink.core.fs.Path(landing.resolve("acme").toUri()),
                        Horizon.NONE,
                        bounded,
                        new BillWatch(
                                Duration.ofSeconds(1),
                                Duration.ZERO,
                                ZoneOffset.UTC,
                                LocalTime.MIDNIGHT,
                                Clock.systemUTC()),
                        Set.of());
        BillFileFormat format =
                new BillFileFormat(new TestingLineProver(), DomainTypes.BILL_RECORD, settings);
        List<RecordAndPosition<BillRecord>> records = new ArrayList<>();
        try (var reader = format.restoreReader(new Configuration(), split)) {
            for (var batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
                for (var next = batch.next(); next != null; next = batch.next()) {
                    records.add(
                            new RecordAndPosition<>(
                                    next.getRecord(), next.getOffset(), next.getRecordSkipCount()));
                }
            }
        }
        return records;
    }
}
