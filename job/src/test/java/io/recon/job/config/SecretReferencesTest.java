package io.recon.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretReferencesTest {
    private static final String SECRET = "s3cr3t";

    @TempDir private Path path;

    @Test
    void variablesAndFilesAreResolvedWithinAnyValue() throws ConfigException {
        ReconConfig config =
                directory().with("secrets/group", "group-" + SECRET + "\r\n").read(everywhere());

        assertThat(config.landing()).isEqualTo("s3://" + SECRET + "/landing");
        assertThat(config.checkpoints().directory()).isEqualTo(path + "/" + SECRET);
        assertThat(config.platform().kafka())
                .isEqualTo(
                        new KafkaConfig(
                                SECRET + ":9092",
                                SECRET + "." + SECRET,
                                "group-" + SECRET,
                                Map.of("client.rack", SECRET, "ssl.key.password", "plain")));
        assertThat(config.platform().columns()).containsEntry("amount", SECRET);
        assertThat(config.channels().get("alipay").bill().accounts())
                .containsExactlyInAnyOrder("a", SECRET);
        assertThat(config.alerts().foldAfter()).isEqualTo(4711);
    }

    @Test
    void noSecretIsEverShown() throws ConfigException {
        ReconConfig config =
                directory().with("secrets/group", "group-" + SECRET).read(everywhere());

        assertThat(config.describe())
                .contains(
                        "landing: s3://***/landing",
                        "checkpoints: ***\n",
                        "channels.alipay.zone: ***\n",
                        "channels.alipay.accounts: [a, ***]",
                        "platform.columns: {amount: ***, status: state}",
                        "platform.kafka.bootstrap-servers: ***:9092",
                        "platform.kafka.topic: ***.***",
                        "platform.kafka.group-id: ***",
                        // One is a reference, of the other Kafka says that it is a secret.
                        "platform.kafka.properties: {client.rack: ***, ssl.key.password: ***}",
                        "alerts.fold-after: ***");
        ChannelConfig channel = config.channels().get("alipay");
        assertThat(
                        new Object[] {
                            config,
                            config.channels(),
                            channel,
                            channel.bill(),
                            channel.day(),
                            config.platform(),
                            config.platform().kafka(),
                            config.hive(),
                            config.alerts()
                        })
                .extracting(Object::toString)
                .allSatisfy(
                        text ->
                                assertThat(text)
                                        .doesNotContain(SECRET)
                                        .doesNotContain("4711")
                                        .doesNotContain("Shanghai"));
    }

    @Test
    void aWrongSecretIsToldByItsReference() {
        assertThat(
                        directory()
                                .problemsOf(
                                        """
                                        landing: ${env:EMPTY}
                                        retention: ${env:SECRET}
                                        channels:
                                          alipay:
                                            format: ${env:SECRET}
                                            zone: ${env:NEARLY_A_ZONE}
                                            account: ${env:SECRET}
                                            accounts: ["${env:NUMBER}", "${env:NUMBER}"]
                                        platform:
                                          amount-unit: ${env:SECRET}
                                        alerts:
                                          fold-after: -${env:NUMBER}
                                        """))
                .containsExactly(
                        "recon.yaml:1: landing: \"${env:EMPTY}\" is empty",
                        "recon.yaml:2: retention: \"${env:SECRET}\" is no number of whole days;"
                                + " write it like P7D",
                        "recon.yaml:5: channels.alipay.format: \"***\" is no format: neither built"
                                + " in nor a template in formats",
                        "recon.yaml:6: channels.alipay.zone: \"${env:NEARLY_A_ZONE}\" is no time"
                                + " zone",
                        "recon.yaml:8: channels.alipay.accounts: \"***\" is listed twice",
                        "recon.yaml:10: platform.amount-unit: \"${env:SECRET}\" is none of major,"
                                + " minor",
                        "recon.yaml:12: alerts.fold-after: \"-${env:NUMBER}\" is out of bounds; a"
                                + " whole number of alerts from 1 to 1000000 is wanted");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    ${env:NOWHERE}   | refers to the environment variable "NOWHERE", which is not set
                    ${file:/nowhere} | refers to the file "/nowhere", which does not exist
                    ${file:gbk}      | refers to the file "gbk", which is not UTF-8
                    ${file:large}    | refers to the file "large", which is larger than 64 KiB
                    ${file:.}        | refers to the file ".", which is a directory
                    ${vault:key}     | refers to "vault:key", which is neither ${env:NAME} nor ${file:/path}
                    ${SECRET}        | refers to "SECRET", which is neither ${env:NAME} nor ${file:/path}
                    a${env:SECRET    | has a ${ without its }
                    """)
    void aReferenceThatLeadsNowhereIsNamed(String written, String problem) {
        directory().with("large", new byte[(64 << 10) + 1]).with("gbk", new byte[] {'a', -1});

        assertThat(
                        directory()
                                .problemsOf(
                                        TestingConfigDirectory.SHORTEST
                                                + "    account: \""
                                                + written
                                                + "\""))
                .containsExactly(
                        "recon.yaml:5: channels.alipay.account: \"" + written + "\" " + problem);
    }

    @Test
    void whatAReferenceGivesIsNoReference() throws ConfigException {
        ReconConfig config =
                directory().read(TestingConfigDirectory.SHORTEST + "    account: ${env:REFERENCE}");

        assertThat(config.channels().get("alipay").bill().account()).isEqualTo("${env:SECRET}");
    }

    private static String everywhere() {
        return """
        landing: s3://${env:SECRET}/landing
        checkpoints: ${env:SECRET}
        channels:
          alipay:
            format: alipay-trade
            zone: ${env:ZONE}
            accounts: [a, "${env:SECRET}"]
        platform:
          columns: { amount: "${env:SECRET}", status: state }
          kafka:
            bootstrap-servers: ${env:SECRET}:9092
            topic: ${env:SECRET}.${env:SECRET}
            group-id: ${file:secrets/group}
            properties: { client.rack: "${env:SECRET}", ssl.key.password: plain }
        alerts: { fold-after: "${env:NUMBER}" }
        """;
    }

    private TestingConfigDirectory directory() {
        return new TestingConfigDirectory(
                path,
                Map.of(
                        "SECRET", SECRET,
                        "NUMBER", "4711",
                        "ZONE", "Asia/Shanghai",
                        "NEARLY_A_ZONE", "Asia/Shangai",
                        "EMPTY", "",
                        "REFERENCE", "${env:SECRET}"));
    }
}
