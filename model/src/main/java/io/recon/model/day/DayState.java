package io.recon.model.day;

/** What users are told of a business day. */
public enum DayState {
    /** Neither of the others: its bill is awaited, or it is proven and the orders are awaited. */
    OPEN(1),
    /** Its bill is complete but not proven, or absent though a later one is there. */
    HELD(2),
    /** An operator sealed it although it was held, incomplete or absent. */
    ACCEPTED(3),
    /** Sealed, and the platform's watermark has passed its end: every item has its verdict. */
    CLOSED(4);

    private final int code;

    DayState(int code) {
        this.code = code;
    }

    /** The number that stands for this in durable bytes. It never changes. */
    public int code() {
        return code;
    }

    /** The constant with this number. */
    public static DayState ofCode(int code) {
        return switch (code) {
            case 1 -> OPEN;
            case 2 -> HELD;
            case 3 -> ACCEPTED;
            case 4 -> CLOSED;
            default ->
                    throw new IllegalArgumentException(
                            "day state code " + code + " is none of 1, 2, 3, 4");
        };
    }
}
