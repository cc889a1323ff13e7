package io.recon.connectors.bill.format.template;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.template.BillTemplate.EdgeRule;
import io.recon.connectors.bill.format.template.BillTemplate.FixedWidthRule;
import io.recon.connectors.bill.format.text.ByteLines;
import io.recon.connectors.bill.format.text.LineError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * A text whose columns have their places in the line. Lines before and behind the records are left
 * out; the latter are known as such only at the end, so that as many lines are held back. Blank
 * lines are none at all.
 */
final class FixedWidthText implements TemplateText {
    private static final String WRONG_END = " has a CR within; lines end with LF or CRLF";

    private final FixedWidthRule rule;
    private final Charset charset;
    private final ByteLines lines;
    private final FixedWidthCells cells;

    /** The lines that may be the trailer, and one more; the oldest is at the index. */
    private final HeldLine[] held;

    private int oldest;
    private boolean begun;

    /** The present record: the whole of it, or where it stands among the text's bytes. */
    private byte[] bytes;

    private int start;
    private int length;
    private long number;

    /** A line that is kept while others are read. */
    private static final class HeldLine {
        private byte[] bytes = new byte[256];
        private int length;
        private long number;

        void take(ByteLines lines) {
            length = lines.length();
            number = lines.number();
            if (bytes.length < length) {
                bytes = new byte[Math.max(length, bytes.length * 2)];
            }
            System.arraycopy(lines.bytes(), lines.start(), bytes, 0, length);
        }
    }

    /**
     * @param in closed with this
     */
    FixedWidthText(BillTemplate template, FixedWidthRule rule, InputStream in, int lineBytes) {
        this.rule = rule;
        this.charset = template.files().charset();
        this.lines = new ByteLines(in, lineBytes);
        this.cells = new FixedWidthCells(template, rule);
        this.held = new HeldLine[rule.trailer().lines() + 1];
        Arrays.setAll(held, i -> new HeldLine());
    }

    @Override
    public boolean next() throws UnreadableBillException, IOException {
        if (!begun) {
            begun = true;
            skipHeader();
            holdTrailer();
        }
        boolean hasLine = nextLine();
        if (rule.trailer().lines() == 0) {
            bytes = lines.bytes();
            start = lines.start();
            length = lines.length();
            number = lines.number();
            return hasLine;
        }
        if (!hasLine) {
            checkTrailer();
            return false;
        }
        newest().take(lines);
        HeldLine record = held[oldest];
        oldest = (oldest + 1) % held.length;
        bytes = record.bytes;
        start = 0;
        length = record.length;
        number = record.number;
        return true;
    }

    /** The one of the held lines that is free while only a trailer is held. */
    private HeldLine newest() {
        return held[(oldest + held.length - 1) % held.length];
    }

    /** Goes to the next line that is not blank. */
    private boolean nextLine() throws UnreadableBillException, IOException {
        while (lines.next()) {
            int end = lines.start() + lines.length();
            for (int at = lines.start(); at < end; at++) {
                if (lines.bytes()[at] < 0 || lines.bytes()[at] > ' ') {
                    return true;
                }
            }
        }
        return false;
    }

    private void skipHeader() throws UnreadableBillException, IOException {
        EdgeRule header = rule.header();
        for (int read = 0; read < header.lines(); read++) {
            if (!nextLine()) {
                throw header.linesAt()
                        .unreadable(
                                BillError.MISSING_HEADER,
                                "the file has "
                                        + read
                                        + " of the "
                                        + header.lines()
                                        + " lines of its header");
            }
            if (hasCarriageReturn(lines.bytes(), lines.start(), lines.length())) {
                throw header.linesAt()
                        .unreadable(BillError.MISSING_HEADER, "line " + lines.number() + WRONG_END);
            }
            if (read == 0 && !begins(lines.bytes(), lines.start(), lines.length(), header)) {
                throw header.prefixAt()
                        .unreadable(
                                BillError.MISSING_HEADER,
                                "line "
                                        + lines.number()
                                        + " should begin the header with "
                                        + LineError.quoted(header.prefix())
                                        + ", it is "
                                        + shown(lines.bytes(), lines.start(), lines.length()));
            }
        }
    }

    private void holdTrailer() throws UnreadableBillException, IOException {
        EdgeRule trailer = rule.trailer();
        for (int read = 0; read < trailer.lines(); read++) {
            if (!nextLine()) {
                throw trailer.linesAt()
                        .unreadable(
                                BillError.MISSING_TRAILER,
                                "the file has "
                                        + read
                                        + " of the "
                                        + trailer.lines()
                                        + " lines of its trailer");
            }
            held[read].take(lines);
        }
    }

    private void checkTrailer() throws UnreadableBillException {
        EdgeRule trailer = rule.trailer();
        for (int i = 0; i < trailer.lines(); i++) {
            HeldLine line = held[(oldest + i) % held.length];
            if (hasCarriageReturn(line.bytes, 0, line.length)) {
                throw trailer.linesAt()
                        .unreadable(BillError.MISSING_TRAILER, "line " + line.number + WRONG_END);
            }
        }
        HeldLine first = held[oldest];
        if (!begins(first.bytes, 0, first.length, trailer)) {
            throw trailer.prefixAt()
                    .unreadable(
                            BillError.MISSING_TRAILER,
                            "line "
                                    + first.number
                                    + " should begin the trailer with "
                                    + LineError.quoted(trailer.prefix())
                                    + ", it is "
                                    + shown(first.bytes, 0, first.length));
        }
    }

    /**
     * Whether lines that end with CR alone are taken for one, so that all but one would be lost.
     */
    private static boolean hasCarriageReturn(byte[] line, int from, int size) {
        // At the end of the text it may be what is left of CRLF.
        for (int at = from; at < from + size - 1; at++) {
            if (line[at] == '\r') {
                return true;
            }
        }
        return false;
    }

    private boolean begins(byte[] line, int from, int size, EdgeRule edge) {
        byte[] prefix = edge.prefix().getBytes(charset);
        return size >= prefix.length
                && Arrays.equals(line, from, from + prefix.length, prefix, 0, prefix.length);
    }

    private String shown(byte[] line, int from, int size) {
        return LineError.quoted(new String(line, from, size, charset));
    }

    @Override
    public long line() {
        return number;
    }

    @Override
    public String raw() {
        return new String(bytes, start, length, charset);
    }

    @Override
    public RecordCells cells() throws LineError, UnreadableBillException {
        // Of records that have one length, those of another are refused.
        if (rule.record() == null && hasCarriageReturn(bytes, start, length)) {
            throw new LineError(BillError.BAD_RECORD_LENGTH, "the line" + WRONG_END);
        }
        cells.take(bytes, start, length, number);
        return cells;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
