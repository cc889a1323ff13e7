package io.recon.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The schemas of the kinds that the manifests have. Unlike a cluster, which drops a field that it
 * does not know and says nothing, they take it for an error.
 */
final class ManifestSchemas {
    private static final String FLINK = "flink.apache.org/v1beta1/";
    private static final String CRD = "META-INF/fabric8/%s.flink.apache.org-v1.yml";

    private static final Map<String, JsonSchema> OPERATORS_KINDS =
            Map.of(
                    FLINK + "FlinkDeployment", operatorsSchema("flinkdeployments"),
                    FLINK + "FlinkStateSnapshot", operatorsSchema("flinkstatesnapshots"));

    private static final Map<String, Class<?>> KINDS =
            Map.of(
                    "v1/ConfigMap", ConfigMap.class,
                    "v1/ServiceAccount", ServiceAccount.class,
                    "rbac.authorization.k8s.io/v1/Role", Role.class,
                    "rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class,
                    "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
                    "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
                    "monitoring.coreos.com/v1/PodMonitor", PodMonitor.class,
                    "monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class);

    /** These classes keep unknown fields in a map; without it they are errors. */
    private static final ObjectMapper STRICT =
            JsonMapper.builder()
                    .annotationIntrospector(
                            new JacksonAnnotationIntrospector() {
                                @Override
                                public Boolean hasAnySetter(Annotated annotated) {
                                    return false;
                                }
                            })
                    .build();

    private ManifestSchemas() {}

    /** What is wrong with an object by the schema of its kind; empty if nothing is. */
    static List<String> problems(JsonNode object) {
        String kind = object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        if (OPERATORS_KINDS.containsKey(kind)) {
            return OPERATORS_KINDS.get(kind).validate(object).stream()
                    .map(problem -> problem.getMessage())
                    .toList();
        }
        if (!KINDS.containsKey(kind)) {
            return List.of(kind + " is none of the kinds whose schema is known");
        }
        try {
            STRICT.treeToValue(object, KINDS.get(kind));
            return List.of();
        } catch (JsonProcessingException e) {
            return List.of(e.getMessage());
        }
    }

    private static JsonSchema operatorsSchema(String plural) {
        String resource = CRD.formatted(plural);
        try (InputStream in =
                ManifestSchemas.class.getClassLoader().getResourceAsStream(resource)) {
            JsonNode definition =
                    Yaml.documents(new String(in.readAllBytes(), StandardCharsets.UTF_8)).get(0);
            ObjectNode schema = definition.at("/spec/versions/0/schema/openAPIV3Schema").deepCopy();
            // Kubernetes adds these to every kind.
            ObjectNode fields = (ObjectNode) schema.get("properties");
            fields.putObject("apiVersion").put("type", "string");
            fields.putObject("kind").put("type", "string");
            fields.putObject("metadata").put("type", "object");
            refuseUnknownFields(schema);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseUnknownFields(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.has("properties")
                    && !object.has("additionalProperties")
                    && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
                object.put("additionalProperties", false);
            }
            if (object.path("x-kubernetes-int-or-string").asBoolean()) {
                object.remove(List.of("anyOf", "x-kubernetes-int-or-string"));
                object.putArray("type").add("integer").add("string");
            }
        }
        node.forEach(ManifestSchemas::refuseUnknownFields);
    }
}
