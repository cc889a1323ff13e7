package io.recon.connectors.bill.proof;

import io.recon.model.bill.BillRecord.FileReport;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Says whether the files of a complete bill day prove it. */
public final class DayProof {
    private static final int MOST_REASONS = 3;

    private DayProof() {}

    /**
     * Why a day is held, or an empty text if it is proven. A day without files is proven: it had no
     * business.
     */
    public static String reasonToHold(Collection<FileReport> files) {
        var reasons =
                files.stream()
                        .filter(file -> !file.isProven())
                        .sorted(Comparator.comparing(FileReport::file))
                        .map(DayProof::reasonToHold)
                        .toList();
        String shown = reasons.stream().limit(MOST_REASONS).collect(Collectors.joining("; "));
        int more = reasons.size() - MOST_REASONS;
        return more > 0 ? shown + "; and " + more + " more files" : shown;
    }

    private static String reasonToHold(FileReport file) {
        if (!file.error().isEmpty()) {
            String detail = file.detail().isEmpty() ? "" : " (" + file.detail() + ")";
            return file.file() + ": " + file.error() + detail;
        }
        long rejected = file.content().rejected();
        return file.file() + ": " + rejected + (rejected == 1 ? " line" : " lines") + " rejected";
    }
}
