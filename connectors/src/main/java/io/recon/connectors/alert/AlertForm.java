package io.recon.connectors.alert;

import io.recon.model.alert.Alert;
import io.recon.model.alert.Alert.FoldedSum;
import io.recon.model.alert.AlertPhase;
import java.io.IOException;

/** Alerts: what all have, and then what is special to each kind. */
final class AlertForm implements JsonForm<Alert.Told> {
    private static final long serialVersionUID = 1L;

    private final long run;

    /**
     * @param run the run that alerts: checkpoints are counted within it
     */
    AlertForm(long run) {
        this.run = run;
    }

    @Override
    public String key(Alert.Told told) {
        return told.alert().subject();
    }

    @Override
    public void write(Alert.Told told, JsonFields json) throws IOException {
        Alert alert = told.alert();
        if (alert instanceof Alert.OfResult result) {
            begin("RESULT", told, json);
            phase(result.phase(), json);
            ResultFields.write(result.change(), json);
        } else if (alert instanceof Alert.Folded folded) {
            begin("FOLDED", told, json);
            writeFolded(folded, json);
        } else if (alert instanceof Alert.OfDay day) {
            begin("DAY", told, json);
            phase(day.phase(), json);
            writeDay(day, json);
        } else if (alert instanceof Alert.OfFile file) {
            begin("FILE", told, json);
            json.text("channel", file.channel())
                    .day("day", file.report().day())
                    .text("file", file.report().file())
                    .text("error", file.report().error())
                    .text("detail", file.report().detail());
        } else if (alert instanceof Alert.Recovered) {
            begin("RECOVERED", told, json);
        } else {
            throw new IllegalStateException(alert.getClass() + " is an alert without a form");
        }
    }

    private void begin(String kind, Alert.Told told, JsonFields json) throws IOException {
        json.text("kind", kind)
                .number("run", run)
                .number("checkpoint", told.checkpoint())
                .text("message", AlertMessage.of(told.alert()));
    }

    private static void phase(AlertPhase phase, JsonFields json) throws IOException {
        json.text("phase", phase.name());
    }

    private static void writeFolded(Alert.Folded folded, JsonFields json) throws IOException {
        json.text("channel", folded.group().channel())
                .day("day", folded.group().day())
                .text("outcome", folded.group().outcome().name())
                .number("opened", folded.fold().opened())
                .number("changed", folded.fold().changed())
                .number("resolved", folded.fold().resolved())
                .beginList("sums");
        for (FoldedSum sum : folded.fold().sums()) {
            json.beginObject()
                    .text("currency", sum.currency())
                    .number("count", sum.count())
                    .number("amount", sum.amountMinor())
                    .endObject();
        }
        json.endList().beginList("samples");
        for (String sample : folded.fold().samples()) {
            json.element(sample);
        }
        json.endList();
    }

    private static void writeDay(Alert.OfDay day, JsonFields json) throws IOException {
        json.text("channel", day.channel())
                .day("day", day.report().day())
                .day("last_day", day.report().lastDay())
                .text("status", day.report().status().name())
                .text("reason", day.report().reason());
    }
}
