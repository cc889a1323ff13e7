package io.recon.job.config;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A directory with a {@code recon.yaml} and what stands beside it. */
record TestingConfigDirectory(Path path, Map<String, String> environment) {
    static final Set<String> BUILT_IN =
            Set.of(
                    "alipay-trade",
                    "wechat-trade",
                    "unionpay-zm",
                    "stripe-balance",
                    "adyen-settlement");

    /** The shortest file that is right. */
    static final String SHORTEST =
            """
            channels:
              alipay:
                format: alipay-trade
                zone: Asia/Shanghai
            """;

    TestingConfigDirectory(Path path) {
        this(path, Map.of());
    }

    Path file() {
        return path.resolve("recon.yaml");
    }

    TestingConfigDirectory with(String name, byte[] content) {
        try {
            Files.createDirectories(path.resolve(name).getParent());
            Files.write(path.resolve(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestingConfigDirectory with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    ReconConfig read(String text) throws ConfigException {
        with("recon.yaml", text);
        return read();
    }

    ReconConfig read() throws ConfigException {
        return new ReconConfigReader(environment, BUILT_IN).read(file());
    }

    /** The lines that a command would print, without the directory. */
    List<String> problemsOf(String text) {
        with("recon.yaml", text);
        return problems();
    }

    List<String> problems() {
        try {
            return fail("no problem found in %s", read());
        } catch (ConfigException e) {
            return e.problems().stream()
                    .map(problem -> problem.toString().replace(path + "/", ""))
                    .toList();
        }
    }
}
