package io.recon.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML as trees. */
final class Yaml {
    /** The schema of the operator alone is half a MiB. */
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(8 << 20).build();

    private static final ObjectMapper JSON = new ObjectMapper();

    private Yaml() {}

    /** All documents of a text; a key that stands twice is an error. */
    static List<JsonNode> documents(String text) {
        List<JsonNode> documents = new ArrayList<>();
        for (Object document : new Load(SETTINGS).loadAllFromString(text)) {
            documents.add(JSON.valueToTree(document));
        }
        return documents;
    }
}
