package io.recon.local.output;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Sorts more entries than memory holds: writers put sorted runs into a directory, a merge reads
 * them all in one order. Entries are ordered by the unsigned bytes of their key, which for UTF-8
 * texts is the order of their characters; of several entries of one key only the highest revision
 * is given.
 */
public final class SortedRuns {
    private static final String SUFFIX = ".run";
    private static final int BUFFER_BYTES = 1 << 16;

    /** An entry; its arrays are handed over, and nobody changes them. */
    public static final class Entry {
        static final Comparator<Entry> ORDER =
                (one, other) -> {
                    int order = Arrays.compareUnsigned(one.key, other.key);
                    return order == 0 ? Integer.compare(one.revision, other.revision) : order;
                };

        private final byte[] key;
        private final int revision;
        private final byte[] value;

        /**
         * @param revision which of several entries of one key is the newest
         */
        public Entry(byte[] key, int revision, byte[] value) {
            this.key = key;
            this.revision = revision;
            this.value = value;
        }

        public byte[] key() {
            return key;
        }

        public byte[] value() {
            return value;
        }
    }

    private SortedRuns() {}

    /** Collects entries in memory and writes them out as a run whenever it is full. */
    public static final class Writer implements Closeable {
        private static final int ENTRY_OVERHEAD_BYTES = 80;

        private final Path directory;
        private final String name;
        private final long mostBytes;
        private final List<Entry> entries = new ArrayList<>();
        private long bytes;
        private int runs;

        /**
         * @param name tells this writer's runs from other writers' in the directory
         * @param mostBytes how much memory the entries may take, roughly
         */
        public Writer(Path directory, String name, long mostBytes) {
            this.directory = directory;
            this.name = name;
            this.mostBytes = mostBytes;
        }

        public void add(Entry entry) throws IOException {
            entries.add(entry);
            bytes += entry.key.length + entry.value.length + ENTRY_OVERHEAD_BYTES;
            if (bytes >= mostBytes) {
                flush();
            }
        }

        /** Writes out what is in memory. */
        public void flush() throws IOException {
            if (entries.isEmpty()) {
                return;
            }
            entries.sort(Entry.ORDER);
            Path run = directory.resolve(name + "-" + runs++ + SUFFIX);
            try (DataOutputStream out =
                    new DataOutputStream(
                            new BufferedOutputStream(Files.newOutputStream(run), BUFFER_BYTES))) {
                for (Entry entry : entries) {
                    out.writeInt(entry.key.length);
                    out.write(entry.key);
                    out.writeInt(entry.revision);
                    out.writeInt(entry.value.length);
                    out.write(entry.value);
                }
            }
            entries.clear();
            bytes = 0;
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** Reads all runs of a directory in one order. */
    public static final class Merge implements Closeable {
        private final List<Run> all = new ArrayList<>();
        private final PriorityQueue<Run> open =
                new PriorityQueue<>((one, other) -> Entry.ORDER.compare(one.entry, other.entry));

        public Merge(Path directory) throws IOException {
            List<Path> files;
            try (Stream<Path> listed = Files.list(directory)) {
                files = listed.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList();
            }
            try {
                for (Path file : files) {
                    Run run = new Run(file);
                    all.add(run);
                    if (run.advance()) {
                        open.add(run);
                    }
                }
            } catch (IOException e) {
                close();
                throw e;
            }
        }

        /** The newest entry of the next key, or null at the end. */
        public Entry next() throws IOException {
            Entry newest = take();
            while (newest != null
                    && !open.isEmpty()
                    && Arrays.equals(open.peek().entry.key, newest.key)) {
                newest = take();
            }
            return newest;
        }

        private Entry take() throws IOException {
            Run run = open.poll();
            if (run == null) {
                return null;
            }
            Entry entry = run.entry;
            if (run.advance()) {
                open.add(run);
            }
            return entry;
        }

        @Override
        public void close() throws IOException {
            for (Run run : all) {
                run.in.close();
            }
        }
    }

    private static final class Run {
        private final DataInputStream in;
        private Entry entry;

        Run(Path file) throws IOException {
            in =
                    new DataInputStream(
                            new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
        }

        boolean advance() throws IOException {
            int length;
            try {
                length = in.readInt();
            } catch (EOFException end) {
                return false;
            }
            byte[] key = in.readNBytes(length);
            int revision = in.readInt();
            byte[] value = in.readNBytes(in.readInt());
            entry = new Entry(key, revision, value);
            return true;
        }
    }
}
