package io.recon.model.alert;

/** Where in the life of what is wrong an alert stands. */
public enum AlertPhase {
    /** Something is wrong from now on. */
    OPENED(1),
    /** It is still wrong, and otherwise than was said before. */
    CHANGED(2),
    /** It is wrong no longer. */
    RESOLVED(3);

    private final int code;

    AlertPhase(int code) {
        this.code = code;
    }

    /** The number that stands for this phase in durable bytes. It never changes. */
    public int code() {
        return code;
    }

    /** The phase with this number. */
    public static AlertPhase ofCode(int code) {
        return switch (code) {
            case 1 -> OPENED;
            case 2 -> CHANGED;
            case 3 -> RESOLVED;
            default ->
                    throw new IllegalArgumentException(
                            "alert phase code " + code + " is none of 1, 2, 3");
        };
    }
}
