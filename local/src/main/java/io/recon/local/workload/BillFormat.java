package io.recon.local.workload;

/** How a channel's bills are written. */
public enum BillFormat {
    ALIPAY_TRADE("alipay-trade", true),
    WECHAT_TRADE("wechat-trade", true),
    UNIONPAY_ZM("unionpay-zm", false),
    /** As a template says. */
    CSV("", false);

    /** The format's name in the configuration; empty: the template's. */
    final String word;

    /** Whether a file states the totals of its lines. */
    final boolean statesTotals;

    BillFormat(String word, boolean statesTotals) {
        this.word = word;
        this.statesTotals = statesTotals;
    }
}
