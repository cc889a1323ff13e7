package io.recon.connectors.order;

/** Where an event stands. Asked only when an event is rejected, so it may be costly to tell. */
public interface EventOrigin {
    /** The file's name, or the topic and partition. */
    String source();

    /** The line in the file from 1, or the offset. */
    long position();

    /** A place that is known beforehand. */
    static EventOrigin of(String source, long position) {
        return new EventOrigin() {
            @Override
            public String source() {
                return source;
            }

            @Override
            public long position() {
                return position;
            }
        };
    }
}
