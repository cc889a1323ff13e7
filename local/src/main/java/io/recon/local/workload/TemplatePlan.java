package io.recon.local.workload;

import java.io.IOException;
import java.io.OutputStream;

/** A format template of a channel, and how the generator writes the bills that it describes. */
sealed interface TemplatePlan permits CsvTemplate, FixedWidthTemplate {
    /** The format's name: the template is {@code formats/<name>.yaml}. */
    String name();

    /** What its bills are written as. */
    BillFormat format();

    /** The template file. */
    String yaml();

    /** A character that is hard to write in a cell. */
    char delimiter();

    boolean writesMilliseconds();

    /** Begins a bill in a file, which is closed with the writer. */
    BillFileWriter writer(OutputStream file, DayRules rules) throws IOException;
}
