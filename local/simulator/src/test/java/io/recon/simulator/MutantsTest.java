package io.recon.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.simulator.engine.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator must see what it is there to see: bugs are planted, and it must catch them. */
class MutantsTest {
    static Stream<Mutant> mutants() throws IOException {
        return Mutant.all().stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aPlantedBugIsCaught(Mutant mutant) throws Exception {
        String caught = MutatedClasses.of(mutant).firstWrong(mutant);

        assertThat(caught).as("%s is not caught by %s seeds", mutant, mutant.seeds()).isNotNull();
    }

    @Test
    void withoutABugTheSameSeedsAreRight() throws Exception {
        TreeMap<Backend, Integer> seeds = new TreeMap<>();
        Mutant.all().forEach(mutant -> seeds.merge(mutant.backend(), mutant.seeds(), Math::max));

        // SeedsTest plays these and more.
        assertThat(seeds).containsOnlyKeys(Backend.PURE, Backend.HEAP);
        assertThat(seeds.get(Backend.PURE)).isLessThanOrEqualTo(3_000);
        assertThat(seeds.get(Backend.HEAP)).isLessThanOrEqualTo(1_000);
    }

    /** Or a bug would only be a class that does not fit among the others. */
    @Test
    void theSameTextInItsPlaceIsNoBug() throws Exception {
        Mutant mutant = Mutant.all().get(0);
        Mutant none = with(mutant, mutant.original(), mutant.original());

        assertThat(MutatedClasses.of(none).firstWrong(none)).isNull();
    }

    @Test
    void aTextThatDoesNotStandThereOnceIsNamed() throws Exception {
        Mutant mutant = Mutant.all().get(0);

        assertThatThrownBy(() -> with(mutant, "no such text", "").source())
                .hasMessageContaining("its text stands 0 times in " + mutant.file());
        assertThatThrownBy(() -> with(mutant, "return", "").source())
                .hasMessageMatching("(?s).*its text stands [1-9][0-9]+ times in .*");
    }

    private static Mutant with(Mutant mutant, String original, String replacement) {
        return new Mutant(
                mutant.name(),
                mutant.file(),
                mutant.backend(),
                mutant.seeds(),
                original,
                replacement);
    }

    @Test
    void thePageListsEveryMutant() throws IOException {
        String page = Files.readString(Mutant.home().resolve("docs/simulator.md"));
        List<String> listed =
                page.lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.replaceFirst("^\\| `([^`]*)`.*$", "$1"))
                        .toList();

        assertThat(listed)
                .containsExactlyElementsOf(Mutant.all().stream().map(Mutant::name).toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void whatGoesWrongIsToldShortAndCanBeRepeated() throws Exception {
        Mutant mutant = Mutant.all().get(0);
        MutatedClasses classes = MutatedClasses.of(mutant);
        String[] first = classes.firstWrong(mutant).split(": ", 2);
        String story =
                (String)
                        classes.loadClass(Simulation.class.getName())
                                .getMethod("shortest", String.class, long.class)
                                .invoke(null, "PURE", Long.parseLong(first[0]));

        assertThat(mutant.name()).isEqualTo("last-arrival-wins");
        // Two versions of one row are enough, which come in the wrong order, and maybe a line.
        assertThat(story.lines().filter(line -> line.contains("order "))).hasSizeBetween(2, 3);
        assertThat(story.lines().filter(line -> line.matches("[0-9]+\\. .*"))).hasSizeLessThan(4);
        assertThat(story)
                .startsWith("seed " + first[0] + " goes wrong: " + first[1] + "\n")
                .contains("\nwrong: ")
                .endsWith("again: bin/simulate --backend pure --seed " + first[0] + "\n");
    }
}
