package io.recon.connectors.bill.format;

/** A bill file cannot be read as a whole: it is rejected, and none of its lines counts. */
public final class UnreadableBillException extends Exception {
    private static final long serialVersionUID = 1L;

    private final BillError error;
    private final String detail;

    /**
     * @param detail a sentence that names what was found and what would be right
     */
    public UnreadableBillException(BillError error, String detail) {
        super(error.word() + ": " + detail);
        this.error = error;
        this.detail = detail;
    }

    public BillError error() {
        return error;
    }

    /** The sentence behind the word. */
    public String detail() {
        return detail;
    }
}
