package io.recon.connectors.bill.format.text;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.config.Quoted;
import java.util.TreeSet;

/**
 * One line cannot be read. Thrown and caught within a reader, which makes a {@link
 * io.recon.connectors.bill.format.BillEntry.Rejected} of it: it carries no stack, since a bad file
 * may have a million such lines.
 */
public final class LineError extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 60;

    private final BillError error;

    /**
     * @param detail a sentence that names the column, its value and what would be right
     */
    public LineError(BillError error, String detail) {
        super(detail, null, false, false);
        this.error = error;
    }

    /** The line is of an account whose lines do not count. */
    public static LineError ofOtherAccount(String account, BillContext context) {
        return new LineError(
                BillError.WRONG_MERCHANT,
                "the account "
                        + quoted(account)
                        + " is none of "
                        + String.join(", ", new TreeSet<>(context.accounts())));
    }

    public BillError error() {
        return error;
    }

    /** A value as messages show it: in quotes, on one line, and cut where it is long. */
    public static String quoted(CharSequence value) {
        return '"' + Quoted.plain(value.toString(), MOST_SHOWN) + '"';
    }
}
