package io.recon.connectors.bill.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.connectors.file.Directory;
import io.recon.connectors.file.FlinkDirectory;
import io.recon.connectors.file.LocalDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandingTest {
    private static final int DAY = Math.toIntExact(LocalDate.of(2026, 11, 1).toEpochDay());

    @TempDir Path channel;

    @Test
    void listsFilesAndMarkersOfEveryIssue() throws IOException {
        write("2026-11-01/b.txt");
        write("2026-11-01/a.txt.gz");
        write("2026-11-01/.being-written");
        write("2026-11-01/_SUCCESS");
        write("2026-11-01/v2/a.txt");
        write("2026-11-01/v2/_ACCEPT");

        Landing.Listing listing = list(Integer.MIN_VALUE);

        assertThat(listing.warnings()).isEmpty();
        List<IssueListing> issues = listing.days().get(0).issues();
        assertThat(listing.days()).extracting(DayListing::day).containsExactly(DAY);
        assertThat(issues).extracting(IssueListing::issue).containsExactly(1, 2);
        assertThat(issues).extracting(IssueListing::success).containsExactly(true, false);
        assertThat(issues).extracting(IssueListing::accepted).containsExactly(false, true);
        assertThat(issues.get(0).files())
                .extracting(LandingFile::name)
                .containsExactly("a.txt.gz", "b.txt");
        assertThat(issues.get(1).files()).extracting(LandingFile::name).containsExactly("v2/a.txt");
    }

    @Test
    void whatIsNoDayAndNoIssueIsPassedOverWithAWarning() throws IOException {
        write("readme.txt");
        write("2026-02-30/a.txt");
        write("2026-11-1/a.txt");
        write("2026-11-01/v1/a.txt");
        write("2026-11-01/v02/a.txt");
        write("2026-11-01/v2/deeper/a.txt");
        write("_temporary/a.txt");

        Landing.Listing listing = list(Integer.MIN_VALUE);

        assertThat(listing.days()).extracting(DayListing::day).containsExactly(DAY);
        assertThat(listing.days().get(0).issues())
                .extracting(IssueListing::files)
                .containsExactly(List.of(), List.of());
        assertThat(listing.warnings()).hasSize(6);
    }

    @Test
    void aWarningStaysOnOneLine() throws IOException {
        write("2026-11-01/sub\ndirectory/a.txt");

        assertThat(list(Integer.MIN_VALUE).warnings())
                .singleElement()
                .asString()
                .contains("sub\\ndirectory is ignored: a bill's directory has files");
    }

    @Test
    void noNameOfAFileStopsTheListing() throws IOException {
        for (String name : List.of("a:b.csv", " c .csv ", "d%20e.csv", "f\\g.csv", "账单.csv")) {
            write("2026-11-01/" + name);
        }

        List<LandingFile> files = list(DAY).days().get(0).issues().get(0).files();

        assertThat(files)
                .extracting(LandingFile::name)
                .containsExactly(" c .csv ", "a:b.csv", "d%20e.csv", "f\\g.csv", "账单.csv");
    }

    @Test
    void olderDaysAreNotLookedInto() throws IOException {
        write("2026-11-01/a.txt");

        assertThat(list(DAY + 1).days().get(0).issues().get(0).files()).isEmpty();
    }

    @Test
    void aDayThatCannotBeListedKeepsNobodyFromTheOthersUnlessAllAreWanted() throws IOException {
        write("2026-11-02/a.txt");
        Path day = Files.createDirectories(channel.resolve("2026-11-01"));
        Files.createSymbolicLink(day.resolve("link"), Path.of("nowhere"));
        Landing landing = new Landing(new LocalDirectory(channel));

        Landing.Listing listing = landing.listWhatCanBe(Integer.MIN_VALUE);

        assertThat(listing.days()).extracting(DayListing::day).containsExactly(DAY, DAY + 1);
        assertThat(listing.days()).extracting(DayListing::isListed).containsExactly(false, true);
        assertThat(listing.days().get(0).failure())
                .endsWith("is a symbolic link that leads nowhere");
        assertThat(listing.warnings())
                .singleElement()
                .asString()
                .contains("2026-11-01 cannot be listed: ");
        assertThatThrownBy(() -> landing.list(Integer.MIN_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("is a symbolic link that leads nowhere");
    }

    @Test
    void aChannelWithoutDirectoryHoldsNothing() throws IOException {
        Directory missing = new LocalDirectory(channel.resolve("none"));

        assertThat(new Landing(missing).list(Integer.MIN_VALUE).days()).isEmpty();
    }

    private void write(String name) throws IOException {
        Path file = channel.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }

    /** The listing, which must be the same with and without Flink. */
    private Landing.Listing list(int watchedFrom) throws IOException {
        Landing.Listing local = new Landing(new LocalDirectory(channel)).list(watchedFrom);
        var path = new org.apache.flink.core.fs.Path(channel.toUri());
        Landing.Listing flink = new Landing(new FlinkDirectory(path)).list(watchedFrom);

        assertThat(flink).isEqualTo(local);
        return local;
    }
}
