package io.recon.connectors.bill.format;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The formats that are built in, or on the class path as plug-ins. */
public final class BillConverters {
    private BillConverters() {}

    /**
     * All converters by their formats' names, in alphabetical order.
     *
     * @throws IllegalStateException if two converters read formats of one name
     */
    public static Map<String, BillConverter> all() {
        Map<String, BillConverter> all = new TreeMap<>();
        ClassLoader loader = BillConverter.class.getClassLoader();
        for (BillConverter converter : ServiceLoader.load(BillConverter.class, loader)) {
            BillConverter other = all.put(converter.format(), converter);
            if (other != null) {
                throw new IllegalStateException(
                        "both "
                                + other.getClass().getName()
                                + " and "
                                + converter.getClass().getName()
                                + " read the format "
                                + converter.format());
            }
        }
        return all;
    }
}
