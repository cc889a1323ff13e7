package io.recon.local;

import java.nio.file.Path;

/** The project's directory on this machine, as the launcher tells it. */
public final class Home {
    private Home() {}

    /** The file or directory of this name in it. */
    public static Path resolve(String first, String... more) {
        Path path = Path.of(System.getProperty("recon.home", ".")).resolve(first);
        for (String name : more) {
            path = path.resolve(name);
        }
        return path;
    }
}
