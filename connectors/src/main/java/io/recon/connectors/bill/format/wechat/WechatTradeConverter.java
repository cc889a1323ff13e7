package io.recon.connectors.bill.format.wechat;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillConverter;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillReader;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.archive.Container;
import java.io.IOException;

/**
 * Reads WeChat Pay's trade bill. Fund bills (资金账单), what consumers export for themselves, and
 * answers of the interface that were saved as if they were bills are refused.
 */
public final class WechatTradeConverter implements BillConverter {
    @Override
    public String format() {
        return "wechat-trade";
    }

    @Override
    public BillReader open(BillFile file, BillContext context)
            throws UnreadableBillException, IOException {
        Container container = Container.open(file, context.limits());
        try {
            return new WechatTradeReader(file, context, container);
        } catch (IOException | UnreadableBillException | RuntimeException e) {
            container.close();
            throw e;
        }
    }
}
