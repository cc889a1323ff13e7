package io.recon.connectors.bill.format.example;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillConverter;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillReader;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.archive.Container;
import java.io.IOException;

/** Reads the bills of Tide: a head, lines of six cells, and how many lines there are. */
public final class TideConverter implements BillConverter {
    @Override
    public String format() {
        return "tide";
    }

    @Override
    public BillReader open(BillFile file, BillContext context)
            throws UnreadableBillException, IOException {
        return new TideReader(file, context, Container.open(file, context.limits()));
    }
}
