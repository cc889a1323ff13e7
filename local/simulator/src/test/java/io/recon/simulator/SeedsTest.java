package io.recon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.simulator.engine.Backend;
import io.recon.simulator.story.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine as it is, against the oracle. */
class SeedsTest {
    @ParameterizedTest
    @CsvSource({"PURE, 3000", "HEAP, 1000", "ROCKSDB, 50"})
    void whateverHappensTheResultsAreTheContracts(Backend backend, long seeds) throws Exception {
        Simulation.Summary summary = Simulation.run(backend, 0, seeds, seed -> {});

        if (!summary.wrong().isEmpty()) {
            throw new AssertionError(
                    Simulation.shortest(backend.name(), summary.wrong().get(0).seed()));
        }
        assertThat(summary.crashes()).isGreaterThan(seeds);
        assertThat(summary.verdicts()).isGreaterThan(5 * seeds);
    }

    static Stream<String> seedsThatFoundSomethingOnce() throws IOException {
        Path list =
                Mutant.home()
                        .resolve("local/simulator/src/test/resources/io/recon/simulator/seeds.txt");
        return Files.readAllLines(list).stream().filter(line -> !line.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("seedsThatFoundSomethingOnce")
    void whatWasRightOnceStaysRight(String line) {
        String[] words = line.split(" ", 3);
        Backend backend = Backend.valueOf(words[0].toUpperCase(Locale.ROOT));
        long seed = Long.parseLong(words[1]);

        String wrong = Playback.play(Storyteller.tell(seed), backend).wrong();

        assertThat(wrong).as(line).isNull();
    }

    @Test
    void aSeedAlwaysTellsTheSameStory() {
        for (long seed = 0; seed < 200; seed++) {
            Story story = Storyteller.tell(seed);

            assertThat(Storyteller.tell(seed)).isEqualTo(story);
            assertThat(Playback.play(story, Backend.PURE))
                    .isEqualTo(Playback.play(story, Backend.PURE));
        }
        assertThat(Playback.play(Storyteller.tell(7), Backend.HEAP))
                .isEqualTo(Playback.play(Storyteller.tell(7), Backend.HEAP));
    }

    /** What is never told is never tried. */
    @Test
    void theStoriesHaveEverythingThatMayHappen() {
        Set<String> seen = new TreeSet<>();
        for (long seed = 0; seed < 300; seed++) {
            seen.addAll(Sights.of(Storyteller.tell(seed)));
        }
        assertThat(seen).containsAll(Sights.ALL);
    }
}
