package io.recon.model.alert;

import static java.util.Objects.requireNonNull;

/**
 * What is remembered of a group of alerts.
 *
 * @param told how many were told one by one
 * @param fold what was folded since the last summary
 */
public record AlertMemory(int told, AlertFold fold) {
    /** Nothing was told yet. */
    public static final AlertMemory EMPTY = new AlertMemory(0, AlertFold.EMPTY);

    public AlertMemory {
        requireNonNull(fold, "fold");
    }
}
