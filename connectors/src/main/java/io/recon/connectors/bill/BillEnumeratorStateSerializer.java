package io.recon.connectors.bill;

import io.recon.connectors.bill.landing.BillDay;
import io.recon.connectors.bill.landing.DayBook;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.codec.BillRecordCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The bytes of an enumerator's state in checkpoints. */
final class BillEnumeratorStateSerializer
        implements SimpleVersionedSerializer<BillEnumeratorState> {
    /** Had no late issues. */
    private static final int FIRST_VERSION = 1;

    private static final int VERSION = 2;

    private final BillSplitSerializer splits = new BillSplitSerializer();
    private final BillRecordCodec codec = new BillRecordCodec();

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(BillEnumeratorState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        DayBook.Progress progress = state.progress();
        out.writeInt(progress.firstDay());
        out.writeInt(progress.sealedThrough());
        out.writeLong(progress.seals());
        out.writeBoolean(progress.listed());
        out.writeLong(progress.lateFiles());
        out.writeLong(state.nextReport());
        out.writeInt(splits.getVersion());
        out.writeInt(state.unassigned().size());
        for (BillSplit split : state.unassigned()) {
            splits.write(split, out);
        }
        out.writeInt(codec.version());
        out.writeInt(state.days().size());
        for (BillDay day : state.days()) {
            writeDay(day, out);
        }
        return out.getCopyOfBuffer();
    }

    private void writeDay(BillDay day, DataOutput out) throws IOException {
        out.writeInt(day.day());
        out.writeInt(day.lastDay());
        out.writeUTF(day.absence());
        out.writeInt(day.issue());
        out.writeBoolean(day.success());
        out.writeBoolean(day.accepted());
        out.writeInt(day.files().size());
        for (String file : day.files()) {
            out.writeUTF(file);
        }
        out.writeInt(day.lateIssues().size());
        for (int issue : day.lateIssues()) {
            out.writeInt(issue);
        }
        List<FileReport> reports = day.reports();
        out.writeInt(reports.size());
        for (FileReport report : reports) {
            codec.write(report, out);
        }
        out.writeBoolean(day.said() != null);
        if (day.said() != null) {
            codec.write(day.said(), out);
        }
    }

    @Override
    public BillEnumeratorState deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION && version != FIRST_VERSION) {
            throw new IOException(
                    "bill enumerator state has version "
                            + version
                            + ", this program reads versions "
                            + FIRST_VERSION
                            + " to "
                            + VERSION);
        }
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        var progress =
                new DayBook.Progress(
                        in.readInt(), in.readInt(), in.readLong(), in.readBoolean(), in.readLong());
        long nextReport = in.readLong();
        int splitVersion = in.readInt();
        List<BillSplit> unassigned = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            unassigned.add(splits.read(splitVersion, in));
        }
        int recordVersion = in.readInt();
        List<BillDay> days = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            days.add(readDay(version, recordVersion, in));
        }
        return new BillEnumeratorState(progress, nextReport, days, unassigned);
    }

    private BillDay readDay(int version, int recordVersion, DataInput in) throws IOException {
        int number = in.readInt();
        int lastDay = in.readInt();
        String absence = in.readUTF();
        BillDay day =
                absence.isEmpty()
                        ? BillDay.listed(number)
                        : BillDay.absent(number, lastDay, absence);
        day.mark(in.readInt(), in.readBoolean(), in.readBoolean());
        for (int left = in.readInt(); left > 0; left--) {
            day.add(in.readUTF());
        }
        if (version > FIRST_VERSION) {
            for (int left = in.readInt(); left > 0; left--) {
                day.addLateIssue(in.readInt());
            }
        }
        for (int left = in.readInt(); left > 0; left--) {
            day.take(readRecord(recordVersion, in, FileReport.class));
        }
        if (in.readBoolean()) {
            day.say(readRecord(recordVersion, in, DayReport.class));
        }
        return day;
    }

    private <T extends BillRecord> T readRecord(int version, DataInput in, Class<T> type)
            throws IOException {
        BillRecord record = codec.read(version, in);
        if (!type.isInstance(record)) {
            throw new IOException(
                    "bill enumerator state holds a "
                            + record.getClass().getSimpleName()
                            + " where a "
                            + type.getSimpleName()
                            + " belongs");
        }
        return type.cast(record);
    }
}
