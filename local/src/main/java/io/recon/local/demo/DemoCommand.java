package io.recon.local.demo;

import io.recon.local.ExitCode;
import io.recon.local.Message;
import io.recon.local.UsageException;
import io.recon.local.output.WorkDirectory;
import io.recon.local.run.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/recon demo}: the whole engine on this machine, with nothing installed before. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays a few days through the continuous job: a real Kafka broker, a real Hive"
                    + " metastore and Flink, all on this machine.",
            "Checks results, statistics and alerts against what was planted, and cleans up."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything came out as it was planted",
            "1:it did not, or something failed",
            "2:wrong usage"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int MOST_TRANSACTIONS = 1_000_000;
    private static final int MOST_PARALLELISM = 2;

    @Spec private CommandSpec spec;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "Where everything is kept: a directory that is empty or absent (default: a"
                            + " temporary one).")
    private Path directory;

    @Option(
            names = "--keep",
            description =
                    "Leave everything running when it is done, until interrupted; what is in the"
                            + " directory stays.")
    private boolean keep;

    @Option(
            names = "--transactions",
            paramLabel = "N",
            description = "How many transactions are planted (default: ${DEFAULT-VALUE}).")
    private int transactions = 1_200;

    @Override
    public Integer call() throws Exception {
        Path own = makeDirectory();
        Timeline timeline = new Timeline(spec.commandLine().getOut());
        Demo demo = new Demo(own, timeline);
        Thread atExit = new Thread(() -> end(demo, own), "end of the demo");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            RunLog.open(own.resolve("recon.yaml"));
            return play(demo, own, timeline);
        } finally {
            end(demo, own);
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private Path makeDirectory() throws UsageException, IOException {
        if (transactions < 1 || transactions > MOST_TRANSACTIONS) {
            throw new UsageException(
                    "--transactions " + transactions + ": must be from 1 to " + MOST_TRANSACTIONS);
        }
        if (directory == null) {
            return Files.createTempDirectory("recon-demo-");
        }
        Path own = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(own);
            try (Stream<Path> entries = Files.list(own)) {
                if (entries.findAny().isPresent()) {
                    throw new UsageException(
                            "--dir " + directory + ": is not empty; the demo begins with nothing");
                }
            }
        } catch (IOException e) {
            throw new UsageException(
                    "--dir " + directory + ": cannot be made or listed: " + e.getMessage());
        }
        return own;
    }

    private int play(Demo demo, Path own, Timeline timeline) throws Exception {
        int parallelism = Math.min(MOST_PARALLELISM, Runtime.getRuntime().availableProcessors());
        News news = demo.play(transactions, parallelism);
        Path out = own.resolve("export");
        List<String> problems = new DemoCheck(demo, out, timeline).problems(news);
        timeline.show(new Exported(out).table());
        problems.forEach(problem -> Message.print(spec.commandLine().getErr(), problem));
        if (problems.isEmpty()) {
            timeline.tell("everything came out as it was planted");
        }
        if (keep) {
            tellWhereToLook(demo, own, timeline);
            new CountDownLatch(1).await();
        }
        return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void tellWhereToLook(Demo demo, Path own, Timeline timeline) {
        timeline.tell("everything goes on running, until interrupted (Ctrl-C)");
        timeline.tell("  Flink's web page  " + demo.job().webAddress());
        timeline.tell("  Kafka             " + demo.stack().broker().bootstrapServers());
        timeline.tell("  Hive metastore    " + demo.stack().metastore().uri());
        timeline.tell("  configuration     " + demo.configFile());
        timeline.tell("  results           " + own.resolve("export"));
    }

    private void end(Demo demo, Path own) {
        demo.close();
        if (!keep) {
            WorkDirectory.deleteAll(own);
        }
    }
}
