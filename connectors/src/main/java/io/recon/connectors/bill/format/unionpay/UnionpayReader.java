package io.recon.connectors.bill.format.unionpay;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillEntry;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillReader;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.archive.Container;
import io.recon.connectors.bill.format.text.ByteLines;
import io.recon.connectors.bill.format.text.LineError;
import io.recon.model.bill.LinePosition;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the members of one landing file that hold records, one after another. */
final class UnionpayReader implements BillReader {
    private final BillFile file;
    private final BillContext context;
    private final Container container;
    private final Queue<UnionpayMember> left = new ArrayDeque<>();
    private final Queue<BillEntry.Rejected> foreign = new ArrayDeque<>();
    private final boolean severalHoldLines;

    private ByteLines lines;
    private UnionpayRecords records;

    /** Whether the open member has had any. */
    private boolean hasRecords;

    private String position;

    UnionpayReader(BillFile file, BillContext context, Container container)
            throws UnreadableBillException {
        this.file = file;
        this.context = context;
        this.container = container;
        for (Container.Member member : container.members()) {
            Optional<UnionpayMember> holder = UnionpayMember.of(member, file.day());
            holder.ifPresentOrElse(
                    left::add,
                    () ->
                            setAside(
                                    member,
                                    "the name is neither INN<yyMMdd>88ZM_<merId> nor"
                                            + " INN<yyMMdd>88ZME_<merId>"));
        }
        setAsideAdjustmentsAlone();
        if (left.isEmpty()) {
            throw foreign.isEmpty()
                    ? new UnreadableBillException(
                            BillError.NO_DETAIL_FILE, "the archive holds no file")
                    : new UnreadableBillException(
                            BillError.NO_DETAIL_FILE,
                            foreign.element().position().file()
                                    + ": "
                                    + foreign.element().detail());
        }
        severalHoldLines = left.size() > 1;
    }

    /**
     * A merchant's archive has a ZM, if only an empty one. Without it the day would look like one
     * without business.
     */
    private void setAsideAdjustmentsAlone() {
        Set<String> merchants =
                left.stream()
                        .filter(UnionpayMember::isNormal)
                        .map(UnionpayMember::merchant)
                        .collect(Collectors.toSet());
        left.removeIf(
                holder -> {
                    boolean alone =
                            holder.isOfAnArchive() && !merchants.contains(holder.merchant());
                    if (alone) {
                        setAside(
                                holder.member(),
                                "it has adjustments (ZME) of "
                                        + holder.merchant()
                                        + ", and the archive has no ZM of it");
                    }
                    return alone;
                });
    }

    private void setAside(Container.Member member, String why) {
        foreign.add(
                new BillEntry.Rejected(
                        new LinePosition(file.day(), member.fileAndEntry(), 0),
                        BillError.NO_DETAIL_FILE,
                        why,
                        ""));
    }

    @Override
    public BillEntry next() throws UnreadableBillException, IOException {
        while (true) {
            if (lines == null) {
                if (left.isEmpty()) {
                    return foreign.poll();
                }
                openNext(left.remove());
            }
            while (lines.next()) {
                if (lines.length() > 0) {
                    hasRecords = true;
                    return records.read(new LinePosition(file.day(), position, lines.number()));
                }
            }
            lines.close();
            lines = null;
            if (!hasRecords && !records.merchantCounts()) {
                return emptyOfOtherMerchant();
            }
        }
    }

    /** Without a record to reject, it would pass for this merchant's day without business. */
    private BillEntry emptyOfOtherMerchant() {
        LineError error = records.ofOtherMerchant();
        LinePosition whole = new LinePosition(file.day(), position, 0);
        return new BillEntry.Rejected(whole, error.error(), error.getMessage(), "");
    }

    private void openNext(UnionpayMember holder) throws UnreadableBillException, IOException {
        position = severalHoldLines ? holder.member().fileAndEntry() : holder.member().file();
        lines = new ByteLines(holder.member().open(), context.limits().lineBytes());
        records = new UnionpayRecords(holder, file.day(), context, lines);
        hasRecords = false;
    }

    @Override
    public TotalsCheck totals() {
        return TotalsCheck.NONE;
    }

    @Override
    public void close() throws IOException {
        try (container) {
            if (lines != null) {
                lines.close();
            }
        }
    }
}
