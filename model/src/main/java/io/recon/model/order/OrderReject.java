package io.recon.model.order;

/**
 * A CDC event that could not be read or came too late, for the dead letter.
 *
 * @param source where it stood: a file's name or a topic and partition
 * @param position the line in the file from 1, or the offset
 * @param reason why, in one sentence that names the field and its value
 * @param raw the event as it came, shortened; empty where it is no longer at hand
 */
public record OrderReject(String source, long position, String reason, String raw)
        implements OrderRecord {}
