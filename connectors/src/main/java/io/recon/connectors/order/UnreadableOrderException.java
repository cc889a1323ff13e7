package io.recon.connectors.order;

import io.recon.connectors.config.Quoted;

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

    /** A value as a reason names it: quoted, on one line, and shortened where it is long. */
    static String shown(String value) {
        return '"' + Quoted.plain(value, MOST_SHOWN) + '"';
    }
}
