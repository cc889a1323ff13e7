package io.recon.local.drill;

import io.recon.local.drill.Findings.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all rounds of a drill have come to. */
final class Tally {
    private final Map<Trouble, Integer> troubles = new EnumMap<>(Trouble.class);
    private final Map<Kind, Long> found = new EnumMap<>(Kind.class);
    private int rounds;
    private long rows;

    void add(RoundPlan plan, Findings findings) {
        rounds++;
        rows += findings.rows();
        plan.troubles().forEach((trouble, times) -> troubles.merge(trouble, times, Integer::sum));
        for (Kind kind : Kind.values()) {
            found.merge(kind, findings.count(kind), Long::sum);
        }
    }

    boolean isClean() {
        return found.values().stream().allMatch(count -> count == 0);
    }

    private int times(Trouble trouble) {
        return troubles.getOrDefault(trouble, 0);
    }

    private long found(Kind kind) {
        return found.getOrDefault(kind, 0L);
    }

    /** How often each trouble was made. */
    String troubles() {
        return Stream.of(Trouble.values())
                        .filter(Trouble::isKill)
                        .map(trouble -> times(trouble) + " " + trouble.word())
                        .collect(Collectors.joining(", ", "kills: ", "; "))
                + times(Trouble.REDEPLOY)
                + " redeploys";
    }

    /** The result, for people and for scripts. */
    String result() {
        return "%d rounds, %d kills, %d rows, %d lost, %d doubled, %d wrong"
                .formatted(
                        rounds,
                        Stream.of(Trouble.values())
                                .filter(Trouble::isKill)
                                .mapToInt(this::times)
                                .sum(),
                        rows,
                        found(Kind.LOST),
                        found(Kind.DOUBLED),
                        found(Kind.WRONG));
    }
}
