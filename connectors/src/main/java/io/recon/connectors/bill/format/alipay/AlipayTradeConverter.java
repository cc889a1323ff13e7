package io.recon.connectors.bill.format.alipay;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillConverter;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillReader;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.archive.Container;
import java.io.IOException;

/**
 * Reads Alipay's trade bill: a zip with a detail (业务明细) and a summary (业务明细(汇总)), or the detail
 * alone. Fund bills (账务明细) and what customers export for themselves are refused.
 */
public final class AlipayTradeConverter implements BillConverter {
    @Override
    public String format() {
        return "alipay-trade";
    }

    @Override
    public BillReader open(BillFile file, BillContext context)
            throws UnreadableBillException, IOException {
        Container container = Container.open(file, context.limits());
        try {
            return new AlipayTradeReader(file, context, container);
        } catch (IOException | UnreadableBillException | RuntimeException e) {
            container.close();
            throw e;
        }
    }
}
