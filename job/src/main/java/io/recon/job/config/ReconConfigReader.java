package io.recon.job.config;

import io.recon.connectors.config.NearestName;
import io.recon.connectors.config.Quoted;
import io.recon.job.config.ReconOptions.Alerts;
import io.recon.job.config.ReconOptions.Channel;
import io.recon.job.config.ReconOptions.Hive;
import io.recon.job.config.ReconOptions.Platform;
import io.recon.job.config.ReconOptions.PlatformKafka;
import io.recon.job.config.ReconOptions.Root;
import io.recon.job.config.ReconOptions.Topics;
import io.recon.model.reconcile.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads {@code recon.yaml}. All problems of the file are found in one reading, each with its line;
 * only a file without any gives a configuration.
 */
public final class ReconConfigReader {
    private final Map<String, String> environment;
    private final Set<String> builtInFormats;

    /**
     * A reader that knows the formats on the class path.
     *
     * @param environment where {@code ${env:NAME}} looks, normally {@link System#getenv()}
     */
    public ReconConfigReader(Map<String, String> environment) {
        this(environment, FormatCatalog.builtInNames());
    }

    /** A reader that knows just these formats, and templates. */
    ReconConfigReader(Map<String, String> environment, Set<String> builtInFormats) {
        this.environment = Map.copyOf(environment);
        this.builtInFormats = Set.copyOf(builtInFormats);
    }

    /**
     * Reads one file. What it names relatively starts from its directory.
     *
     * @throws ConfigException if anything is wrong with the file, with all that is
     */
    public ReconConfig read(Path file) throws ConfigException {
        Path directory = file.toAbsolutePath().normalize().getParent();
        Reading reading =
                new Reading(
                        Quoted.plain(file.toString(), 300),
                        new SecretReferences(environment, directory));
        Optional<Node> root = YamlFile.read(file, reading);
        reading.throwProblems();

        Place place = new Place("", 1);
        SectionValues values = readSection(Root.SECTION, place, root.orElseThrow(), reading);
        Map<String, FormatTemplate> templates = checkChannels(values, file, reading);
        TopicCheck.check(values, reading);
        reading.throwProblems();
        return configOf(values, templates, directory, file);
    }

