package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readLength;
import static io.recon.model.codec.Primitives.readSigned;
import static io.recon.model.codec.Primitives.readSignedInt;
import static io.recon.model.codec.Primitives.readText;
import static io.recon.model.codec.Primitives.readUnsigned;
import static io.recon.model.codec.Primitives.readUnsignedInt;
import static io.recon.model.codec.Primitives.writeSigned;
import static io.recon.model.codec.Primitives.writeText;
import static io.recon.model.codec.Primitives.writeUnsigned;

import io.recon.model.TransactionType;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.Cell;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Line;
import io.recon.model.bill.BillRecord.OtherLines;
import io.recon.model.bill.BillRecord.Reject;
import io.recon.model.bill.BillRecord.Retraction;
import io.recon.model.bill.BillRecord.Totals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The bytes of bill records between operators, in spooled files and in a bill source's splits. */
public final class BillRecordCodec extends RecordCodec<BillRecord> {
    private static final int LINE = 1;
    private static final int RETRACTION = 2;
    private static final int REJECT = 3;
    private static final int FILE_REPORT = 4;
    private static final int DAY_REPORT = 5;

    public BillRecordCodec() {
        super(BillRecord.class, 1);
    }

    @Override
    public void write(BillRecord value, DataOutput out) throws IOException {
        if (value instanceof Line line) {
            out.writeByte(LINE);
            Parts.writeKey(line.key(), out);
            Parts.writeLine(line.line(), out);
        } else if (value instanceof Retraction retraction) {
            out.writeByte(RETRACTION);
            Parts.writeKey(retraction.key(), out);
            Parts.writeLine(retraction.line(), out);
        } else if (value instanceof Reject reject) {
            out.writeByte(REJECT);
            Parts.writePosition(reject.position(), out);
            writeText(reject.reason(), out);
            writeText(reject.raw(), out);
        } else if (value instanceof FileReport file) {
            out.writeByte(FILE_REPORT);
            writeFile(file, out);
        } else {
            DayReport day = (DayReport) value;
            out.writeByte(DAY_REPORT);
            writeSigned(day.day(), out);
            writeUnsigned((long) day.lastDay() - day.day(), out);
            out.writeByte(day.status().code());
            writeText(day.reason(), out);
        }
        writeUnsigned(value.issue(), out);
    }

    private static void writeFile(FileReport file, DataOutput out) throws IOException {
        writeSigned(file.day(), out);
        writeText(file.file(), out);
        out.writeByte(file.totals().code());
        writeText(file.error(), out);
        writeText(file.detail(), out);
        writeUnsigned(file.content().rejected(), out);
        writeUnsigned(file.content().cells().size(), out);
        for (Cell cell : file.content().cells()) {
            writeText(cell.account(), out);
            writeText(cell.currency(), out);
            out.writeByte(cell.type().code());
            writeUnsigned(cell.count(), out);
            writeSigned(cell.amountMinor(), out);
            writeSigned(cell.feeMinor(), out);
        }
        writeUnsigned(file.content().other().size(), out);
        for (OtherLines other : file.content().other()) {
            writeText(other.currency(), out);
            writeUnsigned(other.count(), out);
        }
    }

    @Override
    BillRecord readValue(int written, DataInput in) throws IOException {
        int shape = in.readUnsignedByte();
        return switch (shape) {
            case LINE -> new Line(Parts.readKey(in), Parts.readLine(in), readUnsignedInt(in));
            case RETRACTION ->
                    new Retraction(Parts.readKey(in), Parts.readLine(in), readUnsignedInt(in));
            case REJECT ->
                    new Reject(
                            Parts.readPosition(in),
                            readText(in),
                            readText(in),
                            readUnsignedInt(in));
            case FILE_REPORT -> readFile(in);
            case DAY_REPORT -> readDay(in);
            default -> throw new IOException("bill record shape " + shape + " is none of 1 to 5");
        };
    }

    private static FileReport readFile(DataInput in) throws IOException {
        int day = readSignedInt(in);
        String file = readText(in);
        Totals totals = Totals.ofCode(in.readUnsignedByte());
        String error = readText(in);
        String detail = readText(in);
        long rejected = readUnsigned(in);
        int cellCount = readLength(in);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < cellCount; i++) {
            cells.add(
                    new Cell(
                            readText(in),
                            readText(in),
                            TransactionType.ofCode(in.readUnsignedByte()),
                            readUnsigned(in),
                            readSigned(in),
                            readSigned(in)));
        }
        int otherCount = readLength(in);
        List<OtherLines> other = new ArrayList<>();
        for (int i = 0; i < otherCount; i++) {
            other.add(new OtherLines(readText(in), readUnsigned(in)));
        }
        return new FileReport(
                day,
                readUnsignedInt(in),
                file,
                new FileContent(cells, other, rejected),
                totals,
                error,
                detail);
    }

    private static DayReport readDay(DataInput in) throws IOException {
        int day = readSignedInt(in);
        // A sum that wraps is before the day, and refused with it.
        int lastDay = day + readUnsignedInt(in);
        DayStatus status = DayStatus.ofCode(in.readUnsignedByte());
        String reason = readText(in);
        return new DayReport(day, lastDay, readUnsignedInt(in), status, reason);
    }
}
