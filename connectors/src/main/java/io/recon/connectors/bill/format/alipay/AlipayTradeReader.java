package io.recon.connectors.bill.format.alipay;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Reads the details of one landing file, then compares them with all totals that it states. */
final class AlipayTradeReader implements BillReader {
    private static final String END = "业务明细列表结束";

    private final BillFile file;
    private final BillContext context;
    private final Container container;
    private final Queue<AlipayText> details = new ArrayDeque<>();
    private final List<AlipayText> summaries = new ArrayList<>();
    private final Queue<AlipayText> foreign = new ArrayDeque<>();
    private final boolean severalHoldLines;

    private BoundedLines lines;
    private String position;
    private AlipayRows rows;
    private boolean ended;

    /** Of each account the rows of its details. */
    private final Map<String, List<AlipayRows>> read = new LinkedHashMap<>();

    private TotalsCheck totals;

    AlipayTradeReader(BillFile file, BillContext context, Container container)
            throws UnreadableBillException, IOException {
        this.file = file;
        this.context = context;
        this.container = container;
        for (Container.Member member : container.members()) {
            AlipayText text = AlipayText.of(member);
            switch (text.kind()) {
                case DETAIL -> details.add(text);
                case SUMMARY -> summaries.add(text);
                case FUND_DETAIL, FUND_SUMMARY, UNKNOWN -> foreign.add(text);
            }
        }
        if (details.isEmpty()) {
            if (!foreign.isEmpty()) {
                throw foreign.element().refusal();
            }
            throw summaries.isEmpty()
                    ? new UnreadableBillException(
                            BillError.NO_DETAIL_FILE, "the archive holds no file")
                    : summaries.get(0).refusal();
        }
        severalHoldLines = details.size() > 1;
    }

    @Override
    public BillEntry next() throws UnreadableBillException, IOException {
        while (true) {
            if (lines == null && !details.isEmpty()) {
                openNext(details.remove());
            }
            if (lines == null) {
                return afterDetails();
            }
            BillEntry entry = nextOfDetail();
            if (entry != null) {
                return entry;
            }
            lines.close();
            lines = null;
        }
    }

    private void openNext(AlipayText text) throws UnreadableBillException, IOException {
        position = severalHoldLines ? text.member().fileAndEntry() : text.member().file();
        lines = text.open(context.limits().lineBytes());
        AlipayHead head = AlipayHead.read(lines, file.day(), context);
        rows = new AlipayRows(head, context);
        read.computeIfAbsent(head.account(), account -> new ArrayList<>()).add(rows);
        ended = false;
    }

    /** The next entry of the open detail, or null at its end. */
    private BillEntry nextOfDetail() throws UnreadableBillException, IOException {
        while (lines.next()) {
            if (lines.isBlank()) {
                continue;
            }
            LinePosition at = new LinePosition(file.day(), position, lines.number());
            if (lines.chars()[0] != '#') {
                return ended
                        ? rejected(at, BillError.LINE_INCONSISTENT, "a row behind the list's end")
                        : rows.read(lines, at);
            }
            if (!readComment(lines.text())) {
                return rejected(
                        at, BillError.COLUMN_MISMATCH, "a line between the rows begins with #");
            }
        }
        if (!ended || !rows.payments().isDeclared() || !rows.refunds().isDeclared()) {
            throw new UnreadableBillException(
                    BillError.MISSING_TRAILER,
                    "the bill ends without "
                            + (!ended
                                    ? "the line " + END
                                    : rows.payments().isDeclared() ? "#退款合计" : "#交易合计")
                            + ": a part of it is missing");
        }
        return null;
    }

    /** Whether a line with # may stand where it stands. */
    private boolean readComment(String line) throws UnreadableBillException {
        if (rows.payments().isTrailer(line)) {
            rows.payments().declare(line);
        } else if (rows.refunds().isTrailer(line)) {
            rows.refunds().declare(line);
        } else if (line.contains(END)) {
            ended = true;
        } else {
            return ended;
        }
        return true;
    }

    private BillEntry rejected(LinePosition at, BillError error, String detail) {
        return new BillEntry.Rejected(at, error, detail, lines.text());
    }

    private BillEntry afterDetails() throws UnreadableBillException, IOException {
        AlipayText text = foreign.poll();
        if (text != null) {
            UnreadableBillException refusal = text.refusal();
            return new BillEntry.Rejected(
                    new LinePosition(file.day(), text.member().fileAndEntry(), 0),
                    BillError.NO_DETAIL_FILE,
                    refusal.detail(),
                    text.first().text());
        }
        if (totals == null) {
            totals = compare();
        }
        return null;
    }

    private TotalsCheck compare() throws UnreadableBillException, IOException {
        List<String> differences = new ArrayList<>();
        for (List<AlipayRows> ofAccount : read.values()) {
            for (AlipayRows detail : ofAccount) {
                detail.payments().compare(differences);
                detail.refunds().compare(differences);
            }
        }
        for (AlipayText text : summaries) {
            AlipaySummary summary = AlipaySummary.read(text, file.day(), context);
            List<AlipayRows> ofAccount = read.get(summary.account());
            if (ofAccount == null) {
                differences.add("汇总: account " + summary.account() + " has no 业务明细");
            } else {
                summary.compare(ofAccount, differences);
            }
        }
        return differences.isEmpty()
                ? TotalsCheck.AGREE
                : new TotalsCheck(Totals.DISAGREE, String.join(", ", differences));
    }

    @Override
    public TotalsCheck totals() {
        return totals;
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
