package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.ExitCode;
import io.recon.local.Home;
import io.recon.local.RunningRecon;
import io.recon.local.drill.JobNews;
import io.recon.local.run.SavepointStates.State;
import io.recon.local.stack.LocalStack;
import io.recon.model.codec.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps {@code docs/state.md} true: its tables list what a running job leaves in a savepoint. */
class StatePageITCase {
    private static final Path UIDS =
            Path.of("src", "test", "resources", "io", "recon", "local", "run", "uids.txt");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern CODEC = Pattern.compile("`(\\w+Codec)` (\\d+)");

    /** {@code `KafkaSourceEnumState`, version 2}, or {@code `BillSplitSerializer` 1}. */
    private static final Pattern VERSION =
            Pattern.compile("`(\\w+(?:Serializer|State))`,? (?:version )?(\\d+)");

    private static final String COMMITTER = "Sink Committer: ";

    /** What stands before the first and behind the last bar of a row counts too. */
    private static final int CELLS = 10;

    private static final int UID = 1;
    private static final int STATE = 2;
    private static final int KIND = 3;
    private static final int TYPE = 4;

    @TempDir private Path directory;

    /** What the page says of the type, by the place of each state. */
    private final Map<String, String> types = new TreeMap<>();

    private String page;
    private List<String> uids;

    @BeforeEach
    void readThePage() throws IOException {
        page = Files.readString(Home.resolve("docs/state.md"));
        uids = Files.readAllLines(UIDS).stream().filter(uid -> !uid.endsWith("-alipay")).toList();
        List<String> former = List.of();
        for (String line : page.lines().toList()) {
            String[] cells = line.split(" ?\\| ?", -1);
            if (cells.length == CELLS + 1 && cells[UID].startsWith("`")) {
                former = uidsOf(cells[UID], former);
                addStates(former, cells);
            }
        }
    }

    /** One row may tell several operators, and several states of each. */
    private void addStates(List<String> operators, String[] cells) {
        List<String> states =
                cells[STATE].startsWith("(") ? List.of(cells[STATE]) : quoted(cells[STATE]);
        String[] kinds = cells[KIND].split(", ", -1);
        for (String uid : operators) {
            for (int i = 0; i < states.size(); i++) {
                String kind = kinds[Math.min(i, kinds.length - 1)];
                String place = String.join(" | ", uid, states.get(i), kind);
                assertThat(types.put(place, cells[TYPE])).as("told twice: " + place).isNull();
            }
        }
    }

    private List<String> uidsOf(String cell, List<String> former) {
        if (cell.endsWith(" and each of these")) {
            return former.stream().map(uid -> COMMITTER + uid).toList();
        }
        return quoted(cell).stream().flatMap(this::concrete).toList();
    }

    private Stream<String> concrete(String uid) {
        String[] parts = uid.replace("CHANNEL", "shop").split("TABLE", 2);
        return parts.length == 1
                ? Stream.of(parts[0])
                : uids.stream().filter(one -> one.startsWith(parts[0]) && one.endsWith(parts[1]));
    }

    private static List<String> quoted(String text) {
        return QUOTED.matcher(text).results().map(match -> match.group(1)).toList();
    }

    @Test
    void theTablesListEveryStateOfASavepointWithItsKindAndCodecs() throws Exception {
        SavepointStates savepoint = savepoint();

        assertThat(types.keySet())
                .hasSizeGreaterThan(40)
                .containsExactlyInAnyOrderElementsOf(savepoint.all().keySet());
        for (State state : savepoint.all().values()) {
            String told = types.get(state.place());
            if (!state.kind().equals("source splits") && !state.kind().equals("enumerator")) {
                assertThat(codecs(told)).as(state.place()).isEqualTo(state.codecs());
            }
        }
        savepoint
                .enumeratorVersions()
                .forEach(
                        (uid, version) -> {
                            String place = uid + " | " + SavepointStates.NO_NAME + " | enumerator";
                            Matcher told = VERSION.matcher(types.get(place));
                            assertThat(told.find()).as(place).isTrue();
                            assertThat(told.group(2)).as(place).isEqualTo(version.toString());
                        });
    }

    @Test
    void everyCodecThatIsToldHasThisVersionAndTheTypeBeforeIt() throws Exception {
        Set<String> seen = new TreeSet<>();
        for (String told : types.values()) {
            for (MatchResult match : CODEC.matcher(told).results().toList()) {
                Codec<?> codec = codec(match.group(1));
                assertThat(codec.version()).as(told).isEqualTo(Integer.parseInt(match.group(2)));
                if (!told.contains("Serializer`")) {
                    assertThat(told).contains("`" + codec.type().getSimpleName() + "`");
                }
                seen.add(match.group(1));
            }
        }
        assertThat(seen).hasSizeGreaterThan(5);
    }

    /** An operator of which the page says nothing is one whose state nobody thought of. */
    @Test
    void everyOperatorHasARowOrIsCalledOneWithoutState() {
        String without =
                page.replaceAll("(?s).*\\*\\*Operators without state:\\*\\*", "")
                        .replaceAll("(?s)\n- .*", "");
        Set<String> named = new TreeSet<>();
        for (String word : quoted(without)) {
            if (word.contains("_")) {
                continue; // a table's name
            }
            concrete(word.startsWith("-") ? "hive-TABLE" + word : word).forEach(named::add);
        }
        Set<String> withState =
                types.keySet().stream()
                        .map(place -> place.substring(0, place.indexOf(" | ")))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(15).doesNotContainAnyElementsOf(withState);
        named.addAll(withState);
        assertThat(named).containsExactlyElementsOf(new TreeSet<>(uids));
    }

    private static Set<String> codecs(String cell) {
        return CODEC.matcher(cell)
                .results()
                .map(match -> match.group(1) + " " + match.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Codec<?> codec(String name) throws ReflectiveOperationException {
        return Class.forName(Codec.class.getPackageName() + "." + name)
                .asSubclass(Codec.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private SavepointStates savepoint() throws Exception {
        LocalDate day = LocalDate.now(Clock.systemUTC()).minusDays(6);
        try (LocalStack stack = LocalStack.start(directory.resolve("stack"))) {
            RunInputs inputs =
                    new RunInputs(
                            directory,
                            stack,
                            "state_page",
                            "  shop: { format: shop-csv, zone: UTC }\n");
            inputs.createOrders(1);
            inputs.bill("shop", day, "sale,p1,t1,1.00," + day + " 10:00:00")
                    .mark("shop", day, "_SUCCESS")
                    .order("shop", "p1", "2.00", day.atTime(10, 0).toInstant(ZoneOffset.UTC))
                    .heartbeat(0, day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
            try (ContinuousRun run = ContinuousRun.begin(inputs.config(), 1);
                    JobNews news = JobNews.of(inputs.config())) {
                run.awaitRunning(PATIENCE);
                news.await("the close", told -> told.closed().size() == 1);
                RunningRecon command =
                        RunningRecon.of("savepoint", "--config", inputs.configFile().toString());
                assertThat(command.exitCode()).as(command.errors()).isEqualTo(ExitCode.OK);
                return SavepointStates.read(
                        new org.apache.flink.core.fs.Path(command.output().strip()), uids);
            }
        }
    }
}
