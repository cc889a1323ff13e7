package io.recon.simulator.engine;

import io.recon.model.bill.BillRecord;
import io.recon.model.order.OrderEvent;
import io.recon.simulator.story.Key;

/**
 * One channel's reconciliation. Everything that is asked of it may be followed by work that is not
 * done at once; {@code pace} says how much of that is done before it returns.
 */
public interface Reconciliation extends AutoCloseable {
    /** A checkpoint of all subtasks. */
    interface Checkpoint {}

    /** How many subtasks there are. */
    int parallelism();

    /** Which subtask has a transaction. */
    int subtaskOf(Key key);

    /** A change of an order. */
    void order(OrderEvent.Change change, int pace) throws Exception;

    /** A line or a retraction. */
    void bill(BillRecord record, int pace) throws Exception;

    /** One subtask's watermark of the orders. */
    void ordersTo(int subtask, long watermarkMs, int pace) throws Exception;

    /** One subtask's watermark of the bills. */
    void billsTo(int subtask, long watermarkMs, int pace) throws Exception;

    /** Emits what was added up, and takes a checkpoint. */
    Checkpoint snapshot() throws Exception;

    /** Forgets everything and goes on from a checkpoint, or from nothing. */
    void restore(Checkpoint checkpoint, int parallelism) throws Exception;

    /** Does all that is still to be done. */
    void settle() throws Exception;

    /** Whether nothing is still to be done. */
    boolean isSettled();

    /** Ends both inputs. */
    void finish() throws Exception;

    /** How many transactions of a subtask wait for a close, as of the last checkpoint. */
    int waiting(int subtask);

    @Override
    void close() throws Exception;
}
