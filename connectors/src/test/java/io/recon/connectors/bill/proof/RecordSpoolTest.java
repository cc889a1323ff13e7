package io.recon.connectors.bill.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.bill.BillRecord;
import io.recon.model.bill.LinePosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordSpoolTest {
    @ParameterizedTest
    @CsvSource({"0, false", "10, false", "3000, true", "20000, true"})
    void givesBackWhatWasWrittenWhereverItLies(int records, boolean onDisk) throws IOException {
        List<BillRecord> written = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            String raw = "line " + "x".repeat(i % 97);
            written.add(
                    new BillRecord.Reject(
                            new LinePosition(20_000, "bill.csv", i), "bad_amount: no", raw, 1));
        }
        try (RecordSpool spool = new RecordSpool(64 << 10)) {
            for (BillRecord record : written) {
                spool.write(record);
            }

            assertThat(all(spool)).isEqualTo(written);
            assertThat(all(spool)).as("read again").isEqualTo(written);
            assertThat(spool.isOnDisk()).isEqualTo(onDisk);
        }
    }

    private static List<BillRecord> all(RecordSpool spool) throws IOException {
        List<BillRecord> records = new ArrayList<>();
        RecordSpool.Cursor cursor = spool.read();
        for (BillRecord record = cursor.next(); record != null; record = cursor.next()) {
            records.add(record);
        }
        return records;
    }
}
