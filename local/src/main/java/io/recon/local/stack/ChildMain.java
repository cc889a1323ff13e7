package io.recon.local.stack;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * What a child JVM starts with: it runs the main class that its first argument names, with the
 * other arguments, and ends when its standard input does, that is when its parent is gone however
 * it went. It needs the JDK alone, as it stands on class paths that are not ours.
 */
final class ChildMain {
    /** How long the server may take to end in order. */
    private static final long GRACE_MS = 10_000;

    /** Relative: a path may hold what parts a class path. */
    private static final String COPY = ".child";

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

    /**
     * Copies this class into a directory: the child is to see nothing else of ours. Several
     * children may run in the same directory.
     *
     * @return the entry of a class path, for a JVM that runs in the directory
     */
    static String copiedTo(Path directory) throws IOException {
        Path classes = directory.resolve(COPY);
        String name = ChildMain.class.getName().replace('.', '/') + ".class";
        Path file = classes.resolve(name);
        Files.createDirectories(file.getParent());
        Path copy = Files.createTempFile(file.getParent(), "copy", "");
        try (InputStream in = ChildMain.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(
                    requireNonNull(in, "ChildMain as a file"),
                    copy,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
        return COPY;
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
