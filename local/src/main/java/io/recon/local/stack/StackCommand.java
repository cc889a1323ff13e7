package io.recon.local.stack;

import io.recon.job.config.ConfigException;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import io.recon.job.wiring.KafkaSources;
import io.recon.local.ExitCode;
import io.recon.local.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/recon stack}: what the continuous job needs around it, on this machine. */
@Command(
        name = "stack",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a Kafka broker and a Hive metastore to develop against, until it is"
                    + " interrupted.",
            "What they were given stays in the directory, and is there at the next start."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"1:a server did not start, or ended", "2:wrong usage"})
public final class StackCommand implements Callable<Integer> {
    private static final int ORDER_PARTITIONS = 4;
    private static final int LOOK_MS = 500;

    @Spec private CommandSpec spec;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where everything is kept (default: recon-stack in this directory).")
    private Path directory = Path.of("recon-stack");

    @Override
    public Integer call() throws Exception {
        Path own = directory.toAbsolutePath().normalize();
        if (Files.exists(own) && !Files.isDirectory(own)) {
            throw new UsageException("--dir " + directory + ": is a file, a directory is needed");
        }
        try {
            Files.createDirectories(own.resolve("landing"));
        } catch (IOException e) {
            throw new UsageException(
                    "--dir " + directory + ": cannot be made or written: " + e.getMessage());
        }
        try (LocalStack stack = LocalStack.start(own)) {
            ReconConfig config = configure(own, stack);
            KafkaTopics.create(
                    KafkaSources.settings(config).client(),
                    KafkaTopics.of(config, ORDER_PARTITIONS));
            tell(own, stack);
            awaitEndOf(stack);
        }
        return ExitCode.FAILED;
    }

    /** A configuration that is there is the user's own, and stays. */
    private static ReconConfig configure(Path own, LocalStack stack)
            throws IOException, UsageException {
        Path file = own.resolve("recon.yaml");
        if (!Files.exists(file)) {
            Files.writeString(file, StackConfig.text(stack), StandardCharsets.UTF_8);
        }
        try {
            return new ReconConfigReader(System.getenv()).read(file);
        } catch (ConfigException e) {
            throw new UsageException(
                    e.problems().stream().map(problem -> file + ": " + problem).toList());
        }
    }

    private void tell(Path own, LocalStack stack) {
        PrintWriter console = spec.commandLine().getOut();
        console.println("Kafka:          " + stack.broker().bootstrapServers());
        console.println("Hive metastore: " + stack.metastore().uri());
        console.println("configuration:  " + own.resolve("recon.yaml"));
        console.println("bills go to:    " + own.resolve("landing"));
        console.println("ready");
        console.flush();
    }

    private static void awaitEndOf(LocalStack stack) throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (!never.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
            if (!stack.broker().isAlive()) {
                throw new IOException("the local broker ended; its log says why");
            }
            if (!stack.metastore().isAlive()) {
                throw new IOException("the local metastore ended; its log says why");
            }
        }
    }
}
