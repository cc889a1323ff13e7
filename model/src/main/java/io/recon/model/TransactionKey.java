package io.recon.model;

import static java.util.Objects.requireNonNull;

/**
 * What names one payment or one refund on both sides. It holds no date, or a transaction that the
 * two sides book on different days could never be recognised as one.
 *
 * @param channel the counterparty's configured name
 * @param account our merchant account at the channel
 * @param type payment or refund
 * @param number the platform's own number: {@code out_trade_no} or {@code out_refund_no}
 */
public record TransactionKey(String channel, String account, TransactionType type, String number) {
    public TransactionKey {
        requireNonNull(channel, "channel");
        requireNonNull(account, "account");
        requireNonNull(type, "type");
        requireNonNull(number, "number");
    }

    /** The key for people and for texts that are compared: channel/account/type/number. */
    public String text() {
        return channel + '/' + account + '/' + type + '/' + number;
    }

    /**
     * This key within its channel as one string, by which streams are partitioned and state is
     * kept. The account's length stands before it, so that no two keys share a string whatever
     * characters they hold.
     */
    public String partitionKey() {
        return type.code() + Integer.toString(account.length()) + ':' + account + number;
    }

    /**
     * The key whose {@link #partitionKey()} within {@code channel} is {@code partitionKey}.
     *
     * @throws IllegalArgumentException if it is the partition key of none
     */
    public static TransactionKey ofPartitionKey(String channel, String partitionKey) {
        int colon = partitionKey.indexOf(':');
        int length =
                colon < 2 ? -1 : accountLength(partitionKey, colon, partitionKey.length() - colon);
        if (length < 0) {
            throw new IllegalArgumentException(
                    "\""
                            + partitionKey
                            + "\" is no partition key: a type, the account's length and ':' lead"
                            + " it");
        }
        int numberStart = colon + 1 + length;
        return new TransactionKey(
                channel,
                partitionKey.substring(colon + 1, numberStart),
                TransactionType.ofCode(partitionKey.charAt(0)),
                partitionKey.substring(numberStart));
    }

    /** The length between the type and the colon; -1 if it is none or {@code bound} or more. */
    private static int accountLength(String partitionKey, int colon, int bound) {
        int length = 0;
        for (int i = 1; i < colon; i++) {
            char c = partitionKey.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            length = length * 10 + (c - '0');
            if (length >= bound) {
                return -1;
            }
        }
        return length;
    }
}
