package io.recon.connectors.bill.format.template;

import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.text.LineError;
import java.io.Closeable;
import java.io.IOException;

/** The records of one text, one after another, cut as a template's layout says. */
interface TemplateText extends Closeable {
    /** Goes to the next record; false at the end of the text. */
    boolean next() throws UnreadableBillException, IOException;

    /** The number of the present record's first line. */
    long line();

    /** The present record as it stands. */
    String raw();

    /**
     * The present record's cells.
     *
     * @throws LineError if the record is not as the layout has it
     * @throws UnreadableBillException if its bytes are none of the template's charset
     */
    RecordCells cells() throws LineError, UnreadableBillException;
}
