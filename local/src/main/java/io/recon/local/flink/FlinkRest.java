package io.recon.local.flink;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recon.connectors.config.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Flink's REST interface, asked for JSON. An answer is bounded in time and size, and no redirect is
 * followed. Every failure is an {@link IOException} of one line that names the address.
 */
public final class FlinkRest {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_CHARS = 300;
    private static final int HUNDRED = 100;
    private static final int SUCCESS = 2;

    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(ANSWER)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final ObjectMapper json =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /**
     * @param address {@code http://host:port}; a path may follow, where a proxy stands before Flink
     */
    public FlinkRest(URI address) {
        this.address = address;
    }

    public URI address() {
        return address;
    }

    /**
     * What stands under a path, which begins with a slash.
     *
     * @throws IOException if nobody answers there, or something else than JSON comes
     */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return answer(path, request(path).build());
    }

    /**
     * What is answered to an object that is sent to a path, which begins with a slash.
     *
     * @throws IOException likewise
     */
    public JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
        return answer(
                path,
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        String base = address.toString();
        URI uri =
                URI.create(
                        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
        return HttpRequest.newBuilder(uri).timeout(ANSWER).header("Accept", "application/json");
    }

    private JsonNode answer(String path, HttpRequest request)
            throws IOException, InterruptedException {
        CompletableFuture<byte[]> body =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                        .thenApplyAsync(this::bodyOf);
        try {
            return json.readTree(body.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            body.cancel(true);
            throw failed(path, "no answer within " + ANSWER.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw failed(path, reasonOf(e.getCause()), e);
        } catch (IOException e) {
            throw failed(path, "the answer is no JSON", e);
        }
    }

    private byte[] bodyOf(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (response.statusCode() / HUNDRED != SUCCESS) {
                throw new IOException(
                        "the answer has status " + response.statusCode() + errorOf(bytes));
            }
            if (bytes.length > MOST_BYTES) {
                throw new IOException("the answer is longer than " + MOST_BYTES + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Flink says what is wrong as JSON, at times with a whole trace; another server does not. */
    private String errorOf(byte[] body) {
        try {
            String error = json.readTree(body).path("errors").path(0).asText();
            return error.lines().findFirst().map(line -> ": " + line).orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static String reasonOf(Throwable failure) {
        Throwable telling = failure;
        while (telling.getCause() != null && telling.getCause() != telling) {
            if (telling instanceof ConnectException) {
                return "nobody answers";
            }
            telling = telling.getCause();
        }
        if (telling instanceof ConnectException || telling.getMessage() == null) {
            return "nobody answers";
        }
        return Quoted.plain(telling.getMessage(), MOST_CHARS);
    }

    private IOException failed(String path, String reason, Exception cause) {
        return new IOException("Flink at " + address + path + ": " + reason, cause);
    }
}
