package io.recon.job.config;

import static io.recon.job.config.Option.ofDefault;
import static io.recon.job.config.Option.optional;
import static io.recon.job.config.Option.required;

import io.recon.connectors.hive.HiveFormat;
import io.recon.connectors.order.OrderParserOptions.AmountUnit;
import io.recon.job.config.AlertConfig.Delivery;
import io.recon.job.config.ValueType.Mapping;
import io.recon.job.config.ValueType.Several;
import io.recon.model.TransactionStatus;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Every key of {@code recon.yaml}, declared once. The reader takes from here what is allowed; the
 * reference page is written from here.
 */
final class ReconOptions {
    private static final ValueType.Scalar<Duration> WINDOW =
            Scalars.duration(Duration.ofHours(24), false);
    private static final ValueType.Scalar<Duration> DUE =
            Scalars.duration(Duration.ofDays(30), true);

    private ReconOptions() {}

    /** The keys of the whole file. */
    static final class Root {
        static final Option<Location> LANDING =
                ofDefault(
                        "landing",
                        Scalars.LOCATION,
                        "landing",
                        """
                        Where the channels' bills arrive: `<landing>/<channel>/<yyyy-MM-dd>/`. \
                        Relative to this file, or any file-system URI that Flink knows \
                        (`s3://`, `hdfs://`, `oss://`).\
                        """);

        static final Option<Duration> SCAN_INTERVAL =
                ofDefault(
                        "scan-interval",
                        Scalars.duration(Duration.ofMillis(100), Duration.ofHours(1), true),
                        "PT10S",
                        "How often the continuous job lists the landing directory.");

        static final Option<Duration> BILL_DUE =
                ofDefault(
                        "bill-due",
                        DUE,
                        "PT12H",
                        """
                        How long after the end of its day a bill may come. If the next day's bill \
                        is not complete by then, the continuous job raises an alert; the day goes \
                        on waiting. For every channel that does not set its own.\
                        """);

        static final Option<Duration> DAY_CUT_WINDOW =
                ofDefault(
                        "day-cut-window",
                        WINDOW,
                        "PT30M",
                        """
                        A transaction that stands on one side only, later than this before the \
                        end of its day, may be booked on the next day: it is carried over as a \
                        pending `DAY_CUT`. For every channel that does not set its own.\
                        """);

        static final Option<Integer> RETENTION =
                ofDefault(
                        "retention",
                        Scalars.WHOLE_DAYS,
                        "P7D",
                        """
                        How far before the last closed day something may belong and still change \
                        results. For every channel that does not set its own.\
                        """);

        static final Option<Location> CHECKPOINTS =
                ofDefault(
                        "checkpoints",
                        Scalars.LOCATION,
                        "checkpoints",
                        """
                        Where `bin/recon run` keeps the job's checkpoints. Relative to this file, \
                        or a URI. In a cluster Flink's own `execution.checkpointing.dir` says it.\
                        """);

        static final Option<Duration> CHECKPOINT_INTERVAL =
                ofDefault(
                        "checkpoint-interval",
                        Scalars.duration(Duration.ofMillis(100), Duration.ofHours(1), true),
                        "PT30S",
                        """
                        How often the continuous job takes a checkpoint. The tables show what was \
                        decided before the last one; alerts do not wait for it. Each checkpoint \
                        adds at most one file to a partition of a table.\
                        """);

        static final Section SECTION =
                new Section(
                        "",
                        false,
                        "",
                        List.of(
                                LANDING,
                                SCAN_INTERVAL,
                                BILL_DUE,
                                DAY_CUT_WINDOW,
                                RETENTION,
                                CHECKPOINTS,
                                CHECKPOINT_INTERVAL),
                        List.of(
                                Channel.SECTION,
                                Platform.SECTION,
                                Hive.SECTION,
                                Alerts.SECTION,
                                Topics.SECTION));

        private Root() {}
    }

    /** The keys of a channel. */
    static final class Channel {
        static final Option<String> FORMAT =
                required(
                        "format",
                        Scalars.FORMAT,
                        """
                        How the channel's bills are written: a built-in format, or `NAME` for the \
                        template `formats/NAME.yaml` beside this file.\
                        """);

        static final Option<ZoneId> ZONE =
                required(
                        "zone",
                        Scalars.ZONE,
                        """
                        The channel's time zone, such as `Asia/Shanghai` or `UTC`: its days and \
                        the times in its bills are local to it.\
                        """);

        static final Option<LocalTime> CUT_OFF =
                ofDefault(
                        "cut-off",
                        Scalars.LOCAL_TIME,
                        "00:00",
                        """
                        The local time at which the channel's day begins. From 12:00 on it begins \
                        day D on the evening of D-1 (UnionPay: `"23:00"`), an earlier one on D \
                        itself.\
                        """);

