package io.recon.connectors.bill.proof;

import io.recon.connectors.bill.format.BillConverter;
import io.recon.connectors.bill.format.BillConverters;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.template.BillTemplate;
import io.recon.connectors.bill.format.template.TemplateConverter;
import io.recon.connectors.bill.format.template.TemplateException;
import java.io.IOException;
import java.time.LocalDate;

/**
 * Proves the bills of one channel, by a built-in format or by a template. It holds only what the
 * configuration says, so that it can be sent anywhere; the converter is found where it is first
 * needed.
 */
public final class FormatBillProver implements BillProver {
    private static final long serialVersionUID = 1L;

    /** What of a file's records is kept in memory, more goes to a temporary file. */
    private static final int SPOOL_MEMORY_BYTES = 4 << 20;

    private final ChannelBills bills;
    private final int spoolMemoryBytes;
    private transient volatile BillConverter converter;

    private FormatBillProver(ChannelBills bills, int spoolMemoryBytes) {
        this.bills = bills;
        this.spoolMemoryBytes = spoolMemoryBytes;
    }

    /**
     * The prover of a channel's bills.
     *
     * @throws IllegalArgumentException if the format is not known, the template cannot be read, or
     *     it names no account and neither does the channel
     */
    public static FormatBillProver of(ChannelBills bills) {
        return of(bills, SPOOL_MEMORY_BYTES);
    }

    static FormatBillProver of(ChannelBills bills, int spoolMemoryBytes) {
        FormatBillProver prover = new FormatBillProver(bills, spoolMemoryBytes);
        prover.converter = prover.findConverter();
        return prover;
    }

    @Override
    public ProvenFile prove(BillFile file) throws IOException {
        try {
            return new FileProof(file, spoolMemoryBytes).prove(converter(), bills.context());
        } catch (IOException e) {
            // The system's own words, such as "Input/output error", name no file.
            throw new IOException(
                    "bill file "
                            + bills.channel()
                            + "/"
                            + LocalDate.ofEpochDay(file.day())
                            + "/"
                            + file.name()
                            + " cannot be proven",
                    e);
        }
    }

    private BillConverter converter() {
        BillConverter found = converter;
        if (found == null) {
            // Two threads may both look: they find the same.
            found = findConverter();
            converter = found;
        }
        return found;
    }

    private BillConverter findConverter() {
        if (bills.template().isEmpty()) {
            var all = BillConverters.all();
            BillConverter found = all.get(bills.format());
            if (found == null) {
                throw new IllegalArgumentException(
                        "channel "
                                + bills.channel()
                                + " has the format "
                                + bills.format()
                                + ", the built-in ones are "
                                + String.join(", ", all.keySet()));
            }
            return found;
        }
        String file = bills.templateFile();
        try {
            BillTemplate template = BillTemplate.read(file, bills.template());
            if (template.needsAccount() && bills.account().isEmpty()) {
                throw new IllegalArgumentException(
                        "channel "
                                + bills.channel()
                                + " needs an account: its template "
                                + file
                                + " names none");
            }
            return new TemplateConverter(template);
        } catch (TemplateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
