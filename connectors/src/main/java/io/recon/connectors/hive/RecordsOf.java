package io.recon.connectors.hive;

import java.io.Serializable;
import java.util.function.Consumer;

/** Gives the records, none or several, that a stream's value is in a table. */
interface RecordsOf<T, R> extends Serializable {
    void forEach(T value, Consumer<R> target);
}