        static final Option<LocalDate> FIRST_DAY =
                optional(
                        "first-day",
                        Scalars.LOCAL_DATE,
                        "its oldest directory at the first start",
                        "The first day to close. Days close strictly in order from here on.");

        static final Option<String> ACCOUNT =
                optional(
                        "account",
                        Scalars.TEXT,
                        "none",
                        "Our account at the channel, for formats whose files do not name it.");

        static final Option<List<String>> ACCOUNTS =
                optional(
                        "accounts",
                        new Several<>("a list of accounts", Scalars.TEXT),
                        "all count",
                        """
                        The accounts whose lines count. A line of another account is rejected \
                        (`wrong_merchant`), and a file whose head names another, whole.\
                        """);

        static final Option<Long> AMOUNT_TOLERANCE =
                ofDefault(
                        "amount-tolerance",
                        Scalars.wholeNumber("minor units", 0, Long.MAX_VALUE),
                        "0",
                        "By how much the two amounts may differ and still agree.");

        static final Option<Duration> BILL_DUE =
                optional(
                        "bill-due",
                        DUE,
                        "the file's `bill-due`",
                        "As the file's key of this name, for this channel.");

        static final Option<Duration> DAY_CUT_WINDOW =
                optional(
                        "day-cut-window",
                        WINDOW,
                        "the file's `day-cut-window`",
                        "As the file's key of this name, for this channel.");

        static final Option<Integer> RETENTION =
                optional(
                        "retention",
                        Scalars.WHOLE_DAYS,
                        "the file's `retention`",
                        "As the file's key of this name, for this channel.");

        static final Section SECTION =
                new Section(
                        "channels",
                        true,
                        """
                        The counterparties, each under the name that directories, results and \
                        order rows use for it: up to 64 lower-case letters, digits, `-` and `_`, \
                        a letter or digit first. At least one.\
                        """,
                        List.of(
                                FORMAT,
                                ZONE,
                                CUT_OFF,
                                FIRST_DAY,
                                BILL_DUE,
                                ACCOUNT,
                                ACCOUNTS,
                                AMOUNT_TOLERANCE,
                                DAY_CUT_WINDOW,
                                RETENTION),
                        List.of());

        private Channel() {}
    }

    /** The keys of the platform. */
    static final class Platform {
        static final Option<Map<String, String>> COLUMNS =
                optional(
                        "columns",
                        new Mapping<>(
                                "our column: their column", PlatformConfig.COLUMNS, Scalars.TEXT),
                        "every column has our name",
                        "Names of the order table's columns, where they differ from ours: `"
                                + String.join("`, `", PlatformConfig.COLUMNS)
                                + "`.");

        static final Option<Map<String, TransactionStatus>> STATUSES =
                optional(
                        "statuses",
                        new Mapping<>(
                                "their status: `SUCCESS`, `PENDING` or `FAILED`",
                                List.of(),
                                Scalars.oneOf(
                                        Map.of(
                                                "SUCCESS", TransactionStatus.SUCCESS,
                                                "PENDING", TransactionStatus.PENDING,
                                                "FAILED", TransactionStatus.FAILED))),
                        "the usual words",
                        """
                        What the order table's words for a status mean, added to those that are \
                        known: `SUCCESS`, `PAID`, `REFUNDED` are `SUCCESS`; `CREATED`, `PENDING`, \
                        `PROCESSING` are `PENDING`; `FAILED`, `CLOSED`, `CANCELLED` are \
                        `FAILED`.\
                        """);

        static final Option<AmountUnit> AMOUNT_UNIT =
                ofDefault(
                        "amount-unit",
                        Scalars.oneOf(Scalars.words(AmountUnit.values())),
                        "major",
                        """
                        What an amount counts: decimals of the currency's main unit (`12.34`), or \
                        a whole number of its minor units (`1234`).\
                        """);

        static final Option<Duration> OUT_OF_ORDERNESS =
                ofDefault(
                        "out-of-orderness",
                        Scalars.duration(Duration.ofHours(24), true),
                        "PT5M",
                        "How far the orders' watermark stays behind their source time.");

        static final Option<Duration> CLOCK_SKEW =
                ofDefault(
                        "clock-skew",
                        Scalars.duration(Duration.ofHours(24), true),
                        "PT5M",
                        """
                        How far a change's or a heartbeat's time may be ahead of the clock of the \
                        machine that reads it. What is further ahead does not move the watermark, so \
                        that a wrong time closes no day; the change itself counts.\
                        """);

        static final Section SECTION =
                new Section(
                        "platform",
                        false,
                        "Our own side: the order table whose changes are read.",
                        List.of(COLUMNS, STATUSES, AMOUNT_UNIT, OUT_OF_ORDERNESS, CLOCK_SKEW),
                        List.of(PlatformKafka.SECTION));

        private Platform() {}
    }

