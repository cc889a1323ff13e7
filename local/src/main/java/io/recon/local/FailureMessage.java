package io.recon.local;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;

/** Finds the words in which a failed run tells its user what happened. */
public final class FailureMessage {
    /** As the C library says it; Java has no exception of its own for it. */
    private static final List<String> OUT_OF_SPACE =
            List.of("No space left on device", "Disk quota exceeded");

    /** Failures may be their own causes. */
    private static final int MOST_DEPTH = 50;

    private FailureMessage() {}

    /**
     * The message of the first failure that is not only Flink's word for another one, and that of
     * its cause where it says more.
     */
    public static String of(Throwable failure) {
        Throwable telling = failure;
        while (telling.getCause() != null && isWrapping(telling)) {
            telling = telling.getCause();
        }
        String message = wordsOf(telling);
        Throwable cause = telling.getCause();
        boolean saysMore =
                cause != null
                        && cause.getMessage() != null
                        && !message.contains(cause.getMessage());
        return saysMore ? message + ": " + wordsOf(cause) : message;
    }

    /**
     * Whether something failed since a disk is full. Flink tells that among the causes of its own
     * failures, or beside those of other attempts.
     */
    public static boolean isOutOfSpace(Throwable failure) {
        return isOutOfSpace(failure, 0);
    }

    private static boolean isOutOfSpace(Throwable failure, int depth) {
        if (failure == null || depth == MOST_DEPTH) {
            return false;
        }
        String message = String.valueOf(failure.getMessage());
        return OUT_OF_SPACE.stream().anyMatch(message::contains)
                || isOutOfSpace(failure.getCause(), depth + 1)
                || Arrays.stream(failure.getSuppressed())
                        .anyMatch(suppressed -> isOutOfSpace(suppressed, depth + 1));
    }

    private static boolean isWrapping(Throwable failure) {
        String type = failure.getClass().getName();
        return type.startsWith("org.apache.flink.")
                || type.startsWith("java.util.concurrent.")
                || failure.getClass() == RuntimeException.class;
    }

    private static String wordsOf(Throwable failure) {
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be used by this user";
        }
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        // Of an exception that names only a file, the class says what is wrong with it.
        return failure.getMessage() == null || failure instanceof FileSystemException
                ? failure.toString()
                : failure.getMessage();
    }
}
