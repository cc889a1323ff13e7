package io.recon.connectors.bill.format.unionpay;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillConverter;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillReader;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.archive.Container;
import java.io.IOException;

/**
 * Reads UnionPay's bill: a zip of one or several merchants with the normal records (ZM) and the
 * adjustments (ZME) of each, or one of these files by itself.
 */
public final class UnionpayZmConverter implements BillConverter {
    @Override
    public String format() {
        return "unionpay-zm";
    }

    @Override
    public BillReader open(BillFile file, BillContext context)
            throws UnreadableBillException, IOException {
        Container container = Container.open(file, context.limits());
        try {
            return new UnionpayReader(file, context, container);
        } catch (UnreadableBillException | RuntimeException e) {
            container.close();
            throw e;
        }
    }
}
