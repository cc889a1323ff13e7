package io.recon.connectors.bill.format;

import java.io.Serializable;

/**
 * How large parts of a bill file may be. What is larger is refused before it is held in memory.
 *
 * @param entryBytes what an archive entry or a compressed file may unpack to
 * @param lineBytes how long a line may be
 * @param entries how many entries an archive may have
 * @param ratio how many times its packed size an entry may unpack to; only checked above 1 MiB
 */
public record BillLimits(long entryBytes, int lineBytes, int entries, int ratio)
        implements Serializable {
    /** 2 GiB an entry, 64 KiB a line, 1,000 entries, 1,000 times the packed size. */
    public static final BillLimits DEFAULT = new BillLimits(2L << 30, 64 << 10, 1_000, 1_000);

    public BillLimits {
        if (entryBytes < 1 || lineBytes < 1 || entries < 1 || ratio < 1) {
            throw new IllegalArgumentException(
                    "every limit of a bill file is at least 1, but they are "
                            + entryBytes
                            + " bytes an entry, "
                            + lineBytes
                            + " bytes a line, "
                            + entries
                            + " entries, ratio "
                            + ratio);
        }
        if (lineBytes > 64 << 20) {
            throw new IllegalArgumentException(
                    "a line is held in memory: at most 64 MiB, not " + lineBytes + " bytes");
        }
    }

    /** What all entries of an archive together may unpack to: four times what one may. */
    public long archiveBytes() {
        return entryBytes > Long.MAX_VALUE / 4 ? Long.MAX_VALUE : entryBytes * 4;
    }
}
