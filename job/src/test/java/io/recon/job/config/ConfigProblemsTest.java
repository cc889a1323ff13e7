package io.recon.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigProblemsTest {
    @TempDir private Path path;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    zone: Asia/Shangai      | zone: "Asia/Shangai" is no time zone; did you mean "Asia/Shanghai"?
                    zone: asia/shanghai     | zone: "asia/shanghai" is no time zone; did you mean "Asia/Shanghai"?
                    zone: Shanghai          | zone: "Shanghai" is no time zone; did you mean "Asia/Shanghai"?
                    zone: the moon perhaps | zone: "the moon perhaps" is no time zone; write a name such as Asia/Shanghai or UTC
                    zone: ~                 | zone: has no value; give it one or leave the key out
                    zone:                   | zone: has no value; give it one or leave the key out
                    zone: [UTC]             | zone: a single value is wanted, but a list stands here
                    zone: { UTC: 1 }        | zone: a single value is wanted, but a group of keys stands here
                    zone: ""                | zone: "" is no time zone; write a name such as Asia/Shanghai or UTC
                    cut-off: 9:00           | cut-off: "9:00" is no time of day; write HH:mm or HH:mm:ss, from 00:00 to 23:59:59
                    cut-off: 24:00          | cut-off: "24:00" is no time of day; write HH:mm or HH:mm:ss, from 00:00 to 23:59:59
                    first-day: 2026-02-30   | first-day: "2026-02-30" is no date; write yyyy-MM-dd, such as 2026-03-01
                    first-day: 2026/03/01   | first-day: "2026/03/01" is no date; write yyyy-MM-dd, such as 2026-03-01
                    account: " "            | account: " " is empty
                    account: "a\\nb"        | account: "a\\nb" holds a line break or another control character
                    accounts: acct_1        | accounts: a list such as [a, b] is wanted, but a single value stands here
                    accounts: []            | accounts: the list is empty; fill it or leave the key out
                    accounts: [a, a]        | accounts: "a" is listed twice
                    accounts: [[a]]         | accounts: a single value is wanted, but a list stands here
                    amount-tolerance: -1    | amount-tolerance: "-1" is out of bounds; a whole number of minor units, at least 0 is wanted
                    amount-tolerance: 0.5   | amount-tolerance: "0.5" is no whole number; a whole number of minor units, at least 0 is wanted
                    amount-tolerance: 9223372036854775808 | amount-tolerance: "9223372036854775808" is out of bounds; a whole number of minor units, at least 0 is wanted
                    day-cut-window: 30m     | day-cut-window: "30m" is no duration; write it like PT30M, PT2H or PT45S
                    day-cut-window: PT24H   | day-cut-window: "PT24H" is out of bounds: from PT0S to less than PT24H is allowed
                    day-cut-window: PT-1S   | day-cut-window: "PT-1S" is out of bounds: from PT0S to less than PT24H is allowed
                    retention: PT168H       | retention: "PT168H" is no number of whole days; write it like P7D
                    retention: 7            | retention: "7" is no number of whole days; write it like P7D
                    retention: P0D          | retention: "P0D" is out of bounds: from P1D to P3650D is allowed
                    retention: P999999999D  | retention: "P999999999D" is out of bounds: from P1D to P3650D is allowed
                    """)
    void aChannelsValueThatIsWrongIsToldWithItsLine(String line, String problem) {
        String text =
                """
                # The third line holds what is wrong.
                channels: { ok: { format: alipay-trade, zone: UTC },
                  shop: { format: alipay-trade, ZONE
                    %s } }
                """
                        .formatted(line)
                        .replace("ZONE", line.startsWith("zone") ? "" : "zone: UTC,");

        assertThat(directory().problemsOf(text))
                .containsExactly("recon.yaml:4: channels.shop." + problem);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    platform: { amount-unit: cents }                        | platform.amount-unit: "cents" is none of major, minor
                    platform: { amount-unit: Minor }                        | platform.amount-unit: "Minor" is none of major, minor; did you mean "minor"?
                    platform: { columns: { amuont: x } }                    | platform.columns: unknown key "amuont"; did you mean "amount"?
                    platform: { columns: { amount: } }                      | platform.columns.amount: has no value; give it one or leave the key out
                    platform: { columns: [amount] }                         | platform.columns: keys and values are wanted, but a list stands here
                    platform: { statuses: { DONE: SUCCES } }                | platform.statuses.DONE: "SUCCES" is none of FAILED, PENDING, SUCCESS; did you mean "SUCCESS"?
                    scan-interval: PT0.05S                                  | scan-interval: "PT0.05S" is out of bounds: from PT0.1S to PT1H is allowed
                    bill-due: P31D                                          | bill-due: "P31D" is out of bounds: from PT0S to PT720H is allowed
                    platform: { out-of-orderness: PT25H }                   | platform.out-of-orderness: "PT25H" is out of bounds: from PT0S to PT24H is allowed
                    platform: { kafka: localhost }                          | platform.kafka: keys and values are wanted, but a single value stands here
                    platform: { kafka: { bootstrap-servers: localhost } }   | platform.kafka.bootstrap-servers: "localhost" is no list of servers; write it like localhost:9092
                    platform: { kafka: { bootstrap-servers: "a:1,b:99999" } } | platform.kafka.bootstrap-servers: "a:1,b:99999" is no list of servers; write it like localhost:9092; a port is a number from 1 to 65535
                    platform: { kafka: { topic: a/b } }                     | platform.kafka.topic: "a/b" is no topic; letters, digits, '.', '_' and '-' make one
                    platform: { clock-skew: -PT1S }                         | platform.clock-skew: "-PT1S" is out of bounds: from PT0S to PT24H is allowed
                    platform: { kafka: { properties: [a] } }                | platform.kafka.properties: keys and values are wanted, but a list stands here
                    platform: { kafka: { properties: { sasl.mechanisms: PLAIN } } } | platform.kafka.properties: no setting of Kafka's clients is called "sasl.mechanisms"; did you mean "sasl.mechanism"?
                    platform: { kafka: { properties: { group.id: mine } } } | platform.kafka.properties: "group.id" cannot be set here: group-id stands for it
                    platform: { kafka: { properties: { acks: 1 } } }        | platform.kafka.properties: "acks" cannot be set here: the engine sets it itself
                    platform: { kafka: { properties: { max.poll.records: 0 } } } | platform.kafka.properties.max.poll.records: "0" is not what Kafka takes here; it wants a value of type INT: [1,...]
                    platform: { kafka: { properties: { send.buffer.bytes: many } } } | platform.kafka.properties.send.buffer.bytes: "many" is not what Kafka takes here; it wants a value of type INT: [-1,...]
                    hive: { metastore: "localhost:9083" }                   | hive.metastore: "localhost:9083" is no address of a metastore; write it like thrift://localhost:9083
                    hive: { database: Recon; }                              | hive.database: "Recon;" is no database; lower-case letters, digits and '_' make one, a letter first
                    hive: { format: csv }                                   | hive.format: "csv" is none of orc, parquet
                    alerts: { fold-after: 0 }                               | alerts.fold-after: "0" is out of bounds; a whole number of alerts from 1 to 1000000 is wanted
                    alerts: { delivery: exactly_once }                      | alerts.delivery: "exactly_once" is none of at-least-once, exactly-once; did you mean "exactly-once"?
                    topics: { days: a/b }                                   | topics.days: "a/b" is no topic; letters, digits, '.', '_' and '-' make one
                    topics: { dead-letter: x }                              | topics: unknown key "dead-letter"; did you mean "dead-letters"?
                    topics: { days: recon.mismatch.alerts }                 | topics.days: "recon.mismatch.alerts" is the topic of alerts.kafka-topic already, by default; give each its own
                    topics: { days: same, statistics: same }                | topics.statistics: "same" is the topic of topics.days already; give each its own
                    platform: { kafka: { topic: recon.dead-letter } }       | platform.kafka.topic: "recon.dead-letter" is the topic of topics.dead-letters already, by default; give each its own
                    landing: ""                                             | landing: "" is empty
                    alert: {}                                               | unknown key "alert"; did you mean "alerts"?
                    speed: fast                                             | unknown key "speed"; the nearest known one is "hive", known are landing, scan-interval, bill-due, day-cut-window, retention, checkpoints, checkpoint-interval, channels, platform, hive, alerts, topics
                    <<: {}                                                  | unknown key "<<"; the nearest known one is "hive", known are landing, scan-interval, bill-due, day-cut-window, retention, checkpoints, checkpoint-interval, channels, platform, hive, alerts, topics
                    ? [a]                                                   | a list stands where a key is wanted
                    """)
    void anyOtherValueThatIsWrongIsToldWithItsLine(String line, String problem) {
        assertThat(directory().problemsOf(TestingConfigDirectory.SHORTEST + line))
                .containsExactly("recon.yaml:5: " + problem);
    }

    @Test
    void everyProblemIsToldInTheOrderOfTheFile() {
        assertThat(
                        directory()
                                .problemsOf(
                                        """
                                        hive:
                                          metastor: "thrift://localhost:9083"
                                        channels:
                                          alipay:
                                            zone: Asia/Shangai
                                            amount-tolerence: 1
                                            zone: UTC
                                          Stripe:
                                            format: [stripe-balance]
                                        retention: soon
                                        """))
                .containsExactly(
                        "recon.yaml:2: hive: unknown key \"metastor\"; did you mean \"metastore\"?",
                        "recon.yaml:4: channels.alipay.format: is missing; the name of a format is"
                                + " wanted",
                        "recon.yaml:5: channels.alipay.zone: \"Asia/Shangai\" is no time zone; did"
                                + " you mean \"Asia/Shanghai\"?",
                        "recon.yaml:6: channels.alipay: unknown key \"amount-tolerence\"; did you"
                                + " mean \"amount-tolerance\"?",
                        "recon.yaml:7: channels.alipay: duplicate key \"zone\"; it stands already"
                                + " in line 5",
                        "recon.yaml:8: channels: \"Stripe\" is no name; up to 64 lower-case"
                                + " letters, digits, '-' and '_' make one, a letter or digit first",
                        "recon.yaml:8: channels.Stripe.zone: is missing; a time zone is wanted",
                        "recon.yaml:9: channels.Stripe.format: a single value is wanted, but a list"
                                + " stands here",
                        "recon.yaml:10: retention: \"soon\" is no number of whole days; write it"
                                + " like P7D");
    }

    @ParameterizedTest
    @ValueSource(strings = {"channels:", "channels: {}", "channels: [a]", "channels: alipay"})
    void atLeastOneChannelIsWanted(String text) {
        assertThat(directory().problemsOf(text))
                .containsExactly(
                        "recon.yaml:1: channels: names none; at least one is wanted, with its keys"
                                + " below it");
    }

    @Test
    void missingChannelsAreTold() {
        assertThat(directory().problemsOf("\nlanding: x"))
                .containsExactly("recon.yaml:1: channels: is missing; at least one is wanted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", ".", "", "-a", "UPPER", "a b", "支付"})
    void aChannelsNameIsFitForADirectory(String name) {
        assertThat(
                        directory()
                                .problemsOf(
                                        "channels: { \"%s\": { format: alipay-trade, zone: UTC } }"
                                                .formatted(name)))
                .singleElement()
                .asString()
                .startsWith("recon.yaml:1: channels: \"" + name + "\" is no name;");
    }

    @Test
    void anAccountThatIsNotAmongTheAccountsIsTold() {
        assertThat(
                        directory()
                                .problemsOf(
                                        TestingConfigDirectory.SHORTEST
                                                + "    account: a\n    accounts: [b, c]\n"))
                .containsExactly(
                        "recon.yaml:5: channels.alipay.account: \"a\" is not among accounts, so"
                                + " that every line would be rejected");
    }

    @Test
    void anUnknownFormatIsToldWithThoseThatAreKnown() {
        directory().with("formats/acme-csv.yaml", "x").with("formats/No Name.yaml", "x");

        assertThat(directory().problemsOf("channels: { a: { format: alipay, zone: UTC } }"))
                .containsExactly(
                        "recon.yaml:1: channels.a.format: \"alipay\" is no format: neither built in"
                                + " nor a template in formats; known are acme-csv,"
                                + " adyen-settlement, alipay-trade, stripe-balance, unionpay-zm,"
                                + " wechat-trade");
        assertThat(directory().problemsOf("channels: { a: { format: acme-cvs, zone: UTC } }"))
                .singleElement()
                .asString()
                .contains("did you mean \"acme-csv\"?");
    }

    @Test
    void aTemplateThatCannotBeLookedForIsNotTakenForAbsent() throws IOException {
        Path formats = path.resolve("formats");
        Files.createSymbolicLink(formats, formats);

        assertThat(directory().problemsOf("channels: { a: { format: acme-csv, zone: UTC } }"))
                .singleElement()
                .asString()
                .contains(
                        "format: \"acme-csv\" is not built in, and its template cannot be read: ");
    }

    @Test
    void aFormatNeverLeadsOutOfItsDirectory() {
        directory().with("secret.yaml", "x").with("formats/a.yaml", "x");

        assertThat(directory().problemsOf("channels: { a: { format: ../secret, zone: UTC } }"))
                .singleElement()
                .asString()
                .contains("\"../secret\" is no format");
    }

    @Test
    void aTemplateMayNotHideABuiltInFormat() {
        directory().with("formats/alipay-trade.yaml", "x");

        assertThat(directory().problemsOf(TestingConfigDirectory.SHORTEST))
                .containsExactly(
                        "recon.yaml:3: channels.alipay.format: \"alipay-trade\" is both built in"
                                + " and described by a template; give formats/alipay-trade.yaml"
                                + " another name");
    }

    @Test
    void aTemplateThatCannotBeReadIsTold() {
        directory()
                .with("formats/large.yaml", new byte[(1 << 20) + 1])
                .with("formats/gbk.yaml", "files: x\n# 支付宝".getBytes(Charset.forName("GBK")));

        assertThat(
                        directory()
                                .problemsOf(
                                        """
                                        channels:
                                          a: { format: large, zone: UTC }
                                          b: { format: gbk, zone: UTC }
                                        """))
                .containsExactly(
                        "recon.yaml:2: channels.a.format: \"large\" is described by a template that"
                                + " is larger than 1024 KiB: formats/large.yaml",
                        "recon.yaml:3: channels.b.format: \"gbk\" is described by a template that"
                                + " is not UTF-8: formats/gbk.yaml, line 2");
    }

    @Test
    void theProblemsOfATemplateAreToldOnceAndAfterThoseOfTheFile() {
        directory().with("formats/acme-csv.yaml", "files: 1\namuont: {}\n");

        assertThat(
                        directory()
                                .problemsOf(
                                        """
                                        channels:
                                          a: { format: acme-csv, zone: UTC }
                                          b: { format: acme-csv, zone: Mars }
                                        """))
                .startsWith(
                        "recon.yaml:3: channels.b.zone: \"Mars\" is no time zone; write a name such"
                                + " as Asia/Shanghai or UTC",
                        "formats/acme-csv.yaml:1: txn-type: is missing")
                .contains(
                        "formats/acme-csv.yaml:2: unknown key \"amuont\"; did you mean \"amount\"?")
                .doesNotHaveDuplicates();
    }

    @Test
    void aTemplateWithoutAccountNeedsTheChannelsOwn() {
        directory()
                .with(
                        "formats/acme-csv.yaml",
                        """
                        txn-type: { constant: PAYMENT }
                        txn-no: { column: no }
                        amount: { column: amount }
                        currency: { constant: USD }
                        time: { column: at, pattern: "yyyy-MM-dd" }
                        """);

        assertThat(
                        directory()
                                .problemsOf(
                                        """
                                        channels:
                                          a: { format: acme-csv, zone: UTC, account: a }
                                          b: { format: acme-csv, zone: UTC }
                                        """))
                .containsExactly(
                        "recon.yaml:3: channels.b.account: is missing; the template acme-csv reads"
                                + " no account, so that the channel must name it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a remark\n", "---\n...\n", "~"})
    void anEmptyFileIsTold(String text) {
        assertThat(directory().problemsOf(text))
                .containsExactly("recon.yaml: is empty; at least channels: is wanted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n", "\"a\"", "a"})
    void aFileWithoutKeysIsTold(String text) {
        assertThat(directory().problemsOf(text))
                .singleElement()
                .asString()
                .startsWith("recon.yaml:1: keys and values are wanted, but a ");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    a: b: c        | recon.yaml:3: is no YAML: mapping values are not allowed here
                    a: @b          | recon.yaml:3: is no YAML: found character '@' that cannot start any token (while scanning for the next token)
                    a: [b          | recon.yaml:4: is no YAML: expected ',' or ']', but got <stream end> (while parsing a flow sequence)
                    a: *b          | recon.yaml:3: is no YAML: found undefined alias b
                    a: "\u0007"    | recon.yaml:3: is no YAML: the character U+0007 may not stand in it
                    """)
    void whatIsNoYamlIsToldWithItsLine(String line, String problem) {
        assertThat(directory().problemsOf("# one\n# two\n" + line + "\n")).containsExactly(problem);
    }

    @Test
    void aSecondDocumentIsTold() {
        assertThat(
                        directory()
                                .problemsOf(
                                        TestingConfigDirectory.SHORTEST
                                                + "---\n"
                                                + TestingConfigDirectory.SHORTEST))
                .singleElement()
                .asString()
                .startsWith("recon.yaml:5: is no YAML: ");
    }

    @Test
    void anotherEncodingIsToldWithItsLine() {
        directory()
                .with(
                        "recon.yaml",
                        ("# config\n# 支付宝\n" + TestingConfigDirectory.SHORTEST)
                                .getBytes(Charset.forName("GBK")));

        assertThat(directory().problems()).containsExactly("recon.yaml:2: is not UTF-8");
    }

    @Test
    void aFileThatCannotBeReadIsTold() {
        assertThat(directory().problems()).containsExactly("recon.yaml: does not exist");
        directory().with("recon.yaml/x", "");
        assertThat(directory().problems()).containsExactly("recon.yaml: is a directory");
    }

    static Stream<String> bombs() {
        return Stream.of(
                "a: " + "[".repeat(100_000),
                "a: " + "{a: ".repeat(100_000),
                "- ".repeat(100_000),
                "a: &a [x]\nb: [" + "*a, ".repeat(10_000) + "]",
                "# " + "x".repeat(1 << 20));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void whatIsBuiltToBreakTheReaderIsRefused(String text) {
        assertThat(directory().problemsOf(text))
                .singleElement()
                .asString()
                .containsAnyOf(
                        "nests deeper than 50 levels",
                        "Number of aliases for non-scalar nodes exceeds",
                        "is larger than 1024 KiB");
    }

    @Test
    void aListThatHoldsItselfIsRefused() {
        assertThat(
                        directory()
                                .problemsOf(
                                        TestingConfigDirectory.SHORTEST
                                                + "    accounts: &a [*a]\n"))
                .containsExactly(
                        "recon.yaml:5: channels.alipay.accounts: a single value is wanted, but a"
                                + " list stands here");
    }

    @Test
    void thousandsOfProblemsAreCountedAndNotPrinted() {
        String text = "channels:\n" + "  a: { zone: UTC, format: alipay-trade }\n".repeat(1_000);

        assertThat(directory().problemsOf(text))
                .hasSize(101)
                .last()
                .isEqualTo("recon.yaml: has 899 more problems");
    }

    @Test
    void aMessageStaysOnOneLineAndShort() {
        assertThat(
                        directory()
                                .problemsOf(
                                        TestingConfigDirectory.SHORTEST
                                                + "\"a\\nb\\e[31m"
                                                + "x".repeat(900)
                                                + "\": 1\n"))
                .singleElement()
                .asString()
                .startsWith("recon.yaml:5: unknown key \"a\\nb\\u001b[31mxxx")
                .hasSizeLessThan(400);
    }

    private TestingConfigDirectory directory() {
        return new TestingConfigDirectory(path);
    }
}
