package io.recon.local;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jContextFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps Flink quiet in a class of tests: it warns of each failure, and there they are planned. */
public final class PlannedFailures implements BeforeEachCallback, AfterAllCallback {
    /** Before each, since by then a cluster of the class has its loggers. */
    @Override
    public void beforeEach(ExtensionContext context) {
        log(Level.OFF);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        log(Level.WARN);
    }

    /** Sets the level in every class loader's logging: Flink's RPC has one of its own. */
    private static void log(Level level) {
        Log4jContextFactory factory = (Log4jContextFactory) LogManager.getFactory();
        for (LoggerContext context : factory.getSelector().getLoggerContexts()) {
            context.getConfiguration().getRootLogger().setLevel(level);
            context.updateLoggers();
        }
    }
}
