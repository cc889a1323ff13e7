package io.recon.job.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.reconcile.Policy;
import io.recon.udf.reconcile.AtEnd;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class ReconciliationTopologyTest {
    @Test
    void everyOperatorHasAnUidThatNamesItsChannel() {
        TreeSet<String> uids = new TreeSet<>();
        for (StreamNode node : graph("alipay", "wechat").getStreamNodes()) {
            assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
            uids.add(node.getTransformationUID());
        }

        assertThat(uids)
                .containsExactly(
                        "adjusted-lines",
                        "bill-lines-alipay",
                        "bill-lines-wechat",
                        "bills",
                        "bills-alipay",
                        "bills-wechat",
                        "dead-letters",
                        "late-lines-alipay",
                        "late-lines-wechat",
                        "ledger",
                        "orders",
                        "orders-by-channel",
                        "reconcile-alipay",
                        "reconcile-wechat",
                        "results",
                        "statistics",
                        "statistics-out");
    }

    @Test
    void anOperatorWithoutAnUidStopsTheBuildOfTheGraph() {
        StreamExecutionEnvironment environment = environment();
        environment.fromSequence(1, 2).sinkTo(new DiscardingSink<>());

        assertThatThrownBy(environment::getStreamGraph)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("UID");
    }

    @Test
    void nothingOnTheWireOrInAKeyGoesThroughKryo() {
        for (StreamNode node : graph("alipay").getStreamNodes()) {
            Stream<TypeSerializer<?>> serializers =
                    Stream.concat(
                            Arrays.stream(node.getTypeSerializersIn()),
                            Stream.of(node.getTypeSerializerOut(), node.getStateKeySerializer()));
            assertThat(serializers)
                    .as(node.getOperatorName())
                    .noneMatch(KryoSerializer.class::isInstance);
        }
    }

    private static StreamGraph graph(String... channels) {
        StreamExecutionEnvironment environment = environment();
        ReconciliationTopology.build(
                environment,
                new TestingSource<>(),
                WatermarkStrategy.noWatermarks(),
                Stream.of(channels).map(ReconciliationTopologyTest::branch).toList(),
                AtEnd.LEAVE_UNDECIDED,
                new Sinks(
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>()));
        return environment.getStreamGraph();
    }

    private static Branch branch(String channel) {
        return new Branch(
                channel,
                ZoneOffset.UTC,
                LocalTime.MIDNIGHT,
                Policy.DEFAULT,
                new TestingSource<>(),
                0);
    }

    private static StreamExecutionEnvironment environment() {
        Configuration shared =
                GlobalConfiguration.loadConfiguration(Path.of("..", "flink-conf").toString());
        return StreamExecutionEnvironment.getExecutionEnvironment(shared);
    }
}
