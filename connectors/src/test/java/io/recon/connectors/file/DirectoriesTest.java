package io.recon.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.recon.connectors.file.DirectoryEntry.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DirectoriesTest {
    static final List<String> NAMES =
            List.of(
                    "a:b.csv",
                    "http:x",
                    " a b .csv ",
                    "100%.csv",
                    "a%20b.csv",
                    "a#b?c.csv",
                    "a\nb.csv",
                    "a\\b.csv",
                    "账单\uD840\uDC0B.csv",
                    "{*}[~]'\".csv",
                    "x".repeat(255));

    @TempDir private Path directory;

    @ParameterizedTest
    @FieldSource("NAMES")
    void anyNameIsListedAndFoundAgain(String name) throws IOException {
        Files.writeString(directory.resolve(name), "12345");

        List<DirectoryEntry> entries = Directories.list(flink(directory));

        assertThat(entries)
                .extracting(DirectoryEntry::name, DirectoryEntry::kind, DirectoryEntry::length)
                .containsExactly(tuple(name, Kind.FILE, 5L));
        var path = Directories.child(flink(directory), name);
        assertThat(Directories.localPath(path)).isEqualTo(directory.resolve(name));
        assertThat(Directories.describe(path)).isEqualTo(entries.get(0));
        LocalDirectory local = new LocalDirectory(directory);
        assertThat(local.list()).isEqualTo(entries);
        assertThat(local.has(name)).isTrue();
        assertThat(local.file(name)).isEqualTo(directory.resolve(name));
        assertThat(path.getFileSystem().open(path))
                .hasBinaryContent("12345".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aNameThatIsNoTextIsKeptApartAndFoundAgain() throws IOException {
        Path one = Path.of(URI.create(directory.toUri() + "%B2%E2-%E8%B4%A6.csv"));
        Path two = Path.of(URI.create(directory.toUri() + "%B3%E2-%E8%B4%A6.csv"));
        Files.writeString(one, "1");
        Files.writeString(two, "22");

        assertThat(Directories.list(flink(directory)))
                .extracting(DirectoryEntry::name)
                .containsExactly("%B2%E2-账.csv", "%B3%E2-账.csv");
        for (Path path : List.of(one, two)) {
            String name = FileNames.of(path);
            Path found = Directories.localPath(Directories.child(flink(directory), name));
            assertThat(Files.readAllBytes(found)).isEqualTo(Files.readAllBytes(path));
            assertThat(new LocalDirectory(directory).file(name)).isEqualTo(found);
        }
    }

    @Test
    void aLinkIsWhatItLeadsTo() throws IOException {
        Files.writeString(directory.resolve("file"), "1");
        Files.createDirectory(directory.resolve("sub"));
        Files.createSymbolicLink(directory.resolve("to-file"), Path.of("file"));
        Files.createSymbolicLink(directory.resolve("to-sub"), Path.of("sub"));

        assertThat(Directories.list(flink(directory)))
                .extracting(DirectoryEntry::kind)
                .containsExactly(Kind.FILE, Kind.DIRECTORY, Kind.FILE, Kind.DIRECTORY);
    }

    @Test
    void aLinkThatLeadsNowhereIsNamed() throws IOException {
        Files.createSymbolicLink(directory.resolve("a.csv"), Path.of("gone"));

        assertThatThrownBy(() -> Directories.list(flink(directory)))
                .isInstanceOf(IOException.class)
                .hasMessage(directory.resolve("a.csv") + " is a symbolic link that leads nowhere");
    }

    @Test
    void whatIsNotThereHoldsNothingAndCannotBeDescribed() throws IOException {
        var none = Directories.child(flink(directory), "none");

        assertThat(Directories.list(none)).isEmpty();
        assertThatThrownBy(() -> Directories.describe(none))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageEndingWith("none does not exist");
    }

    private static org.apache.flink.core.fs.Path flink(Path path) {
        return new org.apache.flink.core.fs.Path(path.toUri());
    }
}
