package io.recon.connectors.bill.format.template;

/**
 * Remembers a column's last text, for columns that nearly always have the one of the line before:
 * accounts and currencies. Used by one thread.
 */
final class TextMemory {
    private String last = "";

    String of(CharSequence cell) {
        if (!last.contentEquals(cell)) {
            last = cell.toString();
        }
        return last;
    }
}
