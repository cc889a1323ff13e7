package io.recon.simulator;

import io.recon.simulator.oracle.Heard;
import io.recon.simulator.story.Fact;

/** What becomes of something that comes after its day's retention. */
final class TooLate {
    private TooLate() {}

    /** A snapshot's row, or an update of a row that was paid before that, is only counted. */
    static boolean goesToTheDeadLetter(Heard one) {
        boolean isOnlyCounted =
                one.fact() instanceof Fact.Order order
                        && (order.op().equals("r")
                                || (order.op().equals("u")
                                        && one.row() != null
                                        && one.row().paidAt() != null));
        return !isOnlyCounted;
    }

    /** What the dead letter tells of it: an order's key, or a line's place. */
    static String text(Heard one) {
        if (one.fact() instanceof Fact.Order) {
            return "order " + one.key();
        }
        Fact.Line line =
                one.fact() instanceof Fact.Retraction retraction
                        ? retraction.line()
                        : (Fact.Line) one.fact();
        Fact.Place place = line.place();
        return "line " + place.day().toEpochDay() + "/" + place.file() + ":" + place.line();
    }
}
