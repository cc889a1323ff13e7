package io.recon.model;

/** A transaction's status in the engine's own words; inputs are mapped to it. */
public enum TransactionStatus {
    SUCCESS(1),
    PENDING(2),
    FAILED(3);

    private final int code;

    TransactionStatus(int code) {
        this.code = code;
    }

    /** The number that stands for this status in durable bytes. It never changes. */
    public int code() {
        return code;
    }

    /** The status with this number. */
    public static TransactionStatus ofCode(int code) {
        return switch (code) {
            case 1 -> SUCCESS;
            case 2 -> PENDING;
            case 3 -> FAILED;
            default ->
                    throw new IllegalArgumentException(
                            "transaction status code " + code + " is none of 1, 2, 3");
        };
    }
}
