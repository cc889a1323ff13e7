package io.recon.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What a cluster would be given. Where there is no kubectl, the files are looked at one by one and
 * the overlays, which kustomize makes of them, are not.
 */
class ManifestsTest {
    private static final FlinkOptions OPTIONS = FlinkOptions.ofTheClassPath();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OVERLAYS = Project.OVERLAYS;
    private static final Pattern SECRET_FILE =
            Pattern.compile("\\$\\{file:/opt/recon/secrets/([\\w-]+)}");

    private static final Map<String, List<JsonNode>> RENDERED = new HashMap<>();

    @TempDir private Path directory;

    @BeforeAll
    static void renderOverlays() throws IOException {
        if (Project.hasKubectl()) {
            for (String name : OVERLAYS) {
                RENDERED.put(name, Project.overlay(name));
            }
        }
    }

    /** A copy, which a test may break. */
    private static List<JsonNode> overlay(String name) {
        assumeTrue(!RENDERED.isEmpty(), "there is no kubectl: the overlays are not looked at");
        return RENDERED.get(name).stream().map(object -> object.<JsonNode>deepCopy()).toList();
    }

    /** By all that is known without a cluster. */
    private static List<String> problems(List<JsonNode> objects) {
        List<String> problems = new ArrayList<>();
        for (JsonNode object : objects) {
            problems.addAll(ManifestSchemas.problems(object));
            for (Map.Entry<String, JsonNode> setting :
                    object.at("/spec/flinkConfiguration").properties()) {
                OPTIONS.problem(setting.getKey(), setting.getValue().asText())
                        .ifPresent(problems::add);
            }
        }
        problems.addAll(ManifestRules.problems(objects));
        return problems;
    }

