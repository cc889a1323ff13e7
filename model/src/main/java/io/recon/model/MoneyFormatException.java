package io.recon.model;

/** A text that is no exact amount of its currency. The message names the text and the rule. */
public final class MoneyFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public MoneyFormatException(String message) {
        super(message);
    }
}
