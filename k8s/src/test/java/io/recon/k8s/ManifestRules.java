package io.recon.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold for the objects of an overlay, beyond what their schemas say. */
final class ManifestRules {
    private static final String CONTAINERS = "/spec/podTemplate/spec/containers";
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(password|passwd|secret|token|jaas|credential|access.?key).*");
    private static final Pattern YAML_ENTRY = Pattern.compile("\\s*-?\\s*([\\w.-]+):\\s*(\\S.*)");
    private static final Pattern REFERENCE = Pattern.compile("\"?\\$\\{(?:env|file):[^}]+}\"?");
    private static final Pattern PINNED =
            Pattern.compile(".+(?:@sha256:[0-9a-f]{64}|:v?\\d+\\.\\d+\\.\\d+[\\w.-]*)");
    private static final String SECRETS = "/opt/recon/secrets";

    private final List<JsonNode> objects;
    private final JsonNode deployment;
    private final JsonNode container;
    private final Map<String, String> flink;
    private final List<String> problems = new ArrayList<>();

    private ManifestRules(List<JsonNode> objects) {
        this.objects = objects;
        this.deployment = ofKind("FlinkDeployment").findFirst().orElseThrow();
        this.container = deployment.at(CONTAINERS + "/0");
        this.flink =
                deployment.at("/spec/flinkConfiguration").properties().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asText()));
    }

    /** What is wrong; empty if nothing is. */
    static List<String> problems(List<JsonNode> objects) {
        ManifestRules rules = new ManifestRules(objects);
        rules.nothingIsLostAtAnUpgrade();
        rules.stateHasItsPlaces();
        rules.theContainerMayDoLittle();
        rules.whatIsWrittenHasAVolume();
        rules.resourcesAndImageAreSet();
        rules.theMainIsGivenItsFiles();
        rules.noSecretStandsInClear();
        rules.budgetsFitTheNumberOfPods();
        rules.onlyTheOperatorReachesTheWebPage();
        rules.metricsAreScraped();
        return rules.problems;
    }

    private void nothingIsLostAtAnUpgrade() {
        must("/spec/job/upgradeMode", "savepoint");
        must("/spec/job/allowNonRestoredState", "false");
        must("/spec/flinkVersion", "v1_20");
        mustSet("kubernetes.operator.job.drain-on-savepoint-deletion", "false");
        mustSet("kubernetes.operator.job.savepoint-on-deletion", "true");
        mustSet("kubernetes.operator.snapshot.resource.enabled", "true");
        if (!flink.containsKey("kubernetes.operator.periodic.savepoint.interval")) {
            problems.add("no savepoints are taken by themselves");
        }
    }

    private void stateHasItsPlaces() {
        mustSet("high-availability.type", "kubernetes");
        mustSet("execution.checkpointing.storage", "filesystem");
        mustAgree("execution.checkpointing.dir", "state.checkpoints.dir");
        mustAgree("execution.checkpointing.savepoint-dir", "state.savepoints.dir");
        for (String key :
                List.of(
                        "high-availability.storageDir",
                        "execution.checkpointing.dir",
                        "execution.checkpointing.savepoint-dir")) {
            String place = flink.getOrDefault(key, "");
            if (!place.contains("://") || place.startsWith("file:")) {
                problems.add(key + " must be a place that every pod reaches: " + place);
            }
        }
    }

    private void theContainerMayDoLittle() {
        must("/spec/podTemplate/spec/securityContext/runAsNonRoot", "true");
        must("/spec/podTemplate/spec/securityContext/seccompProfile/type", "RuntimeDefault");
        if (deployment.at("/spec/podTemplate/spec/securityContext/runAsUser").asInt() == 0) {
            problems.add("the pod must not run as root");
        }
        must(CONTAINERS + "/0/name", "flink-main-container");
        must(CONTAINERS + "/0/securityContext/readOnlyRootFilesystem", "true");
        must(CONTAINERS + "/0/securityContext/allowPrivilegeEscalation", "false");
        must(CONTAINERS + "/0/securityContext/capabilities/drop/0", "ALL");
    }

    private void whatIsWrittenHasAVolume() {
        List<String> places =
                List.of(
                        "/tmp",
                        "/opt/flink/log",
                        flink.getOrDefault("io.tmp.dirs", "io.tmp.dirs"),
                        flink.getOrDefault("state.backend.rocksdb.localdir", "rocksdb.localdir"));
        for (String place : places) {
            if (volumes().noneMatch(mount -> isWritable(mount) && isBelow(place, mount))) {
                problems.add(place + " must be on a volume: the root file system is read-only");
            }
        }
    }

    private Stream<JsonNode> volumes() {
        return stream(container.path("volumeMounts"));
    }

    private static boolean isBelow(String place, JsonNode mount) {
        String path = mount.path("mountPath").asText();
        return place.equals(path) || place.startsWith(path + "/");
    }

    private boolean isWritable(JsonNode mount) {
        return stream(deployment.at("/spec/podTemplate/spec/volumes"))
                .filter(volume -> volume.path("name").equals(mount.path("name")))
                .anyMatch(volume -> volume.path("emptyDir").has("sizeLimit"));
    }

    private void resourcesAndImageAreSet() {
        for (String part : List.of("/spec/jobManager", "/spec/taskManager")) {
            JsonNode resource = deployment.at(part + "/resource");
            if (!resource.has("cpu") || !resource.has("memory")) {
                problems.add(part + "/resource must have cpu and memory");
            }
        }
        String image = deployment.at("/spec/image").asText();
        if (!PINNED.matcher(image).matches()) {
            problems.add("the image must be pinned by a version or a digest: " + image);
        }
        if (deployment.at("/spec/logConfiguration").isEmpty()) {
            problems.add("the logging of flink-conf must be in /spec/logConfiguration");
        }
    }

    private void theMainIsGivenItsFiles() {
        must("/spec/job/entryClass", "io.recon.job.ReconciliationMain");
        List<String> arguments = texts(deployment.at("/spec/job/args"));
        if (!String.join(" ", arguments)
                .matches("--config /opt/recon/conf/recon.yaml --run \\d+")) {
            problems.add("/spec/job/args must be --config FILE --run N: " + arguments);
        }
        List<String> there = names("ConfigMap");
        for (JsonNode source :
                deployment.at("/spec/podTemplate/spec/volumes/0/projected/sources")) {
            String name = source.at("/configMap/name").asText();
            if (!there.contains(name)) {
                problems.add("a volume names ConfigMap " + name + ", which is none of " + there);
            }
        }
    }

    private void noSecretStandsInClear() {
        if (ofKind("Secret").findAny().isPresent()) {
            problems.add("a Secret must not stand among the manifests");
        }
        ofKind("ConfigMap")
                .flatMap(map -> map.path("data").properties().stream())
                .flatMap(file -> file.getValue().asText().lines())
                .map(YAML_ENTRY::matcher)
                .filter(Matcher::matches)
                .forEach(entry -> mustRefer(entry.group(1), entry.group(2)));
        flink.keySet().stream()
                .filter(key -> SECRET_NAME.matcher(key).matches())
                .forEach(key -> problems.add(key + " must not stand in flinkConfiguration"));
        for (JsonNode variable : container.path("env")) {
            if (variable.has("value")) {
                mustRefer(variable.path("name").asText(), variable.path("value").asText());
            }
        }
        boolean areMounted =
                volumes().anyMatch(mount -> mount.path("mountPath").asText().equals(SECRETS));
        if (!areMounted) {
            problems.add(SECRETS + " must be mounted");
        }
    }

    private void mustRefer(String key, String value) {
        if (SECRET_NAME.matcher(key).matches() && !REFERENCE.matcher(value).matches()) {
            problems.add(key + " holds a secret in clear; it must be a reference");
        }
    }

    private void budgetsFitTheNumberOfPods() {
        int slots = Integer.parseInt(flink.getOrDefault("taskmanager.numberOfTaskSlots", "1"));
        int parallelism = deployment.at("/spec/job/parallelism").asInt();
        mustLeaveOne("taskmanager", (parallelism + slots - 1) / slots);
        mustLeaveOne("jobmanager", deployment.at("/spec/jobManager/replicas").asInt());
    }

    private void mustLeaveOne(String component, int pods) {
        List<JsonNode> budgets =
                ofKind("PodDisruptionBudget")
                        .filter(
                                budget ->
                                        budget.at("/spec/selector/matchLabels/component")
                                                .asText()
                                                .equals(component))
                        .map(budget -> budget.at("/spec/minAvailable"))
                        .toList();
        boolean isRight =
                budgets.size() == 1 && budgets.get(0).isInt() && budgets.get(0).asInt() == pods - 1;
        if (!isRight || pods < 2) {
            problems.add(
                    "of %d %ss a budget must keep all but one, as a number: %s"
                            .formatted(pods, component, budgets));
        }
    }

    private void onlyTheOperatorReachesTheWebPage() {
        List<JsonNode> policies = ofKind("NetworkPolicy").toList();
        String name = deployment.at("/metadata/name").asText();
        boolean covers =
                policies.stream()
                        .anyMatch(
                                policy ->
                                        policy.at("/spec/podSelector/matchLabels/app")
                                                        .asText()
                                                        .equals(name)
                                                && texts(policy.at("/spec/policyTypes"))
                                                        .containsAll(List.of("Ingress", "Egress")));
        if (!covers) {
            problems.add("a NetworkPolicy must cover what goes into and out of the pods");
        }
        for (JsonNode policy : policies) {
            for (JsonNode way : policy.at("/spec/ingress")) {
                if (way.path("from").isEmpty()) {
                    problems.add("the NetworkPolicy lets everybody in: " + way);
                }
            }
        }
        mustSet("web.submit.enable", "false");
        mustSet("web.cancel.enable", "false");
    }

    private void metricsAreScraped() {
        String first = flink.getOrDefault("metrics.reporter.prometheus.port", "").split("-", 2)[0];
        List<String> named =
                stream(container.path("ports"))
                        .filter(port -> port.path("containerPort").asText().equals(first))
                        .map(port -> port.path("name").asText())
                        .toList();
        List<String> scraped =
                ofKind("PodMonitor")
                        .flatMap(monitor -> stream(monitor.at("/spec/podMetricsEndpoints")))
                        .map(endpoint -> endpoint.path("port").asText())
                        .toList();
        if (named.isEmpty() || !named.equals(scraped)) {
            problems.add("port %s is named %s and scraped as %s".formatted(first, named, scraped));
        }
    }

    private void must(String pointer, String value) {
        JsonNode found = deployment.at(pointer);
        if (!found.asText().equals(value)) {
            problems.add(
                    pointer + " must be " + value + ": " + (found.isMissingNode() ? "" : found));
        }
    }

    private void mustSet(String key, String value) {
        if (!value.equals(flink.get(key))) {
            problems.add(key + " must be " + value + ": " + flink.get(key));
        }
    }

    private void mustAgree(String key, String oldKey) {
        if (!flink.containsKey(key) || !flink.get(key).equals(flink.get(oldKey))) {
            problems.add(key + " and " + oldKey + " must name the same place");
        }
    }

    private Stream<JsonNode> ofKind(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    private List<String> names(String kind) {
        return ofKind(kind).map(object -> object.at("/metadata/name").asText()).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements.stream();
    }

    private static List<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::asText).toList();
    }
}
