package io.recon.connectors.hive;

/** How far the daily tasks have come. The collection of bills, which is not here yet, writes it. */
final class TaskTable {
    static final String NAME = "recon_task";

    /**
     * A change of a task's state.
     *
     * @param day the bill day, epoch days
     * @param attempt from 1
     * @param atMs when, epoch milliseconds
     */
    record TaskChange(
            String channel, int day, String state, int attempt, String reason, long atMs) {}

    private static final TableDefinition<TaskChange> DEFINITION =
            TableDefinition.<TaskChange>named(
                            NAME, "How far the daily tasks have come: a row for each change")
                    .text("channel", "the channel's configured name", TaskChange::channel)
                    .day("day", "the bill day that the task is for", TaskChange::day)
                    .text("state", "the task's state from now on", TaskChange::state)
                    .smallNumber("attempt", "from 1", TaskChange::attempt)
                    .text("reason", "why, in a sentence; may be empty", TaskChange::reason)
                    .instant("changed_at", "when it became so", TaskChange::atMs)
                    .run()
                    .byDay("the bill day", (change, context) -> change.day())
                    .build();

    private TaskTable() {}

    static TableDefinition<TaskChange> definition() {
        return DEFINITION;
    }
}
