package io.recon.model.reconcile;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What an input leads to.
 *
 * @param next the state afterwards; the very object that went in if nothing of it changed
 * @param changes the results to emit
 * @param adjustments the corrections to files' reports
 * @param effect what became of the input itself
 */
public record Step(
        TransactionState next,
        List<Change> changes,
        List<LineAdjustment> adjustments,
        Effect effect) {

    /** What may become of an input. */
    public enum Effect {
        /** It changed the state or woke it. */
        APPLIED,
        /** A version of the platform's row that is not newer than the newest seen. */
        NOT_NEWER,
        /** A line that stands at a position already known, or a retraction of none. */
        ALREADY_APPLIED
    }

    public Step {
        requireNonNull(next, "next");
        requireNonNull(changes, "changes");
        requireNonNull(adjustments, "adjustments");
        requireNonNull(effect, "effect");
    }

    static Step without(Effect effect, TransactionState state) {
        return new Step(state, List.of(), List.of(), effect);
    }
}
