package io.recon.connectors.alert;

import io.recon.model.day.DayChange;
import java.io.IOException;
import java.time.LocalDate;

/** What became of a day. */
final class DayChangeForm implements JsonForm<DayChange> {
    private static final long serialVersionUID = 1L;

    @Override
    public String key(DayChange change) {
        return change.channel() + '/' + LocalDate.ofEpochDay(change.day());
    }

    @Override
    public void write(DayChange change, JsonFields json) throws IOException {
        json.text("channel", change.channel())
                .day("day", change.day())
                .text("status", change.state().name())
                .text("reason", change.reason())
                .instant("changed_at", change.atMs());
    }
}
