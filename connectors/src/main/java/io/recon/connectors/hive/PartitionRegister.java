package io.recon.connectors.hive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes known to the metastore every partition that has visible files.
 *
 * <p>Flink's writers tell of a partition once, with the checkpoint that follows the one which made
 * its files visible, and which partitions are still to be told is in no checkpoint. A job that was
 * restored, took one checkpoint and failed before the metastore had answered would never tell of
 * them again: the rows would be there, and nobody would read them. What lies in the table's
 * directory cannot be forgotten.
 */
final class PartitionRegister {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionRegister.class);
    private static final short ALL = -1;

    private PartitionRegister() {}

    /**
     * Registers the partitions that are unknown. It waits for a metastore that is away as long as
     * the writers do.
     *
     * @param depth how many partition columns the table has
     * @throws IOException if the metastore does not answer or the directory cannot be listed
     */
    static void complete(HiveSettings settings, String table, String location, int depth)
            throws IOException {
        try {
            HiveMetaStoreClient client =
                    new HiveMetaStoreClient(HiveConfigurations.forJob(settings));
            try {
                Path root = new Path(location);
                Set<String> known =
                        new HashSet<>(client.listPartitionNames(settings.database(), table, ALL));
                List<String> unknown = new ArrayList<>();
                find(root.getFileSystem(), root, "", depth, known, unknown);
                for (String partition : unknown) {
                    register(client, settings.database(), table, partition);
                }
            } finally {
                client.close();
            }
        } catch (TException e) {
            throw new IOException(
                    "the Hive metastore "
                            + settings.metastore()
                            + " does not take the partitions of "
                            + table,
                    e);
        }
    }

    private static void register(
            HiveMetaStoreClient client, String database, String table, String partition)
            throws TException {
        try {
            client.appendPartition(database, table, partition);
            LOG.info("{} of {} was not known to the metastore and is now", partition, table);
        } catch (AlreadyExistsException e) {
            // One table's rows may come by several streams, and each looks.
        }
    }

    /**
     * Collects unknown partitions by their names.
     *
     * @param name of the directory below the table's: {@code dt=2026-03-01}
     */
    private static void find(
            FileSystem files,
            Path directory,
            String name,
            int depth,
            Set<String> known,
            List<String> unknown)
            throws IOException {
        if (depth == 0 && known.contains(name)) {
            return;
        }
        for (FileStatus entry : LeftoverFiles.list(files, directory)) {
            String entryName = entry.getPath().getName();
            boolean isVisible = !entryName.startsWith(".") && !entryName.startsWith("_");
            if (depth > 0 && entry.isDir() && entryName.indexOf('=') > 0) {
                find(
                        files,
                        entry.getPath(),
                        name.isEmpty() ? entryName : name + '/' + entryName,
                        depth - 1,
                        known,
                        unknown);
            } else if (depth == 0 && !entry.isDir() && isVisible) {
                unknown.add(name);
                return;
            }
        }
    }
}
