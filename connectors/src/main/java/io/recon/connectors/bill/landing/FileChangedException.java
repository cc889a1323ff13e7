package io.recon.connectors.bill.landing;

import java.io.IOException;

/** A bill file is not what was listed any more: it is gone, was changed, or may not be read. */
public final class FileChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String detail;

    FileChangedException(String path, String detail, IOException cause) {
        super("bill file " + path + " " + detail, cause);
        this.detail = detail;
    }

    /** What is the matter, for people, without the file's path. */
    public String detail() {
        return detail;
    }
}
