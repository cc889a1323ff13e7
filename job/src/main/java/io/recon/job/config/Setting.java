package io.recon.job.config;

/**
 * The value of an option.
 *
 * @param shown the value as text, secrets masked
 * @param line where its key stands; 0 for a default
 */
record Setting<T>(T value, String shown, int line) {
    @Override
    public String toString() {
        return shown;
    }
}
