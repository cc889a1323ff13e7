package io.recon.local;

import java.util.List;

/**
 * The user gave something wrong: a file that is not there, a configuration that does not hold. Each
 * problem is one line that names the thing and says what would be right; the exit code is 2.
 */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public UsageException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public UsageException(String problem) {
        this(List.of(problem));
    }

    public List<String> problems() {
        return problems;
    }
}
