package io.recon.job.topology;

import io.recon.model.alert.Alert;
import io.recon.model.day.DayChange;
import io.recon.udf.alert.AlertsOfResults;
import io.recon.udf.alert.FoldAlerts;
import io.recon.udf.alert.StampAlerts;
import io.recon.udf.alert.WatchDays;
import io.recon.udf.day.TellClosedDays;
import io.recon.udf.day.TellDayReports;
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
 *          |
 *          +--------> reports of days --+
 *     progress -----> closed days ------+----------------------> days
 * </pre>
 */
public final class DaysAndAlerts {
    private DaysAndAlerts() {}

    /** Every change of a business day, of all channels. */
    public static DataStream<DayChange> days(Outputs outputs, List<Branch> branches) {
        DataStream<DayChange> days =
                outputs.bills()
                        .reports()
                        .process(new TellDayReports(), DomainTypes.DAY_CHANGE)
                        .name("reports of days")
                        .uid("day-reports");
        for (Branch branch : branches) {
            String channel = branch.channel();
            days =
                    days.union(
                            outputs.progress()
                                    .get(channel)
                                    .transform(
                                            "closed days of " + channel,
                                            DomainTypes.DAY_CHANGE,
                                            new TellClosedDays(
                                                    channel, branch.zone(), branch.cutOff()))
                                    .uid("closed-days-" + channel)
                                    .setParallelism(1));
        }
        return days;
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
