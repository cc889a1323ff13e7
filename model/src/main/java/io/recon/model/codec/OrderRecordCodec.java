package io.recon.model.codec;

import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of what an order source emits. */
public final class OrderRecordCodec implements Codec<OrderRecord> {
    private static final int EVENT = 0;
    private static final int REJECT = 1;

    private static final int PART_VERSION = 1;

    private final OrderEventCodec events = new OrderEventCodec();
    private final OrderRejectCodec rejects = new OrderRejectCodec();

    @Override
    public Class<OrderRecord> type() {
        return OrderRecord.class;
    }

    @Override
    public int version() {
        return 1;
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
    public OrderRecord read(int version, DataInput in) throws IOException {
        if (version != 1) {
            throw Primitives.unknownVersion(this, version);
        }
        int shape = in.readUnsignedByte();
        return switch (shape) {
            case EVENT -> events.read(PART_VERSION, in);
            case REJECT -> rejects.read(PART_VERSION, in);
            default -> throw new IOException("order record shape " + shape + " is none of 0, 1");
        };
    }
}
