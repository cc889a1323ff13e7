package io.recon.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Test;

class TaskFailuresTest {
    private static final Logger LOG = LogManager.getLogger(TaskFailures.LOGGER);

    @Test
    void theFirstTaskThatFailsIsHeardOfAndNoLaterOne() {
        IOException first = new IOException("a.csv cannot be read");
        try (TaskFailures failures = TaskFailures.listen()) {
            LOG.info("switched due to", new IOException("cancelled"));
            LOG.warn("says nothing of a failure");
            LOG.warn("{} failed", "one", first);
            LOG.warn("{} failed", "other", new IOException("the event is lost"));

            assertThat(failures.first()).containsSame(first);
        }
    }

    @Test
    void nothingIsHeardOfBeforeAndAfter() {
        LOG.warn("failed", new IOException("before"));
        TaskFailures failures = TaskFailures.listen();
        failures.close();
        LOG.warn("failed", new IOException("after"));

        assertThat(failures.first()).isEmpty();
    }
}
