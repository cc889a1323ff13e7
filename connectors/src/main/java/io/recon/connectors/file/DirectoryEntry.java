package io.recon.connectors.file;

/**
 * Something in a directory.
 *
 * @param name its name; of a name on this machine that is no UTF-8, each byte that does not fit
 *     stands as {@code %XX}
 * @param kind what it is; what a symbolic link leads to
 * @param length bytes
 * @param modifiedMs when it was last changed, epoch milliseconds
 */
public record DirectoryEntry(String name, Kind kind, long length, long modifiedMs) {
    /** What can lie in a directory. */
    public enum Kind {
        FILE,
        DIRECTORY,
        /** A pipe, a socket or a device: nothing whose end is known. */
        OTHER
    }

    public boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }
}
