package io.recon.local.stack;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/**
 * What a child JVM starts with: it runs the main class that its first argument names, with the
 * other arguments, and ends when its standard input does, that is when its parent is gone however
 * it went. It needs the JDK alone, as it stands on class paths that are not ours.
 */
final class ChildMain {
    /** How long the server may take to end in order. */
    private static final long GRACE_MS = 10_000;

    private ChildMain() {}

    /** Runs the main class. */
    public static void main(String[] arguments) throws Throwable {
        Thread watch = new Thread(ChildMain::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        MethodHandles.publicLookup()
                .findStatic(
                        Class.forName(arguments[0]),
                        "main",
                        MethodType.methodType(void.class, String[].class))
                .invoke(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Thread exit = new Thread(() -> System.exit(0), "parent-gone");
        exit.start();
        try {
            exit.join(GRACE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
