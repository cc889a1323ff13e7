package io.recon.connectors.alert;

import java.io.IOException;
import java.io.Serializable;

/** How records of one type look in their topic: a key, and the fields of a JSON object. */
interface JsonForm<T> extends Serializable {
    /** What the record is about: records of one key keep their order. */
    String key(T record);

    void write(T record, JsonFields json) throws IOException;
}
