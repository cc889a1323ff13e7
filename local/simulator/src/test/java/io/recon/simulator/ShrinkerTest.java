package io.recon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
}
