package io.recon.connectors.hive;

import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local file system for readers. Hadoop's own starts a process for each file that it lists, to
 * ask for the file's owner and permissions, which no reader looks at.
 */
public final class ListedLocalFiles extends LocalFileSystem {
    /** Called by Hadoop. */
    public ListedLocalFiles() {
        super(new Raw());
    }

    private static final class Raw extends RawLocalFileSystem {
        @Override
        public FileStatus getFileStatus(Path path) throws IOException {
            return withoutOwner(super.getFileStatus(path));
        }

        @Override
        public FileStatus[] listStatus(Path path) throws IOException {
            return Arrays.stream(super.listStatus(path))
                    .map(Raw::withoutOwner)
                    .toArray(FileStatus[]::new);
        }

        private static FileStatus withoutOwner(FileStatus status) {
            return new FileStatus(
                    status.getLen(),
                    status.isDirectory(),
                    status.getReplication(),
                    status.getBlockSize(),
                    status.getModificationTime(),
                    status.getPath());
        }
    }
}
