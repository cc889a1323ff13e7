package io.recon.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillLimits;
import io.recon.connectors.hive.HiveFormat;
import io.recon.connectors.order.OrderParserOptions.AmountUnit;
import io.recon.job.config.AlertConfig.Delivery;
import io.recon.model.TransactionStatus;
import io.recon.model.reconcile.Policy;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconConfigReaderTest {
    private static final String EVERY_KEY =
            """
            landing: arrivals
            scan-interval: PT0.5S
            bill-due: PT6H
            day-cut-window: PT1H
            retention: P9D
            checkpoints: hdfs://cluster/checkpoints
            checkpoint-interval: PT3M
            channels:
              unionpay:
                format: unionpay-zm
                zone: Asia/Shanghai
                cut-off: "23:00"
                first-day: 2026-03-01
                bill-due: PT8H
                account: "0077"
                accounts: ["0077", 0088]
                amount-tolerance: 2
                day-cut-window: PT45M
                retention: P3D
            platform:
              columns: { amount: total_fee }
              statuses: { DONE: SUCCESS, CLOSED: PENDING }
              amount-unit: minor
              out-of-orderness: PT1M
              clock-skew: PT2M
              kafka:
                bootstrap-servers: broker-1:9092,[::1]:9093
                topic: orders
                group-id: finance
                properties: { security.protocol: SSL, max.poll.records: 100 }
            hive:
              metastore: thrift://a:9083,thrift://b:9083
              database: finance
              warehouse: s3://tables/finance
              format: orc
            alerts:
              kafka-topic: breaks
              fold-after: 5
              delivery: exactly-once
            topics:
              days: finance.days
              statistics: finance.statistics
              dead-letters: finance.rejects
            """;

    @TempDir private Path path;

    @Test
    void fillsInTheDefaults() throws ConfigException {
        ReconConfig config = directory().read(TestingConfigDirectory.SHORTEST);

        assertThat(config.landing()).isEqualTo(path + "/landing");
        assertThat(config.checkpoints())
                .isEqualTo(new CheckpointConfig(path + "/checkpoints", Duration.ofSeconds(30)));
        assertThat(config.channels())
                .containsOnly(
                        entry(
                                "alipay",
                                new ChannelConfig(
                                        "alipay",
                                        new BillOptions("alipay-trade", null, "", Set.of()),
                                        new ArrivalOptions(
                                                Duration.ofSeconds(10), Duration.ofHours(12)),
                                        new DayOptions(
                                                ZoneId.of("Asia/Shanghai"),
                                                LocalTime.MIDNIGHT,
                                                null),
                                        Policy.DEFAULT)));
        assertThat(config.hive())
                .isEqualTo(new HiveConfig("", "recon", path + "/warehouse", HiveFormat.PARQUET));
        assertThat(config.alerts())
                .isEqualTo(new AlertConfig("recon.mismatch.alerts", 100, Delivery.AT_LEAST_ONCE));
        assertThat(config.topics())
                .isEqualTo(new TopicConfig("recon.days", "recon.statistics", "recon.dead-letter"));
        PlatformConfig platform = config.platform();
        assertThat(platform.columns()).isEmpty();
        assertThat(platform.statuses()).isEmpty();
        assertThat(platform.amountUnit()).isEqualTo(AmountUnit.MAJOR);
        assertThat(platform.outOfOrderness()).isEqualTo(Duration.ofMinutes(5));
        assertThat(platform.clockSkew()).isEqualTo(Duration.ofMinutes(5));
        assertThat(platform.kafka())
                .isEqualTo(new KafkaConfig("", "platform.orders.cdc", "recon", Map.of()));
    }

    @Test
    void mapsEveryKey() throws ConfigException {
        ReconConfig config = directory().read(EVERY_KEY);

        assertThat(config.landing()).isEqualTo(path + "/arrivals");
        assertThat(config.checkpoints())
                .isEqualTo(
                        new CheckpointConfig("hdfs://cluster/checkpoints", Duration.ofMinutes(3)));
        assertThat(config.channels().get("unionpay"))
                .isEqualTo(
                        new ChannelConfig(
                                "unionpay",
                                new BillOptions(
                                        "unionpay-zm", null, "0077", Set.of("0077", "0088")),
                                new ArrivalOptions(Duration.ofMillis(500), Duration.ofHours(8)),
                                new DayOptions(
                                        ZoneId.of("Asia/Shanghai"),
                                        LocalTime.of(23, 0),
                                        LocalDate.of(2026, 3, 1)),
                                new Policy(2, 45 * 60_000L, 3)));
        assertThat(config.platform().columns()).containsOnly(entry("amount", "total_fee"));
        assertThat(config.platform().statuses())
                .containsOnly(
                        entry("DONE", TransactionStatus.SUCCESS),
                        entry("CLOSED", TransactionStatus.PENDING));
        assertThat(config.platform().amountUnit()).isEqualTo(AmountUnit.MINOR);
        assertThat(config.platform().outOfOrderness()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.platform().clockSkew()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.platform().kafka())
                .isEqualTo(
                        new KafkaConfig(
                                "broker-1:9092,[::1]:9093",
                                "orders",
                                "finance",
                                Map.of("security.protocol", "SSL", "max.poll.records", "100")));
        assertThat(config.hive())
                .isEqualTo(
                        new HiveConfig(
                                "thrift://a:9083,thrift://b:9083",
                                "finance",
                                "s3://tables/finance",
                                HiveFormat.ORC));
        assertThat(config.alerts()).isEqualTo(new AlertConfig("breaks", 5, Delivery.EXACTLY_ONCE));
        assertThat(config.topics())
                .isEqualTo(
                        new TopicConfig("finance.days", "finance.statistics", "finance.rejects"));
    }

    /** Keeps the test above complete: a new key must be added there too. */
    @Test
    void theMappingTestSetsEveryKeyThatIsDeclared() throws ConfigException {
        Set<String> declared = new TreeSet<>();
        addPaths(ReconOptions.Root.SECTION, "", declared);

        String description = directory().read(EVERY_KEY).describe();

        assertThat(description.lines().skip(1).map(line -> line.split(": ", 2)[0]))
                .containsExactlyInAnyOrderElementsOf(declared);
        assertThat(description).doesNotContain("(default)");
    }

    @Test
    void readsTheContractsSample() throws ConfigException, URISyntaxException {
        Path file = Path.of(getClass().getResource("sample/recon.yaml").toURI());

        ReconConfig config =
                new ReconConfigReader(Map.of(), TestingConfigDirectory.BUILT_IN).read(file);

        assertThat(config.channels().keySet())
                .containsExactly("acme", "alipay", "stripe", "unionpay", "wechat");
        assertThat(config.channels().get("acme").bill().template())
                .hasValueSatisfying(
                        template -> {
                            assertThat(template.file())
                                    .isEqualTo(file.resolveSibling("formats/acme-csv.yaml") + "");
                            assertThat(template.text()).startsWith("files: \"*.csv\"\n");
                        });
        assertThat(config.channels().get("stripe").bill())
                .isEqualTo(new BillOptions("stripe-balance", null, "acct_1", Set.of("acct_1")));
        assertThat(config.channels().get("alipay").day().firstDay())
                .hasValue(LocalDate.of(2026, 3, 1));
        assertThat(config.channels().get("wechat").day().firstDay()).isEmpty();
        assertThat(config.hive().metastore()).isEqualTo("thrift://localhost:9083");
    }

    @Test
    void theFilesBillDueAndScanIntervalHoldForChannelsWithoutTheirOwn() throws ConfigException {
        ReconConfig config =
                directory()
                        .read(
                                """
                                scan-interval: PT0.1S
                                bill-due: PT720H
                                channels:
                                  a: { format: alipay-trade, zone: UTC }
                                  b: { format: alipay-trade, zone: UTC, bill-due: PT0S }
                                """);

        assertThat(config.channels().values())
                .extracting(ChannelConfig::arrival)
                .containsExactly(
                        new ArrivalOptions(Duration.ofMillis(100), Duration.ofDays(30)),
                        new ArrivalOptions(Duration.ofMillis(100), Duration.ZERO));
    }

    @Test
    void theFilesWindowAndRetentionHoldForChannelsWithoutTheirOwn() throws ConfigException {
        ReconConfig config =
                directory()
                        .read(
                                """
                                day-cut-window: PT0S
                                retention: P2D
                                channels:
                                  a: { format: alipay-trade, zone: UTC }
                                  b: { format: alipay-trade, zone: UTC, day-cut-window: PT23H59M }
                                  c: { format: alipay-trade, zone: UTC, retention: P30D }
                                """);

        assertThat(config.channels().values())
                .extracting(ChannelConfig::policy)
                .containsExactly(
                        new Policy(0, 0, 2),
                        new Policy(0, Duration.ofMinutes(24 * 60 - 1).toMillis(), 2),
                        new Policy(0, 0, 30));
    }

    @Test
    void aChannelsClockAndBillContextFollowItsOptions() throws ConfigException {
        ChannelConfig unionpay = directory().read(EVERY_KEY).channels().get("unionpay");

        assertThat(unionpay.dayClock().startOf((int) LocalDate.of(2026, 3, 2).toEpochDay()))
                .isEqualTo(Instant.parse("2026-03-01T15:00:00Z").toEpochMilli());
        assertThat(unionpay.dayClock()).isNotSameAs(unionpay.dayClock());
        assertThat(unionpay.billContext(BillLimits.DEFAULT))
                .isEqualTo(
                        new BillContext(
                                "unionpay",
                                ZoneId.of("Asia/Shanghai"),
                                "0077",
                                Set.of("0077", "0088"),
                                BillLimits.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23:00", "\"23:00\"", "'23:00:00'"})
    void aCutOffNeedsNoQuotes(String written) throws ConfigException {
        ReconConfig config =
                directory().read(TestingConfigDirectory.SHORTEST + "    cut-off: " + written);

        assertThat(config.channels().get("alipay").day().cutOff()).isEqualTo(LocalTime.of(23, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://bucket/landing",
                "hdfs://cluster/landing",
                "oss://bucket/a b",
                "file:///srv/landing",
                "/srv/landing"
            })
    void aUriOrAnAbsolutePathStaysAsItIs(String landing) throws ConfigException {
        ReconConfig config =
                directory().read("landing: " + landing + "\n" + TestingConfigDirectory.SHORTEST);

        assertThat(config.landing()).isEqualTo(landing);
    }

    @Test
    void aRelativePathStartsFromTheFilesDirectory() throws ConfigException {
        ReconConfig config =
                directory().read("landing: ../in/x\n" + TestingConfigDirectory.SHORTEST);

        assertThat(config.landing()).isEqualTo(path.getParent() + "/in/x");
    }

    @Test
    void emptyGroupsAndAByteOrderMarkAreFine() throws ConfigException {
        ReconConfig config =
                directory()
                        .read(
                                "\uFEFF"
                                        + TestingConfigDirectory.SHORTEST
                                        + "platform:\n  columns:\n  statuses: {}\nhive:\n");

        assertThat(config.hive().database()).isEqualTo("recon");
    }

    @Test
    void numbersAreTakenAsTheyAreWritten() throws ConfigException {
        ReconConfig config =
                directory().read(TestingConfigDirectory.SHORTEST + "    account: 007e2");

        assertThat(config.channels().get("alipay").bill().account()).isEqualTo("007e2");
    }

    @Test
    void findsConvertersOnTheClassPath() throws ConfigException {
        directory()
                .with(
                        "recon.yaml",
                        "channels: { a: { format: %s, zone: UTC } }"
                                .formatted(TestingBillConverter.FORMAT));

        ReconConfig config = new ReconConfigReader(Map.of()).read(directory().file());

        assertThat(config.channels().get("a").bill().template()).isEmpty();
    }

    private TestingConfigDirectory directory() {
        return new TestingConfigDirectory(path);
    }

    private static void addPaths(Section section, String prefix, Set<String> paths) {
        section.options().forEach(option -> paths.add(prefix + option.key()));
        for (Section child : section.sections()) {
            addPaths(child, prefix + child.key() + (child.named() ? ".unionpay." : "."), paths);
        }
    }
}
