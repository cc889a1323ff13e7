package io.recon.model.reconcile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a transaction remembers of its results that are no longer due. */
final class RememberedResults {
    private RememberedResults() {}

    /**
     * Forgets withdrawn results beyond {@link Policy#MOST_RESULTS}, those with the lowest revisions
     * first: so none that was forgotten has a higher revision than all that are remembered.
     */
    static List<Result> bounded(List<Result> results) {
        int tooMany = results.size() - Policy.MOST_RESULTS;
        if (tooMany <= 0) {
            return results;
        }
        List<Result> withdrawn = new ArrayList<>();
        for (Result result : results) {
            if (result.kind() == Result.Kind.DUPLICATE && result.isWithdrawn()) {
                withdrawn.add(result);
            }
        }
        withdrawn.sort(Comparator.comparingInt(Result::revision));
        Set<Result> forgotten = new HashSet<>(withdrawn.subList(0, tooMany));
        List<Result> remembered = new ArrayList<>(results);
        remembered.removeIf(forgotten::contains);
        return remembered;
    }

    /**
     * The revision of a duplicate of which nothing is remembered: 0, unless it may have been
     * forgotten, for its revisions must go on. Once there are as many results as are remembered,
     * there never are fewer.
     */
    static int firstRevision(List<Result> emitted) {
        if (emitted.size() < Policy.MOST_RESULTS) {
            return 0;
        }
        int highest = 0;
        for (Result result : emitted) {
            highest = Math.max(highest, result.revision());
        }
        return highest + 1;
    }
}
