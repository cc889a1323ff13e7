package io.recon.model;

/** Whether a transaction brings money in or gives it back. */
public enum TransactionType {
    PAYMENT('P'),
    REFUND('R');

    private final char code;

    TransactionType(char code) {
        this.code = code;
    }

    /** The letter that stands for this type in keys and in durable bytes. It never changes. */
    public char code() {
        return code;
    }

    /** The type with this letter. */
    public static TransactionType ofCode(int code) {
        return switch (code) {
            case 'P' -> PAYMENT;
            case 'R' -> REFUND;
            default ->
                    throw new IllegalArgumentException(
                            "transaction type code " + code + " is none of P, R");
        };
    }
}
