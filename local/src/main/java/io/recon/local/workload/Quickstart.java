package io.recon.local.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the files of {@code examples/quickstart}, but for its {@code README.md}: five channels,
 * three days, and at least one transaction of every outcome that a closed day can have.
 */
public final class Quickstart {
    private static final List<String> DAYS = List.of("2026-03-01", "2026-03-02", "2026-03-03");
    private static final String CONFIGURATION =
            """
            # Five channels, each with its bills below landing/<channel>/<day>/.
            landing: landing
            channels:
              alipay:
                format: alipay-trade         # built in
                zone: Asia/Shanghai
              wechat:
                format: wechat-trade         # built in
                zone: Asia/Shanghai
              unionpay:
                format: unionpay-zm          # built in
                zone: Asia/Shanghai
                cut-off: "23:00"             # a day begins at 23:00 of the day before
              acme:
                format: acme-csv             # formats/acme-csv.yaml: added without writing code
                zone: UTC
                amount-tolerance: 1          # a difference of one cent is none
              metro:
                format: metro-fixed          # formats/metro-fixed.yaml, likewise
                zone: Asia/Shanghai
                cut-off: "02:00"             # a day ends at 02:00 of the day behind
            """;

    private Quickstart() {}

    /** Writes the example into the directory that is the only argument. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("one argument is needed: the example's directory");
        }
        write(Path.of(arguments[0]));
    }

    /** Writes the example's files below a directory. */
    static void write(Path directory) throws IOException {
        WorkloadWriter.writeInputs(workload(), directory);
        Files.writeString(directory.resolve("recon.yaml"), CONFIGURATION);
        template(directory, QuickstartAcme.TEMPLATE_NAME, QuickstartAcme.TEMPLATE);
        template(directory, QuickstartMetro.TEMPLATE_NAME, QuickstartMetro.TEMPLATE);
    }

    private static void template(Path directory, String name, String text) throws IOException {
        Files.writeString(directory.resolve("formats/" + name + ".yaml"), text);
    }

    /** The example. */
    static Workload workload() {
        QuickstartOrders orders = new QuickstartOrders();
        List<Workload.Channel> channels =
                List.of(
                        QuickstartAlipay.channel(DAYS, orders),
                        QuickstartWechat.channel(DAYS, orders),
                        QuickstartUnionpay.channel(DAYS, orders),
                        QuickstartAcme.channel(DAYS, orders),
                        QuickstartMetro.channel(DAYS, orders));
        return new Workload(channels, CdcEncoding.PLAIN, orders.files(DAYS), List.of());
    }
}
