package io.recon.connectors.bill.format.wechat;

import io.recon.connectors.bill.format.text.Cells;

/**
 * The cells of a record: each begins with a backtick, and a comma with a backtick behind it ends
 * the one before. Commas, quotes and braces are characters like others: nothing is quoted.
 */
final class WechatCells extends Cells {
    static final char MARK = '`';
    private static final char COMMA = ',';

    /** Cuts a record that begins with a backtick. */
    void cut(char[] record, int length) {
        begin(record);
        int from = 1;
        int last = length - 1;
        for (int at = from; at < last; at++) {
            if (isBoundary(record, at)) {
                add(from, at);
                at++;
                from = at + 1;
            }
        }
        add(from, length);
    }

    /** How many cells end within some characters. */
    static int boundaries(char[] record, int length) {
        int boundaries = 0;
        for (int at = 0; at < length - 1; at++) {
            if (isBoundary(record, at)) {
                boundaries++;
            }
        }
        return boundaries;
    }

    private static boolean isBoundary(char[] record, int at) {
        return record[at] == COMMA && record[at + 1] == MARK;
    }
}
