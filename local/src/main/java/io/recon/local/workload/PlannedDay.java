package io.recon.local.workload;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;

/**
 * One day's directory.
 *
 * @param formerFiles files of an issue that {@code files} replaces; they must count nowhere
 * @param accepted whether an operator accepts the day whatever its bill is like
 * @param marked whether {@code _SUCCESS} stands there
 */
public record PlannedDay(
        LocalDate day,
        List<PlannedFile> files,
        List<PlannedFile> formerFiles,
        boolean accepted,
        boolean marked) {
    public PlannedDay {
        requireNonNull(day, "day");
        files = List.copyOf(files);
        formerFiles = List.copyOf(formerFiles);
    }

    boolean isHeld() {
        return !accepted && files.stream().anyMatch(PlannedFile::holdsItsDay);
    }
}
