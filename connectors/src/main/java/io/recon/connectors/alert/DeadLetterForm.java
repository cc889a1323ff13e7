package io.recon.connectors.alert;

import java.io.IOException;

/** A dead letter, under the place where it was read. */
final class DeadLetterForm implements JsonForm<DeadLetter> {
    private static final long serialVersionUID = 1L;

    @Override
    public String key(DeadLetter letter) {
        return letter.file() + ':' + letter.line();
    }

    @Override
    public void write(DeadLetter letter, JsonFields json) throws IOException {
        json.text("source", letter.source())
                .text("file", letter.file())
                .number("line", letter.line())
                .text("reason", letter.reason())
                .text("raw", letter.raw())
                .flag("retracted", letter.retracted());
    }
}
