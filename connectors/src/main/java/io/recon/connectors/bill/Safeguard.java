package io.recon.connectors.bill;

/**
 * The rules of the protocol without which lines come after the watermark of their day. They are
 * always kept; a test leaves one out to see that it would notice.
 */
enum Safeguard {
    /** A reader's watermark stays before the days of the splits that it has not emitted. */
    WAIT_FOR_OPEN_SPLITS,
    /** A split of a sealed day that a failed reader gives back goes to that reader alone. */
    PIN_RETURNED_SPLITS
}
