package io.recon.local.run;

import io.recon.connectors.config.Quoted;
import io.recon.job.topology.ChannelOperator;
import io.recon.job.wiring.CheckpointedState;
import io.recon.local.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.runtime.jobgraph.OperatorID;

/**
 * State that no operator of a job takes over. That of a channel which was removed may go, but only
 * by a word of its own: a misspelt name in the configuration looks just like a removal, and what a
 * channel still waits for would be lost.
 */
final class UnclaimedState {
    /** So many ids tell enough. */
    private static final int MOST_TOLD = 5;

    private final String place;
    private final Set<OperatorID> held;
    private final Set<OperatorID> ids;

    /**
     * Compares what is there with what is taken.
     *
     * @param place where the state is, for people
     * @param held the operators that left state there
     * @param taken the operators of the job
     */
    UnclaimedState(String place, Set<OperatorID> held, Set<OperatorID> taken) {
        this.place = place;
        this.held = held;
        this.ids =
                held.stream()
                        .filter(id -> !taken.contains(id))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Lets the state of removed channels go.
     *
     * @param known the names that channels had once; an id alone does not tell whose it is
     * @param dropped the channels that the user gives up
     * @return those of them whose state goes; empty if every operator finds its state again
     * @throws UsageException if state would go that nobody gave up
     */
    Set<String> letGo(Set<String> known, Set<String> dropped) throws UsageException {
        List<String> problems = new ArrayList<>();
        Set<OperatorID> rest = new TreeSet<>(ids);
        Set<String> gone = new TreeSet<>();
        Set<String> names = new TreeSet<>(known);
        names.addAll(dropped);
        for (String channel : names) {
            if (!rest.removeAll(idsOf(channel))) {
                continue;
            }
            if (dropped.contains(channel)) {
                gone.add(channel);
            } else {
                problems.add(
                        "channels: "
                                + Quoted.of(channel)
                                + " is not configured, and "
                                + place
                                + " holds its state; configure it again, or give up what it waits"
                                + " for with --drop-channel "
                                + channel);
            }
        }
        if (!rest.isEmpty()) {
            problems.add(unknown(rest));
        }
        if (!problems.isEmpty()) {
            throw new UsageException(problems);
        }
        return gone;
    }

    /**
     * Lets no channel come back whose state was let go. It would read its bills from the first one
     * on and decide them under the numbers of revisions that are in the tables already, while the
     * sums of the statistics, which are not its own, still hold what it decided before.
     *
     * @param configured the channels of the job
     * @param givenUp the channels whose state was let go once
     * @throws UsageException if one of the channels was given up and its state is not there
     */
    void refuseReturns(Set<String> configured, Set<String> givenUp) throws UsageException {
        List<String> problems =
                configured.stream()
                        .filter(givenUp::contains)
                        .filter(channel -> Collections.disjoint(held, idsOf(channel)))
                        .map(this::returned)
                        .toList();
        if (!problems.isEmpty()) {
            throw new UsageException(problems);
        }
    }

    private String returned(String channel) {
        return "channels: "
                + Quoted.of(channel)
                + " was given up with --drop-channel, and "
                + place
                + " does not hold its state: what it decided would be in the tables twice; go on"
                + " --from a savepoint that holds it, or begin anew with --fresh";
    }

    private static Set<OperatorID> idsOf(String channel) {
        return Arrays.stream(ChannelOperator.values())
                .map(operator -> CheckpointedState.idOf(operator.uid(channel)))
                .collect(Collectors.toSet());
    }

    private String unknown(Set<OperatorID> rest) {
        return "channels: "
                + place
                + " holds state of %d operators that this job does not have (%s%s)"
                        .formatted(
                                rest.size(),
                                rest.stream()
                                        .limit(MOST_TOLD)
                                        .map(OperatorID::toString)
                                        .collect(Collectors.joining(", ")),
                                rest.size() > MOST_TOLD ? ", …" : "")
                + "; of a channel that was removed, name it with --drop-channel NAME; else it is"
                + " the state of another job or version";
    }
}
