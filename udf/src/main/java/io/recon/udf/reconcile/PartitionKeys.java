package io.recon.udf.reconcile;

import io.recon.model.TransactionKey;
import io.recon.model.bill.BillRecord;
import io.recon.model.order.OrderEvent;
import org.apache.flink.api.java.functions.KeySelector;

/** By which key the two inputs of a {@link ReconcileOperator} are partitioned. */
public final class PartitionKeys {
    /** Of a change of an order. A heartbeat has no key. */
    public static final KeySelector<OrderEvent, String> OF_ORDER =
            event -> changeOf(event).key().partitionKey();

    /** Of a line or a retraction. No other record of a bill has a key. */
    public static final KeySelector<BillRecord, String> OF_BILL_RECORD =
            record -> keyOf(record).partitionKey();

    private PartitionKeys() {}

    private static OrderEvent.Change changeOf(OrderEvent event) {
        if (event instanceof OrderEvent.Change change) {
            return change;
        }
        throw new IllegalArgumentException(event + " is no change of an order and has no key");
    }

    private static TransactionKey keyOf(BillRecord record) {
        if (record instanceof BillRecord.Line line) {
            return line.key();
        }
        if (record instanceof BillRecord.Retraction retraction) {
            return retraction.key();
        }
        throw new IllegalArgumentException(record + " is neither line nor retraction: no key");
    }
}
