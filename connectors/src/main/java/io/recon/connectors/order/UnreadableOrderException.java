package io.recon.connectors.order;

/**
 * An event that becomes a reject; the message is the reason. It has no stack trace, since a file
 * may hold millions of such events.
 */
final class UnreadableOrderException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 60;

    UnreadableOrderException(String reason) {
        super(reason, null, false, false);
    }

    /** A value as a reason names it: quoted, and shortened where it is long. */
    static String shown(String value) {
        if (value.length() <= MOST_SHOWN) {
            return '"' + value + '"';
        }
        return '"' + Utf16.shortened(value, MOST_SHOWN) + "…\"";
    }
}
