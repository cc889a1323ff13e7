package io.recon.connectors.bill.format;

/**
 * How large parts of a bill file may be. What is larger is refused before it is held in memory.
 *
 * @param entryBytes what an archive entry or a compressed file may unpack to
 * @param lineBytes how long a line may be
 * @param entries how many entries an archive may have
 * @param ratio how many times its packed size an entry may unpack to; only checked above 1 MiB
 */
public record BillLimits(long entryBytes, int lineBytes, int entries, int ratio) {
    /** 2 GiB an entry, 64 KiB a line, 1,000 entries, 1,000 times the packed size. */
    public static final BillLimits DEFAULT = new BillLimits(2L << 30, 64 << 10, 1_000, 1_000);
}