    /** The keys of the platform's Kafka. */
    static final class PlatformKafka {
        static final Option<String> BOOTSTRAP_SERVERS =
                optional(
                        "bootstrap-servers",
                        Scalars.KAFKA_SERVERS,
                        "none; commands that need Kafka ask for it",
                        "The brokers to begin with.");

        static final Option<String> TOPIC =
                ofDefault(
                        "topic",
                        Scalars.KAFKA_TOPIC,
                        "platform.orders.cdc",
                        "The topic of the order table's change events.");

        static final Option<String> GROUP_ID =
                ofDefault(
                        "group-id",
                        Scalars.TEXT,
                        "recon",
                        """
                        The consumer group under which Kafka shows how far the events were read; \
                        the job itself goes on from its checkpoints.\
                        """);

        static final Option<Map<String, String>> PROPERTIES =
                optional(
                        "properties",
                        new KafkaProperties(),
                        "none",
                        """
                        Further settings of Kafka's clients under Kafka's own names, such as \
                        `security.protocol` and `sasl.jaas.config`. They hold for everything that \
                        talks to these brokers. What the engine sets itself is refused.\
                        """);

        static final Section SECTION =
                new Section(
                        "kafka",
                        false,
                        "Where the change events are.",
                        List.of(BOOTSTRAP_SERVERS, TOPIC, GROUP_ID, PROPERTIES),
                        List.of());

        private PlatformKafka() {}
    }

    /** The keys of the tables. */
    static final class Hive {
        static final Option<String> METASTORE =
                optional(
                        "metastore",
                        Scalars.HIVE_METASTORE,
                        "none; commands that need tables ask for it",
                        "The Hive metastore.");

        static final Option<String> DATABASE =
                ofDefault("database", Scalars.HIVE_DATABASE, "recon", "The tables' database.");

        static final Option<Location> WAREHOUSE =
                ofDefault(
                        "warehouse",
                        Scalars.LOCATION,
                        "warehouse",
                        """
                        Where the tables' data is kept, if the database has to be made; one that \
                        exists has its own place. Relative to this file, or a URI.\
                        """);

        static final Option<HiveFormat> FORMAT =
                ofDefault(
                        "format",
                        Scalars.oneOf(Scalars.words(HiveFormat.values())),
                        "parquet",
                        """
                        How the tables' files are written. Tables that exist must be of this \
                        format.\
                        """);

        static final Section SECTION =
                new Section(
                        "hive",
                        false,
                        "The tables that results are written to.",
                        List.of(METASTORE, DATABASE, WAREHOUSE, FORMAT),
                        List.of());

        private Hive() {}
    }

    /** The keys of the alerts. */
    static final class Alerts {
        static final Option<String> KAFKA_TOPIC =
                ofDefault(
                        "kafka-topic",
                        Scalars.KAFKA_TOPIC,
                        "recon.mismatch.alerts",
                        "The topic that alerts are sent to.");

        static final Option<Long> FOLD_AFTER =
                ofDefault(
                        "fold-after",
                        Scalars.wholeNumber("alerts", 1, 1_000_000),
                        "100",
                        """
                        How many alerts of one channel, day and outcome are sent one by one; after \
                        that, one summary a minute stands for the others.\
                        """);

        static final Option<Delivery> DELIVERY =
                ofDefault(
                        "delivery",
                        Scalars.oneOf(Scalars.words(Delivery.values())),
                        "at-least-once",
                        """
                        `at-least-once` sends alerts at once, and a recovery may repeat some; \
                        `exactly-once` sends them with the next checkpoint.\
                        """);

        static final Section SECTION =
                new Section(
                        "alerts",
                        false,
                        "How breaks are told.",
                        List.of(KAFKA_TOPIC, FOLD_AFTER, DELIVERY),
                        List.of());

        private Alerts() {}
    }

    /** The keys of the topics that the engine writes to, besides that of the alerts. */
    static final class Topics {
        static final Option<String> DAYS =
                ofDefault(
                        "days",
                        Scalars.KAFKA_TOPIC,
                        "recon.days",
                        "The topic that tells what became of each day.");

        static final Option<String> STATISTICS =
                ofDefault(
                        "statistics",
                        Scalars.KAFKA_TOPIC,
                        "recon.statistics",
                        "The topic of the latest statistics.");

        static final Option<String> DEAD_LETTERS =
                ofDefault(
                        "dead-letters",
                        Scalars.KAFKA_TOPIC,
                        "recon.dead-letter",
                        "The topic of what could not be read.");

        static final Section SECTION =
                new Section(
                        "topics",
                        false,
                        """
                        The other topics that the continuous job writes to. The job makes those \
                        that are not there. Each topic of this file is used for one thing only.\
                        """,
                        List.of(DAYS, STATISTICS, DEAD_LETTERS),
                        List.of());

        private Topics() {}
    }
}
