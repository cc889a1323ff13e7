package io.recon.local.workload;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The worst day: one channel, many orders that were paid, and a bill without a line. All of them
 * wait for the close, and every one of them is missing.
 */
public final class LoneOrders {
    /** The day of all orders. */
    public static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private static final String ACCOUNT = "2088001160000001";
    private static final long SECOND_MS = 1_000;

    private LoneOrders() {}

    /** Writes {@code recon.yaml}, {@code orders} and {@code landing} into a directory. */
    public static void write(int transactions, Path directory) throws IOException {
        DayRules days = new DayRules(ZoneOffset.UTC, LocalTime.MIDNIGHT, 30, null);
        ChannelPlan plan =
                new ChannelPlan(
                        "alipay",
                        BillFormat.ALIPAY_TRADE,
                        null,
                        days,
                        0,
                        List.of(ACCOUNT),
                        List.of("CNY"));
        WorkloadWriter.writeConfiguration(directory, List.of(plan), CdcEncoding.PLAIN);
        Path landing =
                Files.createDirectories(
                        directory.resolve("landing").resolve(plan.name()).resolve(DAY.toString()));
        Files.write(landing.resolve("_SUCCESS"), new byte[0]);
        CdcEvents events = new CdcEvents(CdcEncoding.PLAIN, 1);
        Path orders = Files.createDirectories(directory.resolve("orders"));
        try (Writer out =
                new BufferedWriter(Files.newBufferedWriter(orders.resolve("orders.jsonl")))) {
            for (int i = 0; i < transactions; i++) {
                // In the morning, so that none is near the cut.
                long timeMs = days.startOf(DAY) + i % 40_000 * SECOND_MS;
                OrderChange change =
                        new OrderChange(
                                'c',
                                null,
                                new TransactionKey(
                                        plan.name(),
                                        ACCOUNT,
                                        TransactionType.PAYMENT,
                                        "PO%010d".formatted(i)),
                                new PlannedRow(
                                        null,
                                        null,
                                        new Money(100 + i % 100_000, "CNY"),
                                        TransactionStatus.SUCCESS,
                                        timeMs,
                                        timeMs),
                                new LogPosition(i, timeMs));
                out.write(events.text(change));
                out.write('\n');
            }
        }
    }
}
