package io.recon.connectors.file;

import java.io.IOException;
import java.util.List;

/** A directory on whatever file system, by what lies in it. It need not exist. */
public interface Directory {
    /**
     * What lies in it, sorted by name; nothing if it is not there.
     *
     * @throws IOException if it cannot be listed; the message names it
     */
    List<DirectoryEntry> list() throws IOException;

    /** Whether something of this name lies in it. */
    boolean has(String name) throws IOException;

    /** The directory of this name in it, whatever characters are in the name. */
    Directory directory(String name) throws IOException;

    /** Where something of this name in it lies, for people. */
    String pathOf(String name);
}
