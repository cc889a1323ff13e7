package io.recon.local;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Finds the words in which a failed run tells its user what happened. */
public final class FailureMessage {
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
