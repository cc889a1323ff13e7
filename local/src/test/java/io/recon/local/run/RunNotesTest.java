package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunNotesTest {
    @TempDir private java.nio.file.Path directory;

    /** As on a full disk, whose failure names no file. */
    @Test
    void aNoteThatCannotBeWrittenIsNamed() throws IOException {
        Files.createDirectories(directory.resolve(".channels/in-the-way"));
        RunNotes notes = new RunNotes(new Path(directory.toUri()));

        assertThatThrownBy(() -> notes.noteChannels(Set.of("shop")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("file:" + directory + "/channels cannot be written: ");
    }
}
