package io.recon.connectors.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverFilesTest {
    private static final long SINCE_MS = 1_772_323_200_000L;

    /** As Flink names a file that it writes, and the same file when it is complete. */
    private static final String UNFINISHED =
            ".part-1c7774ac-945c-47ee-8719-bd57a34bd508-0-10.inprogress"
                    + ".9f182a72-0ff6-4666-a551-aa02e4f01947";

    private static final String COMPLETE = "part-1c7774ac-945c-47ee-8719-bd57a34bd508-0-10";

    @TempDir private Path table;

    @Test
    void removesUnfinishedFilesThatNobodyHasTouchedSince() throws IOException {
        List<Path> leftovers =
                List.of(
                        file("dt=2026-03-01/" + UNFINISHED, SINCE_MS - 1),
                        file("dt=2026-03-01/channel=alipay/" + UNFINISHED, SINCE_MS - 1),
                        file(UNFINISHED, 0));

        assertThat(sweep()).isEqualTo(3);
        assertThat(leftovers).noneMatch(Files::exists);
    }

    @Test
    void leavesEverythingElse() throws IOException {
        List<Path> others = new ArrayList<>();
        others.add(file("dt=2026-03-01/channel=alipay/" + UNFINISHED, SINCE_MS));
        for (String name :
                List.of(
                        COMPLETE,
                        "_SUCCESS",
                        ".part-0-0",
                        ".hidden.inprogress.1",
                        "." + COMPLETE + ".inprogress",
                        UNFINISHED.substring(1),
                        UNFINISHED + ".crc")) {
            others.add(file("dt=2026-03-01/channel=alipay/" + name, 0));
        }

        assertThat(sweep()).isZero();
        assertThat(others).allMatch(Files::exists);
    }

    @Test
    void aTableWithoutAnyFilesIsSwept() throws IOException {
        assertThat(sweep()).isZero();
    }

    private int sweep() throws IOException {
        return LeftoverFiles.sweep(new org.apache.flink.core.fs.Path(table.toString()), SINCE_MS);
    }

    private Path file(String name, long touchedMs) throws IOException {
        Path file = table.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(touchedMs));
        return file;
    }
}
