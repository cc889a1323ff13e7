package io.recon.local.run;

import io.recon.local.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second job from the same directory of checkpoints: both would go on from one state, and
 * each would delete the other's checkpoints. It holds on this machine; a directory on another file
 * system is not locked. The lock is gone with the process, however that ends.
 */
final class RunLock implements AutoCloseable {
    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks a directory, which is made where it is absent.
     *
     * @throws UsageException if another process holds the lock, or the directory cannot be used
     */
    static RunLock of(String checkpoints) throws UsageException {
        URI uri = new org.apache.flink.core.fs.Path(checkpoints).toUri();
        if (uri.getScheme() != null && !"file".equals(uri.getScheme())) {
            return new RunLock(null);
        }
        Path directory = Path.of(uri.getPath());
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel =
                    FileChannel.open(
                            directory.resolve(".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return new RunLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new UsageException(
                    "checkpoints: " + directory + " cannot be written: " + e.getMessage());
        }
        throw new UsageException(
                "checkpoints: another run uses "
                        + directory
                        + "; end it first, or give this one a directory of its own");
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Within this JVM.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
