package io.recon.connectors.bill;

import io.recon.connectors.bill.landing.LandingFile;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.codec.BillRecordCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The bytes of splits in checkpoints. */
final class BillSplitSerializer implements SimpleVersionedSerializer<BillSplit> {
    private static final int VERSION = 1;

    private final BillRecordCodec codec = new BillRecordCodec();

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(BillSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(128);
        write(split, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public BillSplit deserialize(int version, byte[] bytes) throws IOException {
        return read(version, new DataInputDeserializer(bytes));
    }

    void write(BillSplit split, DataOutput out) throws IOException {
        out.writeByte(split.kind().code());
        switch (split.kind()) {
            case FILE -> writeFile(split, out);
            case SAID -> {
                out.writeLong(split.number());
                writeRecord(split.said(), out);
            }
            case REPORT -> writeRecord(split.fileReport(), out);
        }
    }

    BillSplit read(int version, DataInput in) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "bill split has version "
                            + version
                            + ", this program reads version "
                            + VERSION);
        }
        return switch (kind(in)) {
            case FILE -> readFile(in);
            case SAID -> {
                long number = in.readLong();
                yield BillSplit.ofSaid(readRecord(in, BillRecord.class), number);
            }
            case REPORT -> BillSplit.ofReport(readRecord(in, FileReport.class));
        };
    }

    private static BillSplit.Kind kind(DataInput in) throws IOException {
        try {
            return BillSplit.Kind.ofCode(in.readUnsignedByte());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void writeFile(BillSplit split, DataOutput out) throws IOException {
        out.writeInt(split.day());
        out.writeInt(split.issue());
        out.writeUTF(split.name());
        // As a URI: a name may have characters that a path as text takes for something else.
        out.writeUTF(split.path().toUri().toString());
        out.writeLong(split.length());
        out.writeLong(split.fileModificationTime());
        Optional<CheckpointedPosition> position = split.getReaderPosition();
        out.writeBoolean(position.isPresent());
        if (position.isPresent()) {
            out.writeLong(position.get().getRecordsAfterOffset());
        }
    }

    private static BillSplit readFile(DataInput in) throws IOException {
        int day = in.readInt();
        int issue = in.readInt();
        String name = in.readUTF();
        Path path = new Path(URI.create(in.readUTF()));
        LandingFile file = new LandingFile(name, in.readLong(), in.readLong());
        CheckpointedPosition position =
                in.readBoolean()
                        ? new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, in.readLong())
                        : null;
        return BillSplit.ofFile(day, issue, file, path, position);
    }

    private void writeRecord(BillRecord record, DataOutput out) throws IOException {
        out.writeInt(codec.version());
        codec.write(record, out);
    }

    private <T extends BillRecord> T readRecord(DataInput in, Class<T> type) throws IOException {
        BillRecord record = codec.read(in.readInt(), in);
        if (!type.isInstance(record)) {
            throw new IOException(
                    "bill split holds a "
                            + record.getClass().getSimpleName()
                            + " where a "
                            + type.getSimpleName()
                            + " belongs");
        }
        return type.cast(record);
    }
}
