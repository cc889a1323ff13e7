package io.recon.connectors.bill.format.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A local file that remembers whether reading it failed. Unpackers report a bad archive and a bad
 * disk with the same exception; this tells them apart. It can also bound how much is read.
 */
final class SourceChannel implements SeekableByteChannel {
    private final SeekableByteChannel channel;
    private IOException ownFailure;
    private long budget = Long.MAX_VALUE;

    SourceChannel(Path path) throws IOException {
        this.channel = Files.newByteChannel(path);
    }

    /** Lets at most so many bytes be read from now on; what wants more sees the file's end. */
    void allow(long bytes) {
        budget = bytes;
    }

    /** Whether all bytes that may be read have been read. */
    boolean isExhausted() {
        return budget <= 0;
    }

    /** Throws again what the machine threw, if it did. */
    void rethrowOwnFailure() throws IOException {
        if (ownFailure != null) {
            throw ownFailure;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (isExhausted()) {
            return -1;
        }
        try {
            int count = channel.read(target);
            budget -= Math.max(count, 0);
            return count;
        } catch (IOException e) {
            ownFailure = e;
            throw e;
        }
    }

    @Override
    public int write(ByteBuffer source) {
        throw new UnsupportedOperationException("a landing file is only read");
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        channel.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException("a landing file is only read");
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
