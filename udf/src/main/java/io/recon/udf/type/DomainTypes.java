package io.recon.udf.type;

import io.recon.model.bill.BillRecord;
import io.recon.model.codec.BillRecordCodec;
import io.recon.model.codec.OrderEventCodec;
import io.recon.model.codec.OrderRecordCodec;
import io.recon.model.codec.ResultChangeCodec;
import io.recon.model.codec.TransactionStateCodec;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRecord;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.TransactionState;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types that travel between operators or rest in state. */
public final class DomainTypes {
    public static final TypeInformation<OrderEvent> ORDER_EVENT =
            new CodecTypeInformation<>(new OrderEventCodec());
    public static final TypeInformation<OrderRecord> ORDER_RECORD =
            new CodecTypeInformation<>(new OrderRecordCodec());
    public static final TypeInformation<BillRecord> BILL_RECORD =
            new CodecTypeInformation<>(new BillRecordCodec());
    public static final TypeInformation<ResultChange> RESULT_CHANGE =
            new CodecTypeInformation<>(new ResultChangeCodec());
    public static final TypeInformation<TransactionState> TRANSACTION_STATE =
            new CodecTypeInformation<>(new TransactionStateCodec());

    private DomainTypes() {}
}
