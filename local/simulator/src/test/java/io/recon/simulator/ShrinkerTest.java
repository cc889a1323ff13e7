package io.recon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.simulator.story.Step;
import io.recon.simulator.story.Story;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShrinkerTest {
    @Test
    void nothingCanBeLeftOutOfWhatIsLeft() {
        List<Integer> all = IntStream.range(0, 100).boxed().toList();

        assertThat(Shrinker.minimal(all, some -> some.containsAll(List.of(3, 50, 99))))
                .containsExactly(3, 50, 99);
        assertThat(Shrinker.minimal(all, some -> some.size() >= 7)).hasSize(7);
        assertThat(Shrinker.minimal(all, some -> true)).isEmpty();
        assertThat(Shrinker.minimal(all, some -> some.size() == 100)).isEqualTo(all);
        assertThat(Shrinker.minimal(List.<Integer>of(), some -> true)).isEmpty();
    }

    /** A short story of another failure says nothing of the one that was found. */
    @Test
    void whatIsLeftGoesWrongAsTheWholeDid() {
        Story story = Storyteller.tell(2);
        Step seal = story.steps().stream().filter(Step.BillsTo.class::isInstance).findAny().get();

        Story shortest =
                Shrinker.shrink(
                        story,
                        "alipay: 2 seals",
                        some ->
                                some.steps().contains(seal)
                                        ? "alipay: " + some.steps().size() + " seals"
                                        : "alipay: none");

        assertThat(shortest.facts()).isEmpty();
        assertThat(shortest.steps()).hasSize(1).hasOnlyElementsOfType(Step.BillsTo.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'alipay: results differ\n  by the contract: x', results differ",
        "stripe: 3 transactions wait with 2 timers, N transactions wait with N timers",
        "the engine fails: java.lang.IllegalStateException: of T1, "
                + "the engine fails: java.lang.IllegalStateException",
        "a result changes nothing: ResultChange[key=1], a result changes nothing: ResultChange"
    })
    void twoAreAlikeWhateverTheyAreAbout(String how, String kind) {
        assertThat(Wrong.kindOf(how)).isEqualTo(kind);
    }
}
