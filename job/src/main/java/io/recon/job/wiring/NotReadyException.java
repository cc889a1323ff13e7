package io.recon.job.wiring;

import java.util.List;

/**
 * A job cannot run until its user has mended something: each problem is one line that names the
 * thing and says what would be right.
 */
public final class NotReadyException extends Exception {
    private final List<String> problems;

    public NotReadyException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public NotReadyException(String problem) {
        this(List.of(problem));
    }

    public List<String> problems() {
        return problems;
    }
}
