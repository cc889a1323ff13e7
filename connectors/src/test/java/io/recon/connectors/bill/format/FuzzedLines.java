package io.recon.connectors.bill.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The lines of an input, cut by nothing that the readers use, to count what they should have seen.
 */
public final class FuzzedLines {
    private final List<byte[]> lines;
    private final boolean isPlainText;

    private FuzzedLines(List<byte[]> lines, boolean isPlainText) {
        this.lines = lines;
        this.isPlainText = isPlainText;
    }

    /** The lines without their ends, and without byte order marks before the first. */
    public static FuzzedLines of(byte[] content) {
        int start = 0;
        while (start < 6 && hasMarkAt(content, start)) {
            start += 3;
        }
        List<byte[]> lines = new ArrayList<>();
        for (int at = start; at <= content.length; at++) {
            if (at == content.length || content[at] == '\n') {
                boolean hasReturn = at < content.length && at > start && content[at - 1] == '\r';
                lines.add(Arrays.copyOfRange(content, start, hasReturn ? at - 1 : at));
                start = at + 1;
            }
        }
        boolean isArchive =
                content.length > 1
                        && ((content[0] == 'P' && content[1] == 'K')
                                || (content[0] == 0x1f && content[1] == (byte) 0x8b));
        return new FuzzedLines(lines, !isArchive);
    }

    private static boolean hasMarkAt(byte[] content, int at) {
        return content.length >= at + 3
                && content[at] == (byte) 0xef
                && content[at + 1] == (byte) 0xbb
                && content[at + 2] == (byte) 0xbf;
    }

    /** Whether the lines are those of a bill, not of an archive around it. */
    public boolean isPlainText() {
        return isPlainText;
    }

    /** How many lines hold more than white space, and something else too. */
    public long count(Predicate<byte[]> wanted) {
        return lines.stream().filter(line -> !isBlank(line)).filter(wanted).count();
    }

    /** How many lines hold anything at all. */
    public long countOfFilled() {
        return lines.stream().filter(line -> line.length > 0).count();
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b < 0 || b > ' ') {
                return false;
            }
        }
        return true;
    }
}