    private static SectionValues readSection(
            Section section, Place place, Node node, Reading reading) {
        SectionValues values = new SectionValues(place);
        Map<String, Reading.Entry> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (Reading.Entry entry : reading.entries(mapping, place)) {
                if (section.keys().contains(entry.key())) {
                    entries.put(entry.key(), entry);
                } else {
                    reading.report(
                            new Place(place.path(), entry.place().line()),
                            NearestName.unknownKey(entry.key(), section.keys()));
                }
            }
        } else if (node != null && !Reading.isNothing(node)) {
            reading.report(
                    place,
                    "keys and values are wanted, but a " + Reading.kindOf(node) + " stands here");
            return values;
        }
        for (Option<?> option : section.options()) {
            readOption(option, values, entries.get(option.key()), reading);
        }
        for (Section child : section.sections()) {
            Reading.Entry entry = entries.get(child.key());
            Place childPlace =
                    entry == null ? place.child(child.key(), place.line()) : entry.place();
            Node childNode = entry == null ? null : entry.value();
            if (child.named()) {
                values.putNamed(child, readNamed(child, childPlace, childNode, reading));
            } else {
                values.put(child, readSection(child, childPlace, childNode, reading));
            }
        }
        return values;
    }

    private static <T> void readOption(
            Option<T> option, SectionValues values, Reading.Entry entry, Reading reading) {
        if (entry != null) {
            option.type()
                    .read(entry.value(), entry.place(), reading)
                    .ifPresent(setting -> values.put(option, setting));
        } else if (option.otherwise() instanceof Option.Otherwise.Required) {
            Place section = values.place();
            reading.report(
                    section.child(option.key(), section.line()),
                    "is missing; " + option.type().wanted() + " is wanted");
        } else {
            option.defaultSetting().ifPresent(setting -> values.put(option, setting));
        }
    }

    private static Map<String, SectionValues> readNamed(
            Section section, Place place, Node node, Reading reading) {
        Map<String, SectionValues> named = new LinkedHashMap<>();
        if (node == null) {
            reading.report(place, "is missing; at least one is wanted");
        } else if (node instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
            for (Reading.Entry entry : reading.entries(mapping, place)) {
                if (!Scalars.NAME.matcher(entry.key()).matches()) {
                    reading.report(
                            new Place(place.path(), entry.place().line()),
                            Quoted.of(entry.key())
                                    + " is no name; up to 64 lower-case letters, digits, '-' and"
                                    + " '_' make one, a letter or digit first");
                }
                named.put(entry.key(), readSection(section, entry.place(), entry.value(), reading));
            }
        } else {
            reading.report(place, "names none; at least one is wanted, with its keys below it");
        }
        return named;
    }

    /** What depends on more than one value; gives the templates by format. */
    private Map<String, FormatTemplate> checkChannels(
            SectionValues root, Path file, Reading reading) {
        TemplateCheck templates =
                new TemplateCheck(
                        new FormatCatalog(builtInFormats, file.resolveSibling("formats")), reading);
        Map<String, SectionValues> channels =
                Optional.ofNullable(root.named(Channel.SECTION)).orElse(Map.of());
        channels.forEach(
                (name, channel) -> {
                    templates.check(channel);
                    checkAccount(channel, reading);
                });
        return templates.byFormat();
    }

    private static void checkAccount(SectionValues channel, Reading reading) {
        Optional<Setting<String>> account = channel.setting(Channel.ACCOUNT);
        Optional<Setting<List<String>>> accounts = channel.setting(Channel.ACCOUNTS);
        if (account.isPresent()
                && accounts.isPresent()
                && !accounts.get().value().contains(account.get().value())) {
            reading.report(
                    channel.place().child(Channel.ACCOUNT.key(), account.get().line()),
                    Quoted.of(account.get().shown())
                            + " is not among accounts, so that every line would be rejected");
        }
    }

    private static ReconConfig configOf(
            SectionValues root, Map<String, FormatTemplate> templates, Path directory, Path file) {
        SortedMap<String, ChannelConfig> channels = new TreeMap<>();
        root.named(Channel.SECTION)
                .forEach(
                        (name, values) ->
                                channels.put(name, channelOf(name, values, root, templates)));
        List<String> description = new ArrayList<>();
        description.add(
                "# " + Quoted.plain(directory.resolve(file.getFileName()).toString(), 1_000));
        root.describe("", description);
        return new ReconConfig(
                root.get(Root.LANDING).resolve(directory),
                channels,
                platformOf(root.section(Platform.SECTION)),
                outputsOf(root, directory),
                new CheckpointConfig(
                        root.get(Root.CHECKPOINTS).resolve(directory),
                        root.get(Root.CHECKPOINT_INTERVAL)),
                String.join("\n", description));
    }

    private static ChannelConfig channelOf(
            String name,
            SectionValues channel,
            SectionValues root,
            Map<String, FormatTemplate> templates) {
        String format = channel.get(Channel.FORMAT);
        return new ChannelConfig(
                name,
                new BillOptions(
                        format,
                        templates.get(format),
                        channel.getOr(Channel.ACCOUNT, ""),
                        new HashSet<>(channel.getOr(Channel.ACCOUNTS, List.of()))),
                new ArrivalOptions(
                        root.get(Root.SCAN_INTERVAL),
                        channel.getOr(Channel.BILL_DUE, root.get(Root.BILL_DUE))),
                new DayOptions(
                        channel.get(Channel.ZONE),
                        channel.get(Channel.CUT_OFF),
                        channel.getOr(Channel.FIRST_DAY, null)),
                new Policy(
                        channel.get(Channel.AMOUNT_TOLERANCE),
                        channel.getOr(Channel.DAY_CUT_WINDOW, root.get(Root.DAY_CUT_WINDOW))
                                .toMillis(),
                        channel.getOr(Channel.RETENTION, root.get(Root.RETENTION))));
    }

    private static PlatformConfig platformOf(SectionValues platform) {
        SectionValues kafka = platform.section(PlatformKafka.SECTION);
        return new PlatformConfig(
                platform.getOr(Platform.COLUMNS, Map.of()),
                platform.getOr(Platform.STATUSES, Map.of()),
                platform.get(Platform.AMOUNT_UNIT),
                new KafkaConfig(
                        kafka.getOr(PlatformKafka.BOOTSTRAP_SERVERS, ""),
                        kafka.get(PlatformKafka.TOPIC),
                        kafka.get(PlatformKafka.GROUP_ID),
                        kafka.getOr(PlatformKafka.PROPERTIES, Map.of())),
                platform.get(Platform.OUT_OF_ORDERNESS),
                platform.get(Platform.CLOCK_SKEW));
    }

    private static OutputConfig outputsOf(SectionValues root, Path directory) {
        SectionValues hive = root.section(Hive.SECTION);
        SectionValues alerts = root.section(Alerts.SECTION);
        SectionValues topics = root.section(Topics.SECTION);
        return new OutputConfig(
                new HiveConfig(
                        hive.getOr(Hive.METASTORE, ""),
                        hive.get(Hive.DATABASE),
                        hive.get(Hive.WAREHOUSE).resolve(directory),
                        hive.get(Hive.FORMAT)),
                new AlertConfig(
                        alerts.get(Alerts.KAFKA_TOPIC),
                        Math.toIntExact(alerts.get(Alerts.FOLD_AFTER)),
                        alerts.get(Alerts.DELIVERY)),
                new TopicConfig(
                        topics.get(Topics.DAYS),
                        topics.get(Topics.STATISTICS),
                        topics.get(Topics.DEAD_LETTERS)));
    }
}
