package io.recon.connectors.bill.format.template;

import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.text.LineError;

/**
 * The cells of one record, without the spaces and tabs at their ends. Columns are named by their
 * index in the template's list. Valid until the next record.
 */
interface RecordCells {
    /** Whether the record reaches to the end of a column. */
    boolean has(int column);

    /**
     * Insists that the record has every column that the template uses.
     *
     * @throws LineError if it is too short for one
     */
    void requireAll() throws LineError;

    /**
     * A cell without a copy of its text: valid until another one is asked for.
     *
     * @throws UnreadableBillException if its bytes are none of the template's charset
     */
    CharSequence view(int column) throws UnreadableBillException;
}
