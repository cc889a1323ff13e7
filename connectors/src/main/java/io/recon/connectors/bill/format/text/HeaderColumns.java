package io.recon.connectors.bill.format.text;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.config.Quoted;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a text, by the names that its header gives them, wherever they stand. Names are
 * compared without blanks and without the unit {@code (元)}, and with the brackets of ASCII: both
 * widths are written.
 */
public final class HeaderColumns {
    /** Where a column stands that is not there. */
    public static final int NONE = -1;

    private static final String UNIT = "(元)";
    private static final int MOST_SHOWN = 300;

    private final List<String> names;

    private HeaderColumns(List<String> names) {
        this.names = names;
    }

    /** The columns of a header with these cells. */
    public static HeaderColumns of(List<String> cells) throws UnreadableBillException {
        List<String> names = new ArrayList<>();
        for (String cell : cells) {
            String name = normal(cell);
            if (!name.isEmpty() && names.contains(name)) {
                throw new UnreadableBillException(
                        BillError.MISSING_HEADER,
                        "the header has the column " + LineError.quoted(cell) + " twice");
            }
            names.add(name);
        }
        return new HeaderColumns(names);
    }

    private static String normal(String name) {
        String normal = Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("\\s+", "");
        return normal.endsWith(UNIT)
                ? normal.substring(0, normal.length() - UNIT.length())
                : normal;
    }

    public int count() {
        return names.size();
    }

    /** The name of the column that stands there. */
    public String name(int column) {
        return names.get(column);
    }

    /** Whether there is a column of that name. */
    public boolean has(String name) {
        return names.contains(name);
    }

    /** Where a column stands that must be there. */
    public int find(String name) throws UnreadableBillException {
        int index = names.indexOf(name);
        if (index < 0) {
            String header = String.join(",", names);
            throw new UnreadableBillException(
                    BillError.MISSING_HEADER,
                    "the header has no column "
                            + name
                            + ", it is \""
                            + Quoted.plain(header, MOST_SHOWN)
                            + "\"");
        }
        return index;
    }

    /** Where a column stands, or {@link #NONE}. */
    public int findOptional(String name) {
        return names.indexOf(name);
    }
}
