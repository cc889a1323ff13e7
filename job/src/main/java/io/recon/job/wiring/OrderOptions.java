package io.recon.job.wiring;

import io.recon.connectors.order.OrderParserOptions;
import io.recon.job.config.ReconConfig;

/** How change events are read, wherever they come from. */
public final class OrderOptions {
    private OrderOptions() {}

    /** What a configuration says about the order table. */
    public static OrderParserOptions of(ReconConfig config) {
        return new OrderParserOptions(
                config.platform().columns(),
                config.platform().statuses(),
                config.platform().amountUnit(),
                config.channels().keySet());
    }
}
