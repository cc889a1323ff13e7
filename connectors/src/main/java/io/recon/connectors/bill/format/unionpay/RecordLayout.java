package io.recon.connectors.bill.format.unionpay;

import java.util.Set;

/**
 * Where the fields of a record stand, in bytes. A space stands between two fields, and none behind
 * the last. Fields are numbered from 1, as UnionPay's specification numbers them.
 */
final class RecordLayout {
    /** Normal records, 607 bytes: names (31, 35) may be cut within a character, 42 is reserved. */
    static final RecordLayout ZM =
            new RecordLayout(
                    "ZM",
                    Set.of(31, 35, 42),
                    new int[] {
                        3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6,
                        2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13, 8, 32, 13, 13, 12, 2, 1, 32, 98
                    });

    /** Adjustments, 339 bytes; the last field is reserved. */
    static final RecordLayout ZME =
            new RecordLayout(
                    "ZME",
                    Set.of(22),
                    new int[] {
                        3, 11, 11, 6, 10, 19, 12, 4, 2, 2, 6, 10, 4, 12, 13, 13, 15, 15, 1, 12, 2,
                        135
                    });

    private final String name;
    private final int[] starts;
    private final int[] widths;
    private final boolean[] free;

    private RecordLayout(String name, Set<Integer> free, int[] widths) {
        this.name = name;
        this.widths = widths;
        this.starts = new int[widths.length];
        this.free = new boolean[widths.length];
        int start = 0;
        for (int i = 0; i < widths.length; i++) {
            starts[i] = start;
            start += widths[i] + 1;
            this.free[i] = free.contains(i + 1);
        }
    }

    /** What a file of such records is called: ZM or ZME. */
    String name() {
        return name;
    }

    /** How many fields a record has. */
    int fields() {
        return widths.length;
    }

    /** The offset of a field in its record. */
    int start(int field) {
        return starts[field - 1];
    }

    int width(int field) {
        return widths[field - 1];
    }

    /** Whether a field may hold any bytes; all others hold printable ASCII. */
    boolean isFree(int field) {
        return free[field - 1];
    }

    /** How long a record is. */
    int length() {
        return start(fields()) + width(fields());
    }
}
