package io.recon.connectors.bill.format.template;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillEntry;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillReader;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.archive.Container;
import io.recon.connectors.bill.format.text.LineError;
import io.recon.model.bill.LinePosition;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Reads the members of one landing file by a template, one after another. */
final class TemplateReader implements BillReader {
    private final BillTemplate template;
    private final BillFile file;
    private final BillContext context;
    private final Container container;
    private final Queue<Container.Member> left;
    private final Queue<Container.Member> foreign;
    private final boolean severalHoldLines;

    private TemplateText text;
    private TemplateLine line;
    private String position;

    TemplateReader(
            BillTemplate template,
            BillFile file,
            BillContext context,
            Container container,
            List<Container.Member> members,
            List<Container.Member> foreign) {
        this.template = template;
        this.file = file;
        this.context = context;
        this.container = container;
        this.left = new ArrayDeque<>(members);
        this.foreign = new ArrayDeque<>(foreign);
        this.severalHoldLines = members.size() > 1;
    }

    @Override
    public BillEntry next() throws UnreadableBillException, IOException {
        try {
            return nextEntry();
        } catch (UnreadableBillException e) {
            if (e.error() == BillError.BAD_ENCODING) {
                // Either may be wrong, the file or what the template says of it.
                throw template.files().charsetAt().unreadable(e.error(), e.detail());
            }
            throw e;
        }
    }

    private BillEntry nextEntry() throws UnreadableBillException, IOException {
        while (true) {
            if (text == null) {
                if (left.isEmpty()) {
                    return nextForeign();
                }
                openNext(left.remove());
            }
            if (text.next()) {
                return entry();
            }
            text.close();
            text = null;
        }
    }

    private BillEntry nextForeign() {
        Container.Member member = foreign.poll();
        if (member == null) {
            return null;
        }
        LineError refusal =
                template.files()
                        .namesAt()
                        .lineError(
                                BillError.NO_DETAIL_FILE,
                                "the entry does not match the template's files: "
                                        + template.files().names());
        return new BillEntry.Rejected(
                new LinePosition(file.day(), member.fileAndEntry(), 0),
                refusal.error(),
                refusal.getMessage(),
                "");
    }

    private void openNext(Container.Member member) throws UnreadableBillException, IOException {
        position = severalHoldLines ? member.fileAndEntry() : member.file();
        int lineBytes = context.limits().lineBytes();
        text = template.layout().open(template, member.open(), lineBytes);
        line = new TemplateLine(template, context);
    }

    private BillEntry entry() throws UnreadableBillException {
        LinePosition at = new LinePosition(file.day(), position, text.line());
        try {
            return line.read(text.cells(), at);
        } catch (LineError e) {
            return new BillEntry.Rejected(at, e.error(), e.getMessage(), text.raw());
        }
    }

    @Override
    public TotalsCheck totals() {
        return TotalsCheck.NONE;
    }

    @Override
    public void close() throws IOException {
        try (container) {
            if (text != null) {
                text.close();
            }
        }
    }
}
