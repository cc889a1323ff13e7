package io.recon.connectors.bill.format.wechat;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillEntry;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillReader;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.archive.Container;
import io.recon.connectors.bill.format.text.BoundedLines;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.bill.LinePosition;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Reads the trade bills of one landing file, one after another. */
final class WechatTradeReader implements BillReader {
    private static final int MOST_SHOWN = 10;

    private final BillFile file;
    private final BillContext context;
    private final Container container;
    private final Queue<WechatText> left = new ArrayDeque<>();
    private final Queue<WechatText> foreign = new ArrayDeque<>();
    private final boolean severalHoldLines;
    private final List<String> differences = new ArrayList<>();

    private BoundedLines lines;
    private WechatBill bill;

    WechatTradeReader(BillFile file, BillContext context, Container container)
            throws UnreadableBillException, IOException {
        this.file = file;
        this.context = context;
        this.container = container;
        for (Container.Member member : container.members()) {
            WechatText text = WechatText.of(member);
            (text.kind() == WechatText.Kind.TRADE ? left : foreign).add(text);
        }
        if (left.isEmpty()) {
            throw foreign.isEmpty()
                    ? new UnreadableBillException(
                            BillError.NO_DETAIL_FILE, "the archive holds no file")
                    : foreign.element().refusal();
        }
        severalHoldLines = left.size() > 1;
    }

    @Override
    public BillEntry next() throws UnreadableBillException, IOException {
        while (true) {
            if (bill == null) {
                if (left.isEmpty()) {
                    return nextForeign();
                }
                openNext(left.remove());
            }
            BillEntry entry = bill.next();
            if (entry != null) {
                return entry;
            }
            bill.totals().compare(differences);
            bill = null;
            lines.close();
        }
    }

    private void openNext(WechatText text) throws UnreadableBillException, IOException {
        Container.Member member = text.member();
        lines = text.open(context.limits().lineBytes());
        String position = severalHoldLines ? member.fileAndEntry() : member.file();
        bill = new WechatBill(lines, file.day(), position, context);
    }

    private BillEntry nextForeign() {
        WechatText text = foreign.poll();
        if (text == null) {
            return null;
        }
        UnreadableBillException refusal = text.refusal();
        // To the landing file the entry is one that holds no lines, whatever it lacks itself.
        boolean headless = refusal.error() == BillError.MISSING_HEADER;
        return new BillEntry.Rejected(
                new LinePosition(file.day(), text.member().fileAndEntry(), 0),
                headless ? BillError.NO_DETAIL_FILE : refusal.error(),
                refusal.detail(),
                text.first().text());
    }

    @Override
    public TotalsCheck totals() {
        if (differences.isEmpty()) {
            return TotalsCheck.AGREE;
        }
        int more = Math.max(0, differences.size() - MOST_SHOWN);
        String shown = String.join(", ", differences.subList(0, differences.size() - more));
        return new TotalsCheck(
                Totals.DISAGREE, more == 0 ? shown : shown + ", and " + more + " more");
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
