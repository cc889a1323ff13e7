package io.recon.job.config;

/**
 * The text of a value.
 *
 * @param value with its references resolved; never to be shown if {@link #isSecret()}
 * @param written as it stands in the file
 * @param shown as written, with {@code ***} for every reference
 */
record ResolvedText(String value, String written, String shown) {
    /** Whether parts of the value come from elsewhere and may not be shown. */
    boolean isSecret() {
        return !written.equals(shown);
    }

    @Override
    public String toString() {
        return shown;
    }
}
