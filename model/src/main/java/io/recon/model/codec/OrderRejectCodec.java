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
public final class OrderRejectCodec implements Codec<OrderReject> {
    @Override
    public Class<OrderReject> type() {
        return OrderReject.class;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(OrderReject value, DataOutput out) throws IOException {
        writeText(value.source(), out);
        writeSigned(value.position(), out);
        writeText(value.reason(), out);
        writeText(value.raw(), out);
    }

    @Override
    public OrderReject read(int version, DataInput in) throws IOException {
        if (version != 1) {
            throw Primitives.unknownVersion(this, version);
        }
        return new OrderReject(readText(in), readSigned(in), readText(in), readText(in));
    }
}
