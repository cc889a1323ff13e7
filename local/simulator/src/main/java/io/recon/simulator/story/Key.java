package io.recon.simulator.story;

/**
 * What names a transaction on both sides.
 *
 * @param type {@code PAYMENT} or {@code REFUND}
 */
public record Key(String channel, String account, String type, String number) {
    @Override
    public String toString() {
        return channel + "/" + account + "/" + type + "/" + number;
    }
}
