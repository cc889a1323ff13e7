package io.recon.local.stack;

/** The configuration that points at a local stack. */
final class StackConfig {
    private StackConfig() {}

    /** Three channels to begin with, and times that suit somebody who waits. */
    static String text(LocalStack stack) {
        return """
        # Points at the local Kafka and Hive of this directory. It is yours: it is written only once.
        landing: landing
        scan-interval: PT1S
        channels:
          alipay:
            format: alipay-trade
            zone: Asia/Shanghai
          wechat:
            format: wechat-trade
            zone: Asia/Shanghai
          unionpay:
            format: unionpay-zm
            zone: Asia/Shanghai
            cut-off: "23:00"
        platform:
          kafka: { bootstrap-servers: "%s" }
        hive:
          metastore: "%s"
          warehouse: warehouse
        checkpoints: checkpoints
        checkpoint-interval: PT5S
        """
                .formatted(stack.broker().bootstrapServers(), stack.metastore().uri());
    }
}
