package io.recon.job.topology;

import io.recon.model.alert.Alert;
import io.recon.model.day.DayChange;
import io.recon.udf.alert.AlertsOfResults;
import io.recon.udf.alert.FoldAlerts;
import io.recon.udf.alert.StampAlerts;
import io.recon.udf.alert.WatchDays;
import io.recon.udf.day.TellDays;
import io.recon.udf.type.DomainTypes;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What people are told while a job runs that never ends.
 *
 * <pre>
 *     results ------> breaks ----> fold storms --+
 *                                                +--> stamp ---> alerts
 *     bill reports -> wrong files, waiting days -+
 *
 *     a channel's bill reports -+
 *                               +--> days of the channel ------> days
 *     a channel's progress -----+
 * </pre>
 */
public final class DaysAndAlerts {
    private DaysAndAlerts() {}

    /** Every change of a business day, of all channels; those of one day keep their order. */
    public static DataStream<DayChange> days(Outputs outputs, List<Branch> branches) {
        return branches.stream()
                .map(branch -> daysOf(branch, outputs.days().get(branch.channel())))
                .reduce(DataStream::union)
                .orElseThrow();
    }

    private static DataStream<DayChange> daysOf(Branch branch, Outputs.Days days) {
        String channel = branch.channel();
        return days.progress()
                .connect(days.reports())
                .transform(
                        "days of " + channel,
                        DomainTypes.DAY_CHANGE,
                        new TellDays(channel, branch.zone(), branch.cutOff()))
                .uid(ChannelOperator.DAYS.uid(channel))
                .setParallelism(1);
    }

    /**
     * Every alert, in one subtask, so that what a recovery voids comes before the word of it.
     *
     * @param foldAfter how many alerts of one channel, day and outcome pass one by one
     * @param timeToLive after what time without an alert a group of them is forgotten
     */
    public static DataStream<Alert.Told> alerts(
            Outputs outputs, int foldAfter, Duration timeToLive) {
        DataStream<Alert> ofResults =
                outputs.results()
                        .flatMap(new AlertsOfResults(), DomainTypes.RESULT_ALERT)
                        .name("breaks")
                        .uid("breaks")
                        .keyBy(FoldAlerts.KEY, Types.STRING)
                        .process(new FoldAlerts(foldAfter, timeToLive), DomainTypes.ALERT)
                        .name("fold alerts")
                        .uid("fold-alerts");
        DataStream<Alert> ofBills =
                outputs.bills()
                        .reports()
                        .keyBy(WatchDays.KEY, Types.STRING)
                        .process(new WatchDays(), DomainTypes.ALERT)
                        .name("watch days")
                        .uid("watch-days");
        return ofResults
                .union(ofBills)
                .transform("stamp alerts", DomainTypes.TOLD_ALERT, new StampAlerts())
                .uid("stamp-alerts")
                .setParallelism(1);
    }
}
