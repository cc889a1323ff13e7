package io.recon.k8s;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.GlobalConfiguration;

/** {@code flink-conf/config.yaml} as Flink reads it. */
final class FlinkConf {
    private FlinkConf() {}

    /** Its settings, sorted by their keys. */
    static Map<String, String> settings() {
        return new TreeMap<>(
                GlobalConfiguration.loadConfiguration(Project.FLINK_CONF.toString()).toMap());
    }

    /** The patch by which the deployment has them. */
    static String patch() {
        StringBuilder patch =
                new StringBuilder(
                        """
                        # Made of flink-conf/config.yaml, which says why each is as it is. To change it, change that
                        # and run
                        #   ./mvnw -pl k8s -am test -Dtest=FlinkConfTest \\
                        #     -Dsurefire.failIfNoSpecifiedTests=false -Drecon.docs.write=true
                        apiVersion: flink.apache.org/v1beta1
                        kind: FlinkDeployment
                        metadata:
                          name: recon
                        spec:
                          flinkConfiguration:
                        """);
        settings()
                .forEach(
                        (key, value) ->
                                patch.append("    ")
                                        .append(key)
                                        .append(": \"")
                                        .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                                        .append("\"\n"));
        return patch.toString();
    }

    /** All {@code -D} and {@code --add-} options in a text, in their order. */
    static Map<String, Integer> jvmOptions(String text) {
        Map<String, Integer> options = new LinkedHashMap<>();
        for (String word : text.split("[\\s\"<>]+", -1)) {
            if (word.startsWith("--add-")) {
                options.merge(word, 1, Integer::sum);
            }
        }
        return options;
    }
}
