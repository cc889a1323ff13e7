package io.recon.local.workload;

import io.recon.local.workload.PlannedFile.Damage;
import io.recon.local.workload.PlannedFile.Packing;
import io.recon.model.TransactionStatus;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a workload below a directory: {@code recon.yaml}, {@code formats/}, {@code orders/},
 * {@code landing/}, and what is due under {@code expected/}. The same workload gives the same
 * bytes.
 */
public final class WorkloadWriter {
    private static final int BEST_COMPRESSION = 9;

    private final Path directory;

    private WorkloadWriter(Path directory) {
        this.directory = directory;
    }

    /** Writes everything, and what the oracle expects of it. */
    public static Expectation write(Workload workload, Path directory) throws IOException {
        writeInputs(workload, directory);
        Expectation expectation = Oracle.expect(workload);
        Path expected = directory.resolve("expected");
        expectation.write(expected);
        CsvTable.write(
                expected.resolve("order_versions.csv"),
                OrderVersions.COLUMNS,
                OrderVersions.of(workload));
        return expectation;
    }

    /** Writes what goes into a reconciliation. */
    public static void writeInputs(Workload workload, Path directory) throws IOException {
        WorkloadWriter writer = new WorkloadWriter(directory);
        List<ChannelPlan> plans = workload.channels().stream().map(Workload.Channel::plan).toList();
        writer.configuration(plans, workload.encoding());
        writer.orders(workload.orderFiles());
        for (Workload.Channel channel : workload.channels()) {
            for (PlannedDay day : channel.days()) {
                writer.day(channel.plan(), day);
            }
        }
    }

    static void writeConfiguration(Path directory, List<ChannelPlan> plans, CdcEncoding encoding)
            throws IOException {
        new WorkloadWriter(directory).configuration(plans, encoding);
    }

    private void configuration(List<ChannelPlan> plans, CdcEncoding encoding) throws IOException {
        Files.createDirectories(directory.resolve("landing"));
        StringBuilder yaml = new StringBuilder("landing: landing\nchannels:\n");
        for (ChannelPlan plan : plans) {
            DayRules days = plan.days();
            yaml.append("  ").append(plan.name()).append(":\n");
            setting(yaml, "format", plan.formatName());
            setting(yaml, "zone", days.zone().getId());
            setting(yaml, "cut-off", "\"" + days.cutOff() + "\"");
            setting(yaml, "day-cut-window", Duration.ofMinutes(days.windowMinutes()).toString());
            setting(yaml, "amount-tolerance", Long.toString(plan.toleranceMinor()));
            if (days.firstDay() != null) {
                setting(yaml, "first-day", days.firstDay().toString());
            }
            if (plan.template() != null) {
                text("formats/" + plan.template().name() + ".yaml", plan.template().yaml());
            }
        }
        if (!encoding.equals(CdcEncoding.PLAIN)) {
            yaml.append("platform:\n");
            boolean minor = encoding.amounts() == CdcEncoding.Amounts.MINOR_NUMBER;
            yaml.append("  amount-unit: ").append(minor ? "minor" : "major").append('\n');
            entries(yaml, "columns", new TreeMap<>(encoding.columns()));
            Map<String, String> statuses = new TreeMap<>();
            for (Map.Entry<String, TransactionStatus> status : encoding.statuses().entrySet()) {
                statuses.put(status.getKey(), status.getValue().name());
            }
            entries(yaml, "statuses", statuses);
        }
        text("recon.yaml", yaml.toString());
    }

    private static void setting(StringBuilder yaml, String key, String value) {
        yaml.append("    ").append(key).append(": ").append(value).append('\n');
    }

    private static void entries(StringBuilder yaml, String key, Map<String, String> entries) {
        if (!entries.isEmpty()) {
            yaml.append("  ").append(key).append(":\n");
            entries.forEach(
                    (from, to) ->
                            yaml.append("    ").append(from).append(": ").append(to).append('\n'));
        }
    }

