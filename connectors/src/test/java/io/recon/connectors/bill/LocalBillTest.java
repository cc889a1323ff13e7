package io.recon.connectors.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.connectors.bill.landing.Landing;
import io.recon.connectors.bill.landing.LandingFile;
import io.recon.connectors.file.Directories;
import io.recon.connectors.file.FlinkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBillTest {
    private static final int DAY = Math.toIntExact(LocalDate.of(2026, 11, 1).toEpochDay());

    @TempDir private Path channel;

    @Test
    void aListedFileIsFoundWhateverItsName() throws IOException {
        for (String name : List.of("a:b.csv", " c .csv ", "d%20e.csv", "f\\g.csv", "账单.csv")) {
            write(name, name);
        }
        BillSplitSerializer serializer = new BillSplitSerializer();

        List<BillSplit> splits = list();

        assertThat(splits).hasSize(5);
        for (BillSplit split : splits) {
            BillSplit restored =
                    serializer.deserialize(serializer.getVersion(), serializer.serialize(split));
            try (LocalBill bill = LocalBill.of(restored, channel.toString())) {
                assertThat(bill.path()).hasContent(split.name());
            }
        }
    }

    @Test
    void aFileThatChangedSinceItWasListedIsRefused() throws IOException {
        write("a.txt", "a");
        BillSplit split = list().get(0);
        LocalBill.of(split, channel.toString()).close();

        write("a.txt", "something else");

        assertThatThrownBy(() -> LocalBill.of(split, channel.toString()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.txt was changed after it was listed");
    }

    private void write(String name, String text) throws IOException {
        Path day = Files.createDirectories(channel.resolve("2026-11-01"));
        Files.writeString(day.resolve(name), text);
    }

    private List<BillSplit> list() throws IOException {
        var directory = new org.apache.flink.core.fs.Path(channel.toUri());
        List<BillSplit> splits = new ArrayList<>();
        for (LandingFile file :
                new Landing(new FlinkDirectory(directory))
                        .list(DAY)
                        .days()
                        .get(0)
                        .issues()
                        .get(0)
                        .files()) {
            var day = Directories.child(directory, "2026-11-01");
            splits.add(BillSplit.ofFile(DAY, 1, file, Directories.child(day, file.name())));
        }
        return splits;
    }
}
