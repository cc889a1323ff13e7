package io.recon.job.config;

/** A value that its type does not allow. It is told with the text as written, never resolved. */
final class BadValueException extends Exception {
    private final String complaint;
    private final String suggestion;

    /**
     * @param complaint what is wrong, to follow the quoted value: "is no date; write …"
     */
    BadValueException(String complaint) {
        this(complaint, "");
    }

    /**
     * @param suggestion more that may only be said if the value is no secret; it may give away what
     *     the value is
     */
    BadValueException(String complaint, String suggestion) {
        super(complaint, null, false, false);
        this.complaint = complaint;
        this.suggestion = suggestion;
    }

    /** What to say after the quoted value. */
    String complaintAbout(ResolvedText text) {
        return text.isSecret() ? complaint : complaint + suggestion;
    }
}
