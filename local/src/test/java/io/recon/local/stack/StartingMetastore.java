package io.recon.local.stack;

import java.nio.file.Path;

/** A program that starts a metastore, tells its address and its process, and waits to be killed. */
final class StartingMetastore {
    private StartingMetastore() {}

    public static void main(String[] arguments) throws Exception {
        LocalMetastore metastore = LocalMetastore.start(Path.of(arguments[0]), 0);
        System.out.println(metastore.uri() + " " + metastore.pid());
        Thread.currentThread().join();
    }
}
