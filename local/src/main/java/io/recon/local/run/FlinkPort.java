package io.recon.local.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds a port for Flink's web page. */
final class FlinkPort {
    /** Flink's usual one, which people try first. */
    private static final int USUAL = 8081;

    private static final int TRIED = 100;

    private FlinkPort() {}

    /** The usual port of the loopback address, or the next one that nobody listens on. */
    static int free() throws IOException {
        for (int port = USUAL; port < USUAL + TRIED; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException e) {
                // In use.
            }
        }
        throw new IOException(
                "no port for Flink's web page: all from %d to %d are in use"
                        .formatted(USUAL, USUAL + TRIED - 1));
    }
}
