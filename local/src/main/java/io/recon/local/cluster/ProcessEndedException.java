package io.recon.local.cluster;

import java.io.IOException;

/** A process of a cluster has ended though nobody killed it: asking again is of no use. */
public final class ProcessEndedException extends IOException {
    private static final long serialVersionUID = 1;

    public ProcessEndedException(String message) {
        super(message);
    }
}
