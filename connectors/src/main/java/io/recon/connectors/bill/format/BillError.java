package io.recon.connectors.bill.format;

import java.util.Locale;

/** The words for what may be wrong with a bill. Users rely on them. */
public enum BillError {
    ARCHIVE_TRUNCATED,
    ARCHIVE_CORRUPT,
    ARCHIVE_TOO_LARGE,
    UNSAFE_ENTRY_NAME,
    NO_DETAIL_FILE,
    LINE_TOO_LONG,
    BAD_ENCODING,
    MISSING_HEADER,
    MISSING_TRAILER,
    COLUMN_MISMATCH,
    BAD_RECORD_LENGTH,
    BAD_AMOUNT,
    BAD_CURRENCY,
    ID_DAMAGED,
    LINE_INCONSISTENT,
    TOTALS_MISMATCH,
    DUPLICATE_LINE,
    WRONG_MERCHANT,
    WRONG_DAY,
    MIXED_BATCHES,
    HASH_MISMATCH,
    NO_BILL,
    BILL_NOT_READY,
    TRUNCATED,
    /** It is gone, was changed, or may not be read, though it was listed. */
    FILE_UNREADABLE,
    /** It came when the bill that it is of could not take it any more. */
    LATE_FILE;

    /** The word as users see it, for example {@code bad_amount}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
