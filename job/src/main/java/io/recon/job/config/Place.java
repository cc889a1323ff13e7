package io.recon.job.config;

import io.recon.connectors.config.Quoted;

/**
 * Where a value stands.
 *
 * @param path its keys, joined with dots; empty for the whole file
 * @param line of its key, from 1
 */
record Place(String path, int line) {
    /** The place of a key or element below this one. */
    Place child(String key, int childLine) {
        String shown = Quoted.plain(key, 100);
        return new Place(path.isEmpty() ? shown : path + "." + shown, childLine);
    }
}
