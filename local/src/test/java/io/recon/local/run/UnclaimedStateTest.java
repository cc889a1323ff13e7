package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.job.topology.ChannelOperator;
import io.recon.job.wiring.CheckpointedState;
import io.recon.local.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.junit.jupiter.api.Test;

class UnclaimedStateTest {
    private static final Set<String> NOBODY = Set.of();

    /** The state of a job with these channels, restored into one that has {@code shop} alone. */
    private static UnclaimedState restored(String... channels) {
        return new UnclaimedState("chk-7", ids(channels), ids("shop"));
    }

    private static Set<OperatorID> ids(String... channels) {
        return Stream.concat(
                        Stream.of("orders", "statistics"),
                        Arrays.stream(channels)
                                .flatMap(
                                        channel ->
                                                Arrays.stream(ChannelOperator.values())
                                                        .map(one -> one.uid(channel))))
                .map(CheckpointedState::idOf)
                .collect(Collectors.toSet());
    }

    @Test
    void nothingGoesWhereEveryOperatorIsThere() throws Exception {
        assertThat(restored("shop").letGo(Set.of("shop"), NOBODY)).isEmpty();
        assertThat(restored("shop").letGo(Set.of("shop"), Set.of("gone")))
                .as("it went at an earlier start")
                .isEmpty();
    }

    @Test
    void aChannelThatWasAddedNeedsNothing() throws Exception {
        assertThat(restored().letGo(Set.of("shop"), NOBODY)).isEmpty();
    }

    @Test
    void aRemovedChannelGoesByAWordOfItsOwnAlone() throws Exception {
        UnclaimedState state = restored("shop", "gone", "other");

        assertThatThrownBy(() -> state.letGo(Set.of("shop", "gone", "other"), Set.of("gone")))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "channels: \"other\" is not configured, and chk-7 holds its state;"
                                + " configure it again, or give up what it waits for with"
                                + " --drop-channel other");
        assertThat(state.letGo(Set.of("shop"), Set.of("gone", "other")))
                .as("nobody noted the names where this state comes from")
                .containsExactly("gone", "other");
    }

    @Test
    void whatNobodyKnowsIsRefused() {
        UnclaimedState state = restored("shop", "gone");

        assertThatThrownBy(() -> state.letGo(Set.of("shop"), Set.of("misspelt")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("channels: chk-7 holds state of 5 operators that this job")
                .hasMessageContaining("--drop-channel NAME");
    }

    @Test
    void everyChannelIsToldAtOnce() {
        assertThatThrownBy(() -> restored("a", "b").letGo(Set.of("a", "b"), NOBODY))
                .isInstanceOfSatisfying(
                        UsageException.class, e -> assertThat(e.problems()).hasSize(2));
    }

    @Test
    void aChannelThatWasGivenUpDoesNotComeBackWithoutItsState() throws Exception {
        assertThatThrownBy(
                        () ->
                                restored("shop")
                                        .refuseReturns(Set.of("shop", "gone"), Set.of("gone")))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "channels: \"gone\" was given up with --drop-channel, and chk-7 does not"
                                + " hold its state: what it decided would be in the tables twice;"
                                + " go on --from a savepoint that holds it, or begin anew with"
                                + " --fresh");
        restored("shop").refuseReturns(Set.of("shop", "new"), Set.of("gone"));
        restored("shop", "gone").refuseReturns(Set.of("shop", "gone"), Set.of("gone"));
    }

    @Test
    void noChannelsNameMakesItsOperatorsThoseOfAnother() {
        List<String> uids =
                Stream.of("a", "lines-a", "by-channel", "a-b")
                        .flatMap(
                                channel ->
                                        Arrays.stream(ChannelOperator.values())
                                                .map(one -> one.uid(channel)))
                        .toList();

        assertThat(uids).doesNotHaveDuplicates().doesNotContain("orders", "orders-by-channel");
    }
}
