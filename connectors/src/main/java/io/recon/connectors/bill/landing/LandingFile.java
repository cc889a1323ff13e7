package io.recon.connectors.bill.landing;

import io.recon.connectors.file.DirectoryEntry;
import java.io.IOException;

/**
 * A bill file as the landing directory lists it.
 *
 * @param name its path below the day's directory, for example {@code v2/bill.zip}
 * @param length bytes
 * @param modifiedMs when it was last changed, epoch milliseconds
 */
public record LandingFile(String name, long length, long modifiedMs) {
    /**
     * Fails if what lies there now is no longer the file that was listed.
     *
     * @param path where it lies, for the message
     */
    public void checkUnchanged(String path, DirectoryEntry now) throws FileChangedException {
        if (now.length() != length || now.modifiedMs() != modifiedMs) {
            throw changed(path, now.length() + " bytes of " + now.modifiedMs());
        }
    }

    /** The failure that a file is not what was listed. */
    public FileChangedException changed(String path, String found) {
        return new FileChangedException(
                path,
                "was changed after it was listed: "
                        + length
                        + " bytes of "
                        + modifiedMs
                        + " ms then, "
                        + found
                        + " now; a bill is replaced by a new issue (vN), not in place",
                null);
    }

    /** The failure that a file is gone. */
    public FileChangedException gone(String path, IOException cause) {
        return new FileChangedException(path, "cannot be found any more", cause);
    }

    /** The failure that a file may not be read. */
    public FileChangedException closed(String path, IOException cause) {
        return new FileChangedException(path, "may not be read by this user", cause);
    }
}
