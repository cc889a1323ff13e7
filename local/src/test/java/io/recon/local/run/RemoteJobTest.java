package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import org.apache.flink.runtime.rest.util.RestClientException;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.junit.jupiter.api.Test;

class RemoteJobTest {
    @Test
    void aServersTraceIsToldByItsFirstLine() {
        RestClientException answer =
                new RestClientException(
                        "[org.apache.flink.runtime.rest.NotFoundException: Job 3db5 not found\n"
                                + "\tat org.apache.flink.runtime.rest.Handler(Handler.java:99)\n]",
                        HttpResponseStatus.NOT_FOUND);

        assertThat(RemoteJob.wordsOf(answer))
                .isEqualTo("org.apache.flink.runtime.rest.NotFoundException: Job 3db5 not found");
    }

    @Test
    void silenceIsToldAsSuch() {
        assertThat(RemoteJob.wordsOf(new TimeoutException())).isEqualTo("no answer");
    }
}
