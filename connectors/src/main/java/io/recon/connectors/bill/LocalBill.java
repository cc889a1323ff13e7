package io.recon.connectors.bill;

import io.recon.connectors.bill.landing.FileChangedException;
import io.recon.connectors.file.Directories;
import io.recon.connectors.file.DirectoryEntry;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.flink.core.fs.FileSystem;

/**
 * A landing file's bytes on this machine's disk: the file itself where it lies there, else a copy
 * that is deleted at the close.
 */
final class LocalBill implements Closeable {
    private static final int BUFFER_BYTES = 64 << 10;

    private final BillSplit split;
    private final FileSystem files;
    private final Path path;
    private final boolean copied;

    private LocalBill(BillSplit split, FileSystem files, Path path, boolean copied) {
        this.split = split;
        this.files = files;
        this.path = path;
        this.copied = copied;
    }

    /**
     * Makes a file readable here.
     *
     * @throws FileChangedException if it is no longer the file that was listed, or may not be read
     */
    static LocalBill of(BillSplit split, String temporaryDirectory) throws IOException {
        FileSystem files = split.path().getFileSystem();
        if (Directories.isLocal(split.path())) {
            Path path = localPath(split);
            LocalBill local = new LocalBill(split, files, path, false);
            local.checkUnchanged();
            if (!Files.isReadable(path)) {
                throw split.file().closed(split.path().toString(), null);
            }
            return local;
        }
        Path directory = Files.createDirectories(Path.of(temporaryDirectory));
        Path copy = Files.createTempFile(directory, "bill-", ".copy");
        LocalBill local = new LocalBill(split, files, copy, true);
        try {
            local.checkUnchanged();
            local.copy();
            return local;
        } catch (Throwable failure) {
            local.close();
            throw failure;
        }
    }

    private static Path localPath(BillSplit split) throws IOException {
        try {
            return Directories.localPath(split.path());
        } catch (IOException e) {
            throw explained(split, e);
        }
    }

    Path path() {
        return path;
    }

    private void copy() throws IOException {
        long copiedBytes = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = files.open(split.path());
                OutputStream out = Files.newOutputStream(path)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                copiedBytes += read;
                if (copiedBytes > split.length()) {
                    throw changed("more than " + split.length() + " bytes");
                }
                out.write(buffer, 0, read);
            }
        }
        if (copiedBytes < split.length()) {
            throw changed(copiedBytes + " bytes");
        }
    }

    /** Fails if the landing file is no longer the one that was listed. */
    void checkUnchanged() throws IOException {
        DirectoryEntry now;
        try {
            now = Directories.describe(split.path());
        } catch (IOException e) {
            throw explained(split, e);
        }
        split.file().checkUnchanged(split.path().toString(), now);
    }

    /** What is wrong with the file, if it is the file; else the failure as it is. */
    private static IOException explained(BillSplit split, IOException failure) {
        String path = split.path().toString();
        if (failure instanceof FileNotFoundException
                || failure.getCause() instanceof NoSuchFileException) {
            return split.file().gone(path, failure);
        }
        return failure.getCause() instanceof AccessDeniedException
                ? split.file().closed(path, failure)
                : failure;
    }

    private FileChangedException changed(String found) {
        return split.file().changed(split.path().toString(), found);
    }

    @Override
    public void close() throws IOException {
        if (copied) {
            Files.deleteIfExists(path);
        }
    }
}
