package io.recon.udf.alert;

import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertRules;
import io.recon.model.reconcile.ResultChange;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Picks the changes of results that people are told of. */
public final class AlertsOfResults implements FlatMapFunction<ResultChange, Alert.OfResult> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(ResultChange change, Collector<Alert.OfResult> out) {
        AlertRules.of(change).ifPresent(out::collect);
    }
}
