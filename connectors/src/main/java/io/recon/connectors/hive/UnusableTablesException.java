package io.recon.connectors.hive;

import java.io.IOException;

/** The tables cannot be used; the message says why in one line, for people. */
public final class UnusableTablesException extends IOException {
    UnusableTablesException(String message) {
        super(message);
    }

    UnusableTablesException(String message, Throwable cause) {
        super(message, cause);
    }
}
