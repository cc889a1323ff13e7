package io.recon.connectors.bill.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.connectors.bill.proof.BillProver;
import io.recon.connectors.bill.proof.ChannelBills;
import io.recon.connectors.bill.proof.FormatBillProver;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Line;
import io.recon.model.day.Horizon;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLandingTest {
    private static final String TEMPLATE =
            """
            csv: { header: false }
            account: { constant: a }
            txn-type: { constant: PAYMENT }
            txn-no: { column: 1 }
            amount: { column: 2 }
            currency: { constant: USD }
            time: { column: 3, pattern: "yyyy-MM-dd" }
            """;
    private static final String GOOD = "n1,1.00,2026-11-01\n";
    private static final BillProver PROVER =
            FormatBillProver.of(
                    ChannelBills.templated("shop", "shop-csv", TEMPLATE, ZoneId.of("UTC")));

    @TempDir private Path channel;

    private final List<BillRecord> records = new ArrayList<>();

    @Test
    void readsTheFilesThatCountAndJudgesTheirDays() throws IOException {
        write("2026-11-01/b.csv", GOOD);
        write("2026-11-01/a.csv", GOOD + "n2,x,2026-11-01\n");
        write("2026-11-02/a.csv", "x\n");
        write("2026-11-02/v2/a.csv", GOOD);
        write("2026-11-04/_ACCEPT", "");

        LocalLanding landing = read(Horizon.NONE);

        assertThat(landing.warnings()).isEmpty();
        assertThat(records)
                .filteredOn(FileReport.class::isInstance)
                .extracting(record -> ((FileReport) record).file())
                .containsExactly("a.csv", "b.csv", "v2/a.csv");
        assertThat(records).filteredOn(Line.class::isInstance).hasSize(3);
        assertThat(landing.days())
                .extracting(LocalLandingTest::shown)
                .containsExactly(
                        "2026-11-01 1 HELD a.csv: 1 line rejected",
                        "2026-11-02 2 SEALED ",
                        "2026-11-03 1 ABSENT no directory, though a later day has one",
                        "2026-11-04 1 ACCEPTED no bill");
    }

    @Test
    void passesOverWithAWarningWhatIsBeforeTheFirstDayOrNoBill() throws IOException {
        write("2026-11-01/a.csv", "x\n");
        write("2026-11-02/sub/a.csv", "x\n");
        write("readme.txt", "x");

        LocalLanding landing = read((int) LocalDate.of(2026, 11, 2).toEpochDay());

        assertThat(records).isEmpty();
        assertThat(landing.days())
                .extracting(LocalLandingTest::shown)
                .containsExactly("2026-11-02 1 SEALED ");
        assertThat(landing.warnings())
                .hasSize(3)
                .anyMatch(warning -> warning.contains("sub is ignored"))
                .anyMatch(warning -> warning.contains("readme.txt is ignored"))
                .anyMatch(warning -> warning.contains("before the first day 2026-11-02"));
    }

    @Test
    void aChannelWithoutDirectoryHasNoDays() throws IOException {
        LocalLanding landing = new LocalLanding(channel.resolve("none"), 1);

        assertThat(landing.days()).isEmpty();
        assertThat(landing.warnings()).isEmpty();
    }

    @Test
    void findsAFileWhoseNameIsNoText() throws IOException {
        write("2026-11-01/v2/a.csv", GOOD);
        Path bytes = Path.of(URI.create(channel.resolve("2026-11-01/v2/").toUri() + "%B2%E2.csv"));
        Files.writeString(bytes, GOOD);

        read(Horizon.NONE);

        assertThat(records)
                .filteredOn(FileReport.class::isInstance)
                .extracting(record -> ((FileReport) record).file())
                .containsExactly("v2/%B2%E2.csv", "v2/a.csv");
        assertThat(records).filteredOn(Line.class::isInstance).hasSize(2);
    }

    @Test
    void failsWhereAFileChangesWhileItIsRead() throws IOException {
        write("2026-11-01/a.csv", GOOD);
        LocalLanding landing = new LocalLanding(channel, Horizon.NONE);
        BillProver slow =
                file -> {
                    Files.writeString(file.path(), GOOD + GOOD);
                    return PROVER.prove(file);
                };

        assertThatThrownBy(() -> landing.read(slow, records::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.csv was changed after it was listed");
        assertThat(records).isEmpty();
    }

    private LocalLanding read(int firstDay) throws IOException {
        LocalLanding landing = new LocalLanding(channel, firstDay);
        landing.read(PROVER, records::add);
        return landing;
    }

    private static String shown(DayReport report) {
        return LocalDate.ofEpochDay(report.day())
                + " "
                + report.issue()
                + " "
                + report.status()
                + " "
                + report.reason();
    }

    private void write(String name, String text) throws IOException {
        Path file = channel.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
