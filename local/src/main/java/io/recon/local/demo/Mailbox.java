package io.recon.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The channels' side of the landing directory: bills that were written elsewhere appear in it at
 * once or not at all, as the engine asks of whoever delivers them.
 */
final class Mailbox {
    private static final String ACCEPT = "_ACCEPT";

    private final Path planned;
    private final Path landing;

    /**
     * @param planned where the bills are before they are delivered, laid out as in {@code landing},
     *     on the same disk
     */
    Mailbox(Path planned, Path landing) {
        this.planned = planned;
        this.landing = landing;
    }

    /** Delivers a day's bill; an operator's word that belongs to it stays behind. */
    void deliver(String channel, Object day) throws IOException {
        Path from = planned.resolve(channel).resolve(day.toString());
        Path accept = from.resolve(ACCEPT);
        if (Files.exists(accept)) {
            Files.move(accept, wordFor(channel, day));
        }
        Path to = landing.resolve(channel).resolve(day.toString());
        Files.createDirectories(to.getParent());
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** An operator accepts a day. */
    void accept(String channel, Object day) throws IOException {
        Files.move(
                wordFor(channel, day),
                landing.resolve(channel).resolve(day.toString()).resolve(ACCEPT),
                StandardCopyOption.ATOMIC_MOVE);
    }

    private Path wordFor(String channel, Object day) {
        return planned.resolve(channel).resolve(day + ".accept");
    }
}
