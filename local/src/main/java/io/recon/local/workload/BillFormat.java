package io.recon.local.workload;

/** How a channel's bills are written. */
public enum BillFormat {
    ALIPAY_TRADE("alipay-trade", ".csv", true),
    WECHAT_TRADE("wechat-trade", ".csv", true),
    UNIONPAY_ZM("unionpay-zm", "", false),
    /** As a {@link CsvTemplate} says. */
    CSV("", ".csv", false),
    /** As a {@link FixedWidthTemplate} says. */
    FIXED_WIDTH("", ".txt", false);

    /** The format's name in the configuration; empty: the template's. */
    final String word;

    /** What the names of its texts end with. */
    final String suffix;

    /** Whether a file states the totals of its lines. */
    final boolean statesTotals;

    BillFormat(String word, String suffix, boolean statesTotals) {
        this.word = word;
        this.suffix = suffix;
        this.statesTotals = statesTotals;
    }
}