    private void text(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void orders(List<OrderFile> files) throws IOException {
        for (OrderFile file : files) {
            Path path = directory.resolve("orders").resolve(file.name());
            Files.createDirectories(path.getParent());
            try (OutputStream plain = Files.newOutputStream(path);
                    OutputStream out =
                            file.name().endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
                StringBuilder text = new StringBuilder();
                for (OrderFile.Line line : file.lines()) {
                    text.append(line.text()).append('\n');
                }
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void day(ChannelPlan plan, PlannedDay day) throws IOException {
        Path landing =
                directory.resolve("landing").resolve(plan.name()).resolve(day.day().toString());
        Files.createDirectories(landing);
        for (PlannedFile file : day.formerFiles()) {
            file(plan, day, file, landing);
        }
        for (PlannedFile file : day.files()) {
            file(plan, day, file, landing);
        }
        if (!day.formerFiles().isEmpty()) {
            Files.createDirectories(landing.resolve("v2"));
            Files.write(landing.resolve("v2/_SUCCESS"), new byte[0]);
        }
        if (day.marked()) {
            Files.write(landing.resolve("_SUCCESS"), new byte[0]);
        }
        if (day.accepted()) {
            Files.write(landing.resolve("_ACCEPT"), new byte[0]);
            if (!day.formerFiles().isEmpty()) {
                Files.write(landing.resolve("v2/_ACCEPT"), new byte[0]);
            }
        }
    }

    private static void file(ChannelPlan plan, PlannedDay day, PlannedFile file, Path landing)
            throws IOException {
        Path path = landing.resolve(file.path());
        Files.createDirectories(path.getParent());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        switch (file.format()) {
            case ALIPAY_TRADE ->
                    rows(
                            file,
                            0,
                            file.rows().size(),
                            new AlipayBillWriter(
                                    bytes,
                                    file.account(),
                                    day.day(),
                                    plan.days(),
                                    file.damage(),
                                    file.packing() == Packing.ZIP,
                                    BEST_COMPRESSION));
            case WECHAT_TRADE -> wechat(plan, file, bytes);
            case UNIONPAY_ZM -> unionpay(plan, file, bytes);
            case CSV, FIXED_WIDTH -> templated(plan, day, file, bytes);
        }
        byte[] whole = bytes.toByteArray();
        int length = file.damage() == Damage.TRUNCATED ? whole.length * 3 / 5 : whole.length;
        try (OutputStream out = Files.newOutputStream(path)) {
            out.write(whole, 0, length);
        }
    }

    private static void wechat(ChannelPlan plan, PlannedFile file, OutputStream out)
            throws IOException {
        try (OutputStream packed = packed(file, out)) {
            String provider = file.account() == null ? WechatBillWriter.PROVIDER : null;
            WechatBillWriter writer =
                    new WechatBillWriter(
                            packed, WechatStyle.of(file), provider, plan.days(), file.damage());
            rows(file, 0, file.rows().size(), writer);
        }
    }

    /** A file's one text, packed. */
    private static OutputStream packed(PlannedFile file, OutputStream out) throws IOException {
        return switch (file.packing()) {
            case PLAIN -> out;
            case GZIP -> new GZIPOutputStream(out);
            case ZIP, ZIP_OF_TWO -> {
                ZipOutputStream zip = new ZipOutputStream(out, Charset.forName("GBK"));
                ZipEntry entry = new ZipEntry("账单/" + file.day() + ".csv");
                entry.setTimeLocal(file.day().plusDays(1).atTime(10, 0));
                zip.putNextEntry(entry);
                yield zip;
            }
        };
    }

    private static void unionpay(ChannelPlan plan, PlannedFile file, OutputStream out)
            throws IOException {
        OutputStream packed = file.packing() == Packing.GZIP ? new GZIPOutputStream(out) : out;
        UnionpayBillWriter writer =
                new UnionpayBillWriter(
                        packed,
                        file.account(),
                        file.day(),
                        plan.days(),
                        file.packing() == Packing.ZIP,
                        BEST_COMPRESSION);
        rows(file, 0, file.rows().size(), writer);
    }

    private static void templated(
            ChannelPlan plan, PlannedDay day, PlannedFile file, OutputStream out)
            throws IOException {
        int cut = file.firstEntryRows();
        int size = file.rows().size();
        switch (file.packing()) {
            case PLAIN -> rows(file, 0, size, plan.template().writer(out, plan.days()));
            case GZIP ->
                    rows(
                            file,
                            0,
                            size,
                            plan.template().writer(new GZIPOutputStream(out), plan.days()));
            case ZIP, ZIP_OF_TWO -> {
                try (ZipOutputStream zip = new ZipOutputStream(out)) {
                    int entries = cut == size ? 1 : 2;
                    for (int i = 0; i < entries; i++) {
                        ZipEntry entry = new ZipEntry(file.entryName(i));
                        entry.setTimeLocal(day.day().plusDays(1).atTime(3, 0));
                        zip.putNextEntry(entry);
                        BillFileWriter writer =
                                plan.template().writer(new EntryStream(zip), plan.days());
                        rows(file, i == 0 ? 0 : cut, i == 0 ? cut : size, writer);
                        zip.closeEntry();
                    }
                }
            }
        }
    }

    private static void rows(PlannedFile file, int from, int to, BillFileWriter writer)
            throws IOException {
        try (writer) {
            for (int row = from; row < to; row++) {
                int line = writer.write(file.rows().get(row));
                if (line != file.positionLine(row)) {
                    throw new IllegalStateException(
                            "row " + row + " of " + file.path() + " stands on line " + line);
                }
            }
        }
    }

    /** Leaves the archive open when an entry's text is closed. */
    private static final class EntryStream extends FilterOutputStream {
        EntryStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
