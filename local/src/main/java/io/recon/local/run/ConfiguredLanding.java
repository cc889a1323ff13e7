package io.recon.local.run;

import io.recon.job.config.ReconConfig;
import io.recon.local.ArgumentCheck;
import io.recon.local.LandingDirectory;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** The landing directory that a configuration names, on any file system that Flink knows. */
final class ConfiguredLanding {
    private ConfiguredLanding() {}

    /** It must be there, and may be read. */
    static void check(ReconConfig config, ArgumentCheck check) {
        try {
            Path path = new Path(config.landing());
            FileSystem files = path.getFileSystem();
            if (!files.exists(path)) {
                check.problem(
                        "landing: "
                                + config.landing()
                                + " does not exist; make it, or name the directory that the"
                                + " bills arrive in");
            } else if (!files.getFileStatus(path).isDir()) {
                check.problem("landing: " + config.landing() + " is no directory");
            } else {
                files.listStatus(path);
            }
        } catch (IOException | RuntimeException e) {
            check.problem("landing: " + config.landing() + " cannot be read: " + e.getMessage());
        }
    }

    /** Empty if it is on another file system than this machine's. */
    static Optional<LandingDirectory> onThisMachine(ReconConfig config) {
        URI uri = new Path(config.landing()).toUri();
        boolean isHere = uri.getScheme() == null || uri.getScheme().equals("file");
        return isHere
                ? Optional.of(new LandingDirectory(java.nio.file.Path.of(uri.getPath())))
                : Optional.empty();
    }
}
