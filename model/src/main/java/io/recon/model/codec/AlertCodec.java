package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readSigned;
import static io.recon.model.codec.Primitives.readSignedInt;
import static io.recon.model.codec.Primitives.readText;
import static io.recon.model.codec.Primitives.writeSigned;
import static io.recon.model.codec.Primitives.writeText;

import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertGroup;
import io.recon.model.alert.AlertPhase;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.reconcile.Outcome;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of alerts between operators. */
public final class AlertCodec extends RecordCodec<Alert> {
    private static final int RESULT = 1;
    private static final int FOLDED = 2;
    private static final int DAY = 3;
    private static final int FILE = 4;
    private static final int RECOVERED = 5;

    private final ResultChangeCodec changes = new ResultChangeCodec();
    private final ChannelRecordCodec records = new ChannelRecordCodec();

    public AlertCodec() {
        super(Alert.class, 1);
    }

    @Override
    public void write(Alert value, DataOutput out) throws IOException {
        if (value instanceof Alert.OfResult result) {
            out.writeByte(RESULT);
            out.writeByte(result.phase().code());
            changes.write(result.change(), out);
        } else if (value instanceof Alert.Folded folded) {
            out.writeByte(FOLDED);
            writeText(folded.group().channel(), out);
            writeSigned(folded.group().day(), out);
            out.writeByte(folded.group().outcome().code());
            AlertParts.writeFold(folded.fold(), out);
        } else if (value instanceof Alert.OfDay day) {
            out.writeByte(DAY);
            out.writeByte(day.phase().code());
            records.write(new ChannelRecord(day.channel(), day.report()), out);
        } else if (value instanceof Alert.OfFile file) {
            out.writeByte(FILE);
            records.write(new ChannelRecord(file.channel(), file.report()), out);
        } else if (value instanceof Alert.Recovered recovered) {
            out.writeByte(RECOVERED);
            writeSigned(recovered.checkpoint(), out);
        }
    }

    @Override
    Alert readValue(int written, DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case RESULT ->
                    new Alert.OfResult(
                            AlertPhase.ofCode(in.readUnsignedByte()), changes.read(1, in));
            case FOLDED ->
                    new Alert.Folded(
                            new AlertGroup(
                                    readText(in),
                                    readSignedInt(in),
                                    Outcome.ofCode(in.readUnsignedByte())),
                            AlertParts.readFold(in));
            case DAY -> {
                AlertPhase phase = AlertPhase.ofCode(in.readUnsignedByte());
                ChannelRecord record = records.read(1, in);
                yield new Alert.OfDay(phase, record.channel(), report(DayReport.class, record));
            }
            case FILE -> {
                ChannelRecord record = records.read(1, in);
                yield new Alert.OfFile(record.channel(), report(FileReport.class, record));
            }
            case RECOVERED -> new Alert.Recovered(readSigned(in));
            default ->
                    throw new IllegalArgumentException("alert kind " + kind + " is none of 1 to 5");
        };
    }

    private static <R extends BillRecord> R report(Class<R> type, ChannelRecord record) {
        if (type.isInstance(record.record())) {
            return type.cast(record.record());
        }
        throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + record.record());
    }
}
