package io.recon.connectors.bill.format;

import java.io.IOException;

/**
 * Carries an {@link UnreadableBillException} through an {@link java.io.InputStream}, which may
 * throw nothing else. Whoever reads such a stream unwraps it, or a bad file would look like a bad
 * machine.
 */
public final class UnreadableInput extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient UnreadableBillException reason;

    public UnreadableInput(BillError error, String detail) {
        super(detail);
        this.reason = new UnreadableBillException(error, detail);
    }

    /** What is wrong with the file. */
    public UnreadableBillException reason() {
        return reason;
    }
}
