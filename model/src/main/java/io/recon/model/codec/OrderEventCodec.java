package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readOptionalText;
import static io.recon.model.codec.Primitives.readSigned;
import static io.recon.model.codec.Primitives.writeOptionalText;
import static io.recon.model.codec.Primitives.writeSigned;

import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;
import io.recon.model.order.OrderRow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of order events between operators. */
public final class OrderEventCodec extends RecordCodec<OrderEvent> {
    private static final int HEARTBEAT = 0;
    private static final int REMOVAL = 1;
    private static final int ROW = 2;

    public OrderEventCodec() {
        super(OrderEvent.class, 1);
    }

    @Override
    public void write(OrderEvent event, DataOutput out) throws IOException {
        if (event instanceof OrderEvent.Heartbeat heartbeat) {
            out.writeByte(HEARTBEAT);
            writeSigned(heartbeat.timestampMs(), out);
            return;
        }
        OrderEvent.Change change = (OrderEvent.Change) event;
        out.writeByte(change.row() == null ? REMOVAL : ROW);
        Parts.writeKey(change.key(), out);
        out.writeByte(change.operation().code());
        Parts.writeVersion(change.version(), out);
        if (change.row() != null) {
            writeRow(change.row(), out);
        }
    }

    private static void writeRow(OrderRow row, DataOutput out) throws IOException {
        writeOptionalText(row.orderNumber(), out);
        writeOptionalText(row.channelTradeNumber(), out);
        Parts.writeMoney(row.amount(), out);
        out.writeByte(row.status().code());
        writeSigned(row.paidAtMs(), out);
        writeSigned(row.updatedAtMs(), out);
    }

    @Override
    OrderEvent readValue(int written, DataInput in) throws IOException {
        int shape = in.readUnsignedByte();
        if (shape == HEARTBEAT) {
            return new OrderEvent.Heartbeat(readSigned(in));
        }
        if (shape != REMOVAL && shape != ROW) {
            throw new IOException("order event shape " + shape + " is none of 0, 1, 2");
        }
        TransactionKey key = Parts.readKey(in);
        OrderOperation operation = OrderOperation.ofCode(in.readUnsignedByte());
        var source = Parts.readVersion(in);
        return new OrderEvent.Change(key, operation, shape == ROW ? readRow(in) : null, source);
    }

    private static OrderRow readRow(DataInput in) throws IOException {
        return new OrderRow(
                readOptionalText(in),
                readOptionalText(in),
                Parts.readMoney(in),
                TransactionStatus.ofCode(in.readUnsignedByte()),
                readSigned(in),
                readSigned(in));
    }
}
