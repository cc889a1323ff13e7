package io.recon.connectors.hive;

import io.recon.model.day.DayChange;

/** What became of every channel's days, and when. */
final class DayTable {
    static final String NAME = "recon_day";

    private static final TableDefinition<DayChange> DEFINITION =
            TableDefinition.<DayChange>named(
                            NAME, "What became of every channel's days: a row for each change")
                    .text("channel", "the channel's configured name", DayChange::channel)
                    .day("day", "the business day", DayChange::day)
                    .text(
                            "status",
                            "OPEN, HELD, ACCEPTED or CLOSED",
                            change -> change.state().name())
                    .text("reason", "why, in a sentence; may be empty", DayChange::reason)
                    .instant("changed_at", "when it became so", DayChange::atMs)
                    .run()
                    .byDay("the business day", (change, context) -> change.day())
                    .build();

    private DayTable() {}

    static TableDefinition<DayChange> definition() {
        return DEFINITION;
    }
}
