package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readSigned;
import static io.recon.model.codec.Primitives.readText;
import static io.recon.model.codec.Primitives.writeSigned;
import static io.recon.model.codec.Primitives.writeText;

import io.recon.model.order.OrderReject;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of refused CDC events between operators. */
public final class OrderRejectCodec extends RecordCodec<OrderReject> {
    public OrderRejectCodec() {
        super(OrderReject.class, 1);
    }

    @Override
    public void write(OrderReject value, DataOutput out) throws IOException {
        writeText(value.source(), out);
        writeSigned(value.position(), out);
        writeText(value.reason(), out);
        writeText(value.raw(), out);
    }

    @Override
    OrderReject readValue(int written, DataInput in) throws IOException {
        return new OrderReject(readText(in), readSigned(in), readText(in), readText(in));
    }
}
