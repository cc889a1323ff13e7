package io.recon.connectors.bill.format.text;

import io.recon.connectors.bill.format.BillError;
import io.recon.model.MinorUnits;
import io.recon.model.MinorUnits.ExcessDecimals;
import io.recon.model.MoneyFormatException;
import java.time.DateTimeException;

/** Reads the cells of a record by their columns. What cannot be read names its column. */
public final class NamedCells {
    private final Cells cells;
    private final HeaderColumns columns;

    public NamedCells(Cells cells, HeaderColumns columns) {
        this.cells = cells;
        this.columns = columns;
    }

    /**
     * The amount of one transaction, with its sign, in units of so many decimals.
     *
     * @param decimals how many decimals are read, 2 for fen
     */
    public long amount(int column, int decimals, ExcessDecimals excess) throws LineError {
        try {
            return MinorUnits.parseOne(cells.view(column), decimals, excess);
        } catch (MoneyFormatException e) {
            throw new LineError(
                    BillError.BAD_AMOUNT, "column " + columns.name(column) + ": " + e.getMessage());
        }
    }

    /** An instant, epoch milliseconds. */
    public long time(int column, PlainTimes times) throws LineError {
        try {
            return times.parse(cells.view(column));
        } catch (DateTimeException e) {
            throw new LineError(
                    BillError.LINE_INCONSISTENT,
                    "column " + columns.name(column) + ": " + e.getMessage());
        }
    }

    /** A number of a transaction, an order or an account; empty if the cell is. */
    public String identifier(int column) throws LineError {
        String identifier = cells.get(column);
        if (Identifiers.isDamaged(identifier)) {
            throw new LineError(
                    BillError.ID_DAMAGED,
                    "column "
                            + columns.name(column)
                            + " has "
                            + LineError.quoted(identifier)
                            + ": a spreadsheet wrote the identifier as a number");
        }
        return identifier;
    }
}
