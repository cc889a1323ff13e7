package io.recon.local;

/** What the commands' exit codes mean. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;

    /** Failed. */
    public static final int FAILED = 1;

    /** Wrong usage or configuration. */
    public static final int USAGE = 2;

    /** Done, there are breaks, and the user asked to be told so. */
    public static final int BREAKS = 3;

    /** Done, but a day is held or absent. */
    public static final int HELD = 4;

    private ExitCode() {}
}
