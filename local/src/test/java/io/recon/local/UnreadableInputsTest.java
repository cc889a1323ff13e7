package io.recon.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.day.Horizon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may not be read is told by a rule here: the one who runs the tests may read everything. */
class UnreadableInputsTest {
    @TempDir private Path root;

    private final UnreadableInputs inputs =
            new UnreadableInputs(path -> !path.getFileName().toString().startsWith("denied"));

    @Test
    void everyFileAndDirectoryOfOrdersIsFoundAtOnce() throws IOException {
        write("denied-1.jsonl", "sub/denied-2.jsonl", "sub/a.jsonl", "denied-sub/denied-3.jsonl");
        write("_denied", ".denied");

        inputs.lookAtOrders(root);

        assertThat(found()).containsExactly("denied-1.jsonl", "denied-sub", "sub/denied-2.jsonl");
    }

    @Test
    void aFileAsTheOrdersIsLookedAt() throws IOException {
        write("denied.jsonl");

        inputs.lookAtOrders(root.resolve("denied.jsonl"));

        assertThat(found()).containsExactly("denied.jsonl");
    }

    @Test
    void aLinkToADirectoryAboveItEnds() throws IOException {
        write("sub/denied.jsonl");
        Files.createSymbolicLink(root.resolve("sub/loop"), root);

        inputs.lookAtOrders(root);

        assertThat(found()).containsExactly("sub/denied.jsonl");
    }

    @Test
    void ofBillsOnlyWhatARunReadsIsLookedAt() throws IOException {
        write("2026-11-01/denied-of-a-day-before-the-first.csv");
        write("2026-11-02/denied-and-read.csv", "2026-11-02/_denied");
        write("2026-11-03/denied-and-replaced.csv", "2026-11-03/v2/denied.csv");
        write("denied-and-no-day/a.csv", "2026-11-04/denied-and-no-issue/a.csv");

        inputs.lookAtBills(root, (int) LocalDate.parse("2026-11-02").toEpochDay());

        assertThat(found())
                .containsExactly("2026-11-02/denied-and-read.csv", "2026-11-03/v2/denied.csv");
    }

    @Test
    void aChannelsDirectoryThatMayNotBeListedIsFound() throws IOException {
        write("denied/2026-11-01/a.csv");

        inputs.lookAtBills(root.resolve("denied"), Horizon.NONE);
        inputs.lookAtBills(root.resolve("absent"), Horizon.NONE);

        assertThat(found()).containsExactly("denied");
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
    }

    private List<String> found() {
        return inputs.found().stream().map(path -> root.relativize(path).toString()).toList();
    }
}
