package io.recon.connectors.hive;

import io.recon.model.bill.BillRecord.Cell;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.OtherLines;
import io.recon.model.bill.ChannelRecord;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What every bill file held, a row per file and currency. */
final class FileTable {
    static final String NAME = "bill_file";

    /** A file's lines of one currency. What names no currency stands on the file's first row. */
    record FileCurrency(
            String channel,
            FileReport report,
            String currency,
            String accounts,
            Sums sums,
            long other,
            long rejected) {
        long lines() {
            return sums.payments + sums.refunds + other + rejected;
        }

        static void of(ChannelRecord record, Consumer<FileCurrency> target) {
            if (record.record() instanceof FileReport report) {
                of(record.channel(), report, target);
            }
        }

        private static void of(String channel, FileReport report, Consumer<FileCurrency> target) {
            TreeMap<String, Content> byCurrency = new TreeMap<>();
            for (Cell cell : report.content().cells()) {
                content(byCurrency, cell.currency()).add(cell);
            }
            long other = 0;
            for (OtherLines lines : report.content().other()) {
                if (lines.currency().isEmpty()) {
                    other += lines.count();
                } else {
                    content(byCurrency, lines.currency()).other += lines.count();
                }
            }
            if (byCurrency.isEmpty()) {
                content(byCurrency, "");
            }
            Content first = byCurrency.firstEntry().getValue();
            first.other += other;
            first.rejected = report.content().rejected();
            for (Map.Entry<String, Content> entry : byCurrency.entrySet()) {
                Content content = entry.getValue();
                target.accept(
                        new FileCurrency(
                                channel,
                                report,
                                entry.getKey(),
                                String.join(";", content.accounts),
                                content.sums(),
                                content.other,
                                content.rejected));
            }
        }

        private static Content content(Map<String, Content> byCurrency, String currency) {
            return byCurrency.computeIfAbsent(currency, absent -> new Content());
        }
    }

    /** Counts and minor units of the payments and refunds that could be read. */
    record Sums(long payments, long refunds, long paymentMinor, long refundMinor, long feeMinor) {}

    private static final class Content {
        private final TreeSet<String> accounts = new TreeSet<>();
        private long payments;
        private long refunds;
        private long paymentMinor;
        private long refundMinor;
        private long feeMinor;
        private long other;
        private long rejected;

        void add(Cell cell) {
            accounts.add(cell.account());
            switch (cell.type()) {
                case PAYMENT -> {
                    payments = Math.addExact(payments, cell.count());
                    paymentMinor = Math.addExact(paymentMinor, cell.amountMinor());
                }
                case REFUND -> {
                    refunds = Math.addExact(refunds, cell.count());
                    refundMinor = Math.addExact(refundMinor, cell.amountMinor());
                }
            }
            feeMinor = Math.addExact(feeMinor, cell.feeMinor());
        }

        Sums sums() {
            return new Sums(payments, refunds, paymentMinor, refundMinor, feeMinor);
        }
    }

    private static final TableDefinition<FileCurrency> DEFINITION =
            TableDefinition.<FileCurrency>named(
                            NAME, "What every bill file held, a row per file and currency")
                    .text("channel", "the channel's configured name", FileCurrency::channel)
                    .text(
                            "bill_file",
                            "the file, below the day's directory",
                            file -> file.report().file())
                    .smallNumber(
                            "issue",
                            "which issue of the day's bill: 1 for the first, 2 for v2, and so on",
                            file -> file.report().issue())
                    .text(
                            "account",
                            "the accounts of its lines, joined with ;",
                            FileCurrency::accounts)
                    .text(
                            "currency",
                            "ISO 4217; empty for a file without readable lines",
                            FileCurrency::currency)
                    .number("lines", "payments, refunds, other and rejected", FileCurrency::lines)
                    .number("payments", "how many", file -> file.sums().payments())
                    .number("refunds", "how many", file -> file.sums().refunds())
                    .number("other", "lines that are neither", FileCurrency::other)
                    .number("rejected", "lines that could not be read", FileCurrency::rejected)
                    .number("payment_amount", "minor units", file -> file.sums().paymentMinor())
                    .number("refund_amount", "minor units", file -> file.sums().refundMinor())
                    .number(
                            "fee",
                            "minor units; positive is a cost to the merchant",
                            file -> file.sums().feeMinor())
                    .text(
                            "totals",
                            "AGREE, DISAGREE, or NONE where the format states none",
                            file -> file.report().totals().name())
                    .text(
                            "error",
                            "empty, or the word of what is wrong with the file",
                            file -> file.report().error())
                    .text(
                            "detail",
                            "a sentence about the error; may be empty",
                            file -> file.report().detail())
                    .run()
                    .byDay("the bill day", (file, context) -> file.report().day())
                    .build();

    private FileTable() {}

    static TableDefinition<FileCurrency> definition() {
        return DEFINITION;
    }
}
