package io.recon.model.order;

/** What a CDC event says happened to a row, in Debezium's letters. */
public enum OrderOperation {
    CREATE('c'),
    UPDATE('u'),
    DELETE('d'),
    /** A row as a snapshot found it; says nothing about when it changed. */
    READ('r');

    private final char code;

    OrderOperation(char code) {
        this.code = code;
    }

    /** Debezium's letter, which also stands for this operation in durable bytes. */
    public char code() {
        return code;
    }

    /** The operation with this letter. */
    public static OrderOperation ofCode(int code) {
        return switch (code) {
            case 'c' -> CREATE;
            case 'u' -> UPDATE;
            case 'd' -> DELETE;
            case 'r' -> READ;
            default ->
                    throw new IllegalArgumentException(
                            "operation code " + code + " is none of c, u, d, r");
        };
    }
}
