package io.recon.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.properties.PropertiesConfiguration;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationBuilder;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

/** What the parts of the engine log while a command runs, as its user sees it. */
class ConsoleLogTest {
    @Test
    void aWarningLooksLikeTheCommandsOwn() throws IOException {
        assertThat(shown("shop: /landing/x is ignored", null))
                .isEqualTo("recon: shop: /landing/x is ignored" + System.lineSeparator());
    }

    @Test
    void aWarningStaysOneLine() throws IOException {
        assertThat(shown("a\nb", new IllegalStateException("c")))
                .isEqualTo("recon: a\\nb: c" + System.lineSeparator());
    }

    private static String shown(String message, Throwable failure) throws IOException {
        Properties properties = new Properties();
        try (InputStream stream =
                ConsoleLogTest.class.getResourceAsStream("/log4j2-local.properties")) {
            properties.load(stream);
        }
        PropertiesConfiguration configuration =
                new PropertiesConfigurationBuilder().setRootProperties(properties).build();
        configuration.initialize();
        LogEvent event =
                Log4jLogEvent.newBuilder()
                        .setLevel(Level.WARN)
                        .setMessage(new SimpleMessage(message))
                        .setThrown(failure)
                        .build();
        return configuration.getAppender("console").getLayout().toSerializable(event).toString();
    }
}
