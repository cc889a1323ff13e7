package io.recon.model.codec;

import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of what an order source emits. */
public final class OrderRecordCodec extends RecordCodec<OrderRecord> {
    private static final int EVENT = 0;
    private static final int REJECT = 1;

    private static final int PART_VERSION = 1;

    private final OrderEventCodec events = new OrderEventCodec();
    private final OrderRejectCodec rejects = new OrderRejectCodec();

    public OrderRecordCodec() {
        super(OrderRecord.class, 1);
    }

    @Override
    public void write(OrderRecord value, DataOutput out) throws IOException {
        if (value instanceof OrderReject reject) {
            out.writeByte(REJECT);
            rejects.write(reject, out);
        } else {
            out.writeByte(EVENT);
            events.write((OrderEvent) value, out);
        }
    }

    @Override
    OrderRecord readValue(int written, DataInput in) throws IOException {
        int shape = in.readUnsignedByte();
        return switch (shape) {
            case EVENT -> events.read(PART_VERSION, in);
            case REJECT -> rejects.read(PART_VERSION, in);
            default -> throw new IOException("order record shape " + shape + " is none of 0, 1");
        };
    }
}
