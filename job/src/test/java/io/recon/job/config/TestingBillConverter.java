package io.recon.job.config;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillConverter;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillReader;

/** A format that exists and reads nothing. */
public final class TestingBillConverter implements BillConverter {
    static final String FORMAT = "testing-format";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public BillReader open(BillFile file, BillContext context) {
        throw new UnsupportedOperationException("no configuration opens a bill");
    }
}