    @Test
    void everyFileKeepsTheSchemaOfItsKind() throws IOException {
        List<Path> files = Project.manifests();

        assertThat(files).hasSizeGreaterThan(6);
        assertThat(files)
                .allSatisfy(
                        file ->
                                assertThat(Yaml.documents(Project.read(file)))
                                        .flatExtracting(ManifestSchemas::problems)
                                        .as(file.toString())
                                        .isEmpty());
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void nothingIsWrongWithAnOverlay(String name) {
        List<JsonNode> objects = overlay(name);

        assertThat(problems(objects)).isEmpty();
        assertThat(objects)
                .extracting(object -> object.at("/metadata/namespace").asText())
                .containsOnly(name.equals("production") ? "recon" : "recon-" + name);
    }

    /** Templates lie beside it as the volume has them; secrets are where the pod has them. */
    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void theJobCanReadItsConfiguration(String name) throws Exception {
        List<JsonNode> objects = overlay(name);
        Path secrets = Files.createDirectory(directory.resolve("secrets"));
        for (JsonNode source :
                deployment(objects).at("/spec/podTemplate/spec/volumes/0/projected/sources")) {
            JsonNode data = configMap(objects, source.at("/configMap/name").asText()).get("data");
            for (Map.Entry<String, JsonNode> file : data.properties()) {
                String text = file.getValue().asText();
                for (var reference : SECRET_FILE.matcher(text).results().toList()) {
                    Files.writeString(secrets.resolve(reference.group(1)), "secret");
                }
                Path place = directory.resolve(pathOf(source, file.getKey()));
                Files.createDirectories(place.getParent());
                Files.writeString(place, text.replace("/opt/recon/secrets", secrets.toString()));
            }
        }

        ReconConfig config = new ReconConfigReader(Map.of()).read(directory.resolve("recon.yaml"));

        assertThat(config.channels()).isNotEmpty();
        assertThat(config.landing()).contains("://");
        assertThat(config.hive().warehouse()).contains("://");
        assertThat(config.hive().metastore()).isNotEmpty();
        assertThat(config.platform().kafka().bootstrapServers()).isNotEmpty();
    }

    private static String pathOf(JsonNode source, String key) {
        for (JsonNode item : source.at("/configMap/items")) {
            if (item.path("key").asText().equals(key)) {
                return item.path("path").asText();
            }
        }
        return key;
    }

    /** Otherwise the pods would go on with what they have read, and nobody would notice. */
    @Test
    void aChangedConfigurationIsAChangeOfTheDeployment() {
        assertThat(deployment(overlay("production")).findValuesAsText("name"))
                .filteredOn(name -> name.startsWith("recon-config"))
                .singleElement()
                .asString()
                .matches("recon-config-[a-z0-9]{10}");
    }

    /**
     * An overlay, broken in one place.
     *
     * @param value JSON; nothing takes the field away
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/spec/job/upgradMode                       | \"savepoint\"   | upgradMode",
                "/spec/job/upgradeMode                      | \"stateless\"   | must be savepoint",
                "/spec/job/upgradeMode                      | \"savpoint\"    | enumeration",
                "/spec/job/upgradeMode                      |                 | must be savepoint",
                "/spec/job/allowNonRestoredState            | true            | must be false",
                "/spec/job/args                             | [\"--config\"]  | --run N",
                "/spec/job/parallelism                      | \"eight\"       | integer",
                "/spec/job/parallelism                      | 12              | of 3 taskmanagers",
                "/spec/flinkVersion                         | \"v1_99\"       | enumeration",
                "/spec/image                                | \"recon\"       | must be pinned",
                "/spec/image                                | \"recon:latest\"| must be pinned",
                "/spec/taskManager/resource/memory          |                 | cpu and memory",
                "/spec/jobManager/resource                  |                 | cpu and memory",
                "/spec/jobManager/replicas                  | 1               | of 1 jobmanagers",
                "/spec/logConfiguration                     |                 | logConfiguration",
                "/spec/podTemplate/spec/securityContext     |                 | runAsNonRoot",
                "/spec/podTemplate/spec/containers/0/securityContext |        | readOnlyRoot",
                "/spec/podTemplate/spec/containers/0/securityContext/readOnlyRootFilesytem | true |"
                        + " readOnlyRootFilesytem",
                "/spec/podTemplate/spec/containers/0/volumeMounts/4 |         | /tmp must be",
                "/spec/podTemplate/spec/containers/0/ports/0/containerPort | 9250 | scraped",
                "/spec/podTemplate/spec/containers/0/env/0  |"
                        + " {\"name\":\"KAFKA_PASSWORD\",\"value\":\"x\"} | in clear",
                "/spec/podTemplate/spec/volumes/2/emptyDir  | {}              | /flink-work/tmp",
                "/spec/podTemplate/spec/volumes/0/projected/sources/0/configMap/name |"
                        + " \"recon-config\" | names ConfigMap recon-config",
                "/spec/flinkConfiguration/state.checkpoints.dir |             | the same place",
                "/spec/flinkConfiguration/execution.checkpointing.dir | \"file:///tmp\" | reaches",
                "/spec/flinkConfiguration/high-availability.type |            | must be kubernetes",
                "/spec/flinkConfiguration/execution.checkpointing.intervall | \"1 min\" | no"
                        + " option",
                "/spec/flinkConfiguration/pipeline.max-parallelism | \"many\" | cannot be many",
                "/spec/flinkConfiguration/pipeline.max-parallelism | 720      | string",
                "/spec/flinkConfiguration/s3.secret-key     | \"x\"           | must not stand in",
                "/spec/flinkConfiguration/kubernetes.operator.job.drain-on-savepoint-deletion |"
                        + " \"true\" | must be false",
                "/spec/flinkConfiguration/web.cancel.enable |                 | must be false",
            })
    void whatIsWrongWithTheDeploymentIsFound(String pointer, String value, String found)
            throws IOException {
        List<JsonNode> objects = overlay("production");
        change(deployment(objects), pointer, value);

        assertThat(problems(objects)).anySatisfy(problem -> assertThat(problem).contains(found));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PodDisruptionBudget | /spec/minAvailble    | 1            | minAvailble",
                "PodDisruptionBudget | /spec/minAvailable   | \"50%\"      | as a number",
                "NetworkPolicy       | /spec/ingress/0/from |              | lets everybody in",
                "NetworkPolicy       | /spec/policyTypes/1  |              | into and out of",
                "NetworkPolicy       | /spec/ingres         | []           | ingres",
                "PodMonitor          | /spec/podMetricsEndpoints/0/port | \"web\" | scraped as",
                "PodMonitor          | /spec/podMetricEndpoints | []       | podMetricEndpoints",
                "PrometheusRule      | /spec/groups/0/rules/0/expres | \"1\" | expres",
                "Role                | /rules/0/verb        | []           | verb",
                "ServiceAccount      | /kind                | \"Secret\"   | Secret",
                "ServiceAccount      | /apiVersion          | \"v2\"       | v2/ServiceAccount",
                "ConfigMap           | /data/recon.yaml     |"
                        + " \"sasl.jaas.config: module required password=x\" | in clear",
            })
    void whatIsWrongWithAnotherObjectIsFound(
            String kind, String pointer, String value, String found) throws IOException {
        List<JsonNode> objects = overlay("production");
        change(ofKind(objects, kind).findFirst().orElseThrow(), pointer, value);

        assertThat(problems(objects)).anySatisfy(problem -> assertThat(problem).contains(found));
    }

    private static void change(JsonNode object, String pointer, String value) throws IOException {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = object.at(pointer.substring(0, last));
        String name = pointer.substring(last + 1);
        Optional<JsonNode> changed =
                value == null ? Optional.empty() : Optional.of(JSON.readTree(value));
        if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(name));
            changed.ifPresent(array::add);
        } else {
            ObjectNode fields = (ObjectNode) parent;
            fields.remove(name);
            changed.ifPresent(field -> fields.set(name, field));
        }
    }

    private static JsonNode deployment(List<JsonNode> objects) {
        return ofKind(objects, "FlinkDeployment").findFirst().orElseThrow();
    }

    private static JsonNode configMap(List<JsonNode> objects, String name) {
        return ofKind(objects, "ConfigMap")
                .filter(map -> map.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> ofKind(List<JsonNode> objects, String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }
}
