package io.recon.local.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.recon.model.TransactionType;
import java.nio.charset.Charset;
import java.time.LocalDate;

/**
 * How one WeChat bill is written.
 *
 * @param former whether it has the columns of former years
 * @param marks how many byte order marks it begins with
 */
record WechatStyle(Kind kind, boolean former, Charset charset, int marks, String lineEnd) {
    private static final Charset GBK = Charset.forName("GBK");

    /** Which orders it holds. */
    enum Kind {
        ALL("All"),
        SUCCESS("Success"),
        REFUND("Refund");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        boolean holds(TransactionType type) {
            return switch (this) {
                case ALL -> true;
                case SUCCESS -> type == TransactionType.PAYMENT;
                case REFUND -> type == TransactionType.REFUND;
            };
        }

        boolean hasRefunds() {
            return this != SUCCESS;
        }
    }

    /** As the interface gives bills today. */
    static WechatStyle usual(Kind kind) {
        return new WechatStyle(kind, false, UTF_8, 1, "\r\n");
    }

    /** The usual name of a merchant's bill, without a suffix. */
    static String fileName(String merchant, Kind kind, LocalDate day) {
        return merchant + kind.word + day;
    }

    /**
     * The style of a file: its name says the kind. A file of the usual name is written in the usual
     * style, of another one what it holds decides the rest.
     */
    static WechatStyle of(PlannedFile file) {
        Kind kind = Kind.ALL;
        for (Kind other : Kind.values()) {
            kind = file.path().contains(other.word) ? other : kind;
        }
        if (file.path().equals(fileName(file.account(), kind, file.day()) + ".csv")) {
            return usual(kind);
        }
        String first = file.rows().isEmpty() ? "" : file.rows().get(0).line().tradeNumber();
        int choice = Math.floorMod((file.path() + first).hashCode(), 120);
        boolean ofTheWebPage = choice % 5 == 0;
        return new WechatStyle(
                kind,
                choice % 4 == 0,
                ofTheWebPage ? GBK : UTF_8,
                ofTheWebPage ? 0 : choice % 3,
                choice % 2 == 0 ? "\r\n" : "\n");
    }
}
