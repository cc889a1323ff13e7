package io.recon.local.flink;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/**
 * Hears of the first task of a run that fails. The run's own failure may be another one: a source's
 * enumerator that sends its reader an event in the moment in which the reader fails makes Flink
 * fail the task a second time, since the event is lost, and forget why it had failed. Only the
 * task's log entry says so then; it is written before anybody can find the task failed.
 *
 * <p>One at a time in a JVM, which runs one job.
 */
public final class TaskFailures extends AbstractAppender implements AutoCloseable {
    static final String LOGGER = "org.apache.flink.runtime.taskmanager.Task";

    private final AtomicReference<Throwable> first = new AtomicReference<>();
    private final Logger logger;
    private final Level formerLevel;
    private final boolean wasAdditive;

    private TaskFailures(Logger logger) {
        super("task-failures", null, null, true, Property.EMPTY_ARRAY);
        this.logger = logger;
        this.formerLevel = logger.getLevel();
        this.wasAdditive = logger.isAdditive();
    }

    /** Begins to listen. */
    public static TaskFailures listen() {
        TaskFailures failures = new TaskFailures((Logger) LogManager.getLogger(LOGGER));
        failures.start();
        failures.logger.addAppender(failures);
        if (!failures.formerLevel.isLessSpecificThan(Level.WARN)) {
            // The log leaves Flink out: only this hears of it.
            failures.logger.setAdditive(false);
            failures.logger.setLevel(Level.WARN);
        }
        return failures;
    }

    @Override
    public void append(LogEvent event) {
        if (event.getThrown() != null) {
            first.compareAndSet(null, event.getThrown());
        }
    }

    /** Why the first task failed that did; empty if none was heard of. */
    public Optional<Throwable> first() {
        return Optional.ofNullable(first.get());
    }

    @Override
    public void close() {
        logger.removeAppender(this);
        logger.setLevel(formerLevel);
        logger.setAdditive(wasAdditive);
        stop();
    }
}
