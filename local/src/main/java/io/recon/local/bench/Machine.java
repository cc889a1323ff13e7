package io.recon.local.bench;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a benchmark ran on. */
final class Machine {
    private Machine() {}

    static void tell(PrintWriter out) {
        long bytes =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getTotalMemorySize();
        out.printf(
                Locale.ROOT,
                "machine: %d processors, %d GiB, %s %s, Java %s%n",
                Runtime.getRuntime().availableProcessors(),
                bytes >> 30,
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
        out.flush();
    }
}
