package io.recon.local.status;

import io.recon.job.config.ChannelConfig;
import io.recon.job.config.ReconConfig;
import io.recon.local.ArgumentCheck;
import io.recon.local.ExitCode;
import io.recon.local.Message;
import io.recon.local.flink.FlinkJobs;
import io.recon.local.flink.FlinkRest;
import io.recon.local.run.CheckpointedRuns;
import io.recon.local.run.JobAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/recon status}: what each channel's open day waits for. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says how far each channel is: the open day and what it waits for, days closed and",
            "held, what waits, and how far orders and bills are read.",
            "Where no job runs it says what was told last, and what lies in the landing directory."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the job runs, and everything could be found out",
            "1:no job runs, checkpoints are late, or something could not be found out; it is told",
            "2:wrong usage or configuration"
        })
public final class StatusCommand implements Callable<Integer> {
    private static final String FLINK = "--flink";

    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The recon.yaml that the job was started with.")
    private Path configFile;

    @Option(
            names = FLINK,
            paramLabel = "URL",
            description =
                    "Where the job's Flink answers, for example http://localhost:8081 (default: as"
                            + " noted in the directory of checkpoints by a run on this machine).")
    private String flink;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final List<String> problems = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        ArgumentCheck check = new ArgumentCheck();
        Optional<ReconConfig> read = check.config(configFile);
        read.ifPresent(check::kafka);
        Optional<URI> address = flink == null ? Optional.empty() : check.flink(FLINK, flink);
        check.end();

        ReconConfig config = read.orElseThrow();
        StatusReport report = report(config, address, Clock.systemUTC());
        PrintWriter errors = spec.commandLine().getErr();
        problems.forEach(problem -> Message.print(errors, problem));
        errors.flush();
        PrintWriter console = spec.commandLine().getOut();
        if (json) {
            StatusJson.print(report, console);
        } else {
            StatusText.print(report, console);
        }
        return report.jobRuns() && problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private StatusReport report(ReconConfig config, Optional<URI> address, Clock clock)
            throws InterruptedException {
        Optional<JobFacts> job = job(config, address);
        job.flatMap(
                        facts ->
                                CheckpointAge.problem(
                                        facts, config.checkpoints().interval(), clock.millis()))
                .ifPresent(problems::add);
        DaysTold days = days(config);
        List<ChannelStatus> channels = new ArrayList<>();
        org.apache.flink.core.fs.Path landing = new org.apache.flink.core.fs.Path(config.landing());
        for (ChannelConfig channel : config.channels().values()) {
            ChannelMetrics metrics =
                    job.map(facts -> facts.of(channel.name())).orElse(ChannelMetrics.NONE);
            channels.add(
                    new ChannelQuestion(channel, days.of(channel.name()), metrics, problems::add)
                            .answer(landing, clock.millis()));
        }
        return new StatusReport(clock.millis(), job, channels);
    }

    private Optional<JobFacts> job(ReconConfig config, Optional<URI> address)
            throws InterruptedException {
        try {
            if (address.isPresent()) {
                Optional<String> id = FlinkJobs.find(new FlinkRest(address.get()));
                return id.isEmpty()
                        ? Optional.empty()
                        : Optional.of(question(config, address.get()).ask(id.get()));
            }
            Optional<JobAddress> noted =
                    new CheckpointedRuns(config.checkpoints().directory()).job();
            return noted.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            question(config, URI.create(noted.get().flink()))
                                    .ask(noted.get().id()));
        } catch (IOException | IllegalArgumentException e) {
            problems.add((address.isPresent() ? FLINK : "checkpoints") + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static JobQuestion question(ReconConfig config, URI address) {
        return new JobQuestion(new FlinkRest(address), config.channels().keySet());
    }

    private DaysTold days(ReconConfig config) throws InterruptedException {
        try {
            DaysTold days = DaysTold.read(config);
            if (days.foreign() > 0) {
                problems.add(
                        "topics.days: "
                                + days.foreign()
                                + " messages of topic "
                                + config.topics().days()
                                + " are none of the engine's");
            }
            return days;
        } catch (IOException e) {
            problems.add("platform.kafka: " + e.getMessage());
            return DaysTold.nothing();
        }
    }
}
