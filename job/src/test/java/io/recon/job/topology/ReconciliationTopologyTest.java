package io.recon.job.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.reconcile.Policy;
import io.recon.udf.reconcile.AtEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
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
            if (!node.getTransformationUID().startsWith("out-")) {
                uids.add(node.getTransformationUID());
            }
        }

        assertThat(uids)
                .containsExactly(
                        "bill-lines-alipay",
                        "bill-lines-wechat",
                        "bills-alipay",
                        "bills-wechat",
                        "breaks",
                        "conservation",
                        "days-alipay",
                        "days-wechat",
                        "fold-alerts",
                        "late-lines-alipay",
                        "late-lines-wechat",
                        "orders",
                        "orders-by-channel",
                        "reconcile-alipay",
                        "reconcile-wechat",
                        "stamp-alerts",
                        "statistics",
                        "watch-days");
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
        List<Branch> branches =
                Stream.of(channels).map(ReconciliationTopologyTest::branch).toList();
        Outputs outputs =
                ReconciliationTopology.build(
                        environment,
                        new OrderInput(new TestingSource<>(), WatermarkStrategy.noWatermarks(), 1),
                        branches,
                        AtEnd.KEEP_WAITING);
        discard("results", outputs.results());
        discard("statistics", outputs.statistics());
        discard("orders", outputs.orders().changes());
        discard("order-rejects", outputs.orders().rejects());
        discard("lines", outputs.bills().lines());
        discard("reports", outputs.bills().reports());
        discard("adjusted-lines", outputs.bills().adjustedLines());
        Conservation.prove(outputs, branches);
        discard("days", DaysAndAlerts.days(outputs, branches));
        discard("alerts", DaysAndAlerts.alerts(outputs, 100, Duration.ofDays(1)));
        return environment.getStreamGraph();
    }

    private static void discard(String name, DataStream<?> stream) {
        stream.sinkTo(new DiscardingSink<>()).name(name).uid("out-" + name);
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
