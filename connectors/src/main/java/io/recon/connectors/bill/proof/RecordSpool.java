package io.recon.connectors.bill.proof;

import io.recon.model.bill.BillRecord;
import io.recon.model.codec.BillRecordCodec;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Keeps the records of one file until they are asked for: a few MiB in memory, more in a temporary
 * file, which is gone when this is closed or the machine goes down. First written, then read, any
 * number of times.
 */
final class RecordSpool implements Closeable {
    private static final int FIRST_BYTES = 8 << 10;
    private static final int FILE_BUFFER_BYTES = 128 << 10;

    private final BillRecordCodec codec = new BillRecordCodec();
    private final int memoryBytes;
    private final DataOutputStream out = new DataOutputStream(new Pages());
    private byte[] memory;
    private int used;
    private FileChannel file;
    private long count;

    RecordSpool(int memoryBytes) {
        this.memoryBytes = memoryBytes;
        this.memory = new byte[Math.min(FIRST_BYTES, memoryBytes)];
    }

    void write(BillRecord record) throws IOException {
        codec.write(record, out);
        count++;
    }

    boolean isOnDisk() {
        return file != null;
    }

    /** Ends writing, and reads all records from the first. */
    Cursor read() throws IOException {
        if (file == null) {
            return new Cursor(new ByteArrayInputStream(memory, 0, used));
        }
        writeOut();
        file.position(0);
        return new Cursor(
                new BufferedInputStream(Channels.newInputStream(file), FILE_BUFFER_BYTES));
    }

    private void writeOut() throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(memory, 0, used);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
        used = 0;
    }

    @Override
    public void close() throws IOException {
        memory = new byte[0];
        used = 0;
        if (file != null) {
            file.close();
        }
    }

    /** One reading of the spooled records. */
    final class Cursor {
        private final DataInputStream in;
        private long left = count;

        private Cursor(InputStream in) {
            this.in = new DataInputStream(in);
        }

        /** The next record, or null at the end. */
        BillRecord next() throws IOException {
            if (left == 0) {
                return null;
            }
            left--;
            return codec.read(codec.version(), in);
        }
    }

    private final class Pages extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            reserve(1);
            memory[used++] = (byte) b;
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                reserve(left);
                int part = Math.min(left, memory.length - used);
                System.arraycopy(source, from, memory, used, part);
                used += part;
                from += part;
                left -= part;
            }
        }

        /** Makes room for at least one byte. */
        private void reserve(int wanted) throws IOException {
            if (used + wanted <= memory.length) {
                return;
            }
            if (file == null && used + wanted <= memoryBytes) {
                long doubled = Math.max(memory.length * 2L, used + wanted);
                memory = Arrays.copyOf(memory, (int) Math.min(doubled, memoryBytes));
                return;
            }
            if (file == null) {
                Path path = Files.createTempFile("recon-bill-", ".spool");
                file =
                        FileChannel.open(
                                path,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.DELETE_ON_CLOSE);
                writeOut();
                memory = new byte[FILE_BUFFER_BYTES];
            } else {
                writeOut();
            }
        }
    }
}
