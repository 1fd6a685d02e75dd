package app.driftless.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Writes the schemas of an API server as kubeconform wants them: one strict standalone file for each kind, so that it
/// judges offline by the same Kubernetes version as we do.
final class KubeconformSchemas {
    /// kubeconform's name for such a folder.
    static final String TEMPLATE = "{{ .ResourceKind }}{{ .KindSuffix }}.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REF = "#/definitions/";
    private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
    private static final String INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";

    private final JsonNode definitions;

    /// @param openApi the server's `/openapi/v2`
    KubeconformSchemas(String openApi) throws IOException {
        definitions = JSON.readTree(openApi).path("definitions");
        ((ObjectNode) definitions).set(QUANTITY, anyOf("string", "number"));
        ((ObjectNode) definitions).set(INT_OR_STRING, anyOf("string", "integer"));
        definitions.forEach(KubeconformSchemas::makeStrict);
    }

    void writeTo(Path folder) throws IOException {
        for (var definition : definitions.properties()) {
            JsonNode types = definition.getValue().path("x-kubernetes-group-version-kind");
            // Options of requests are in many groups at once, and no manifest has them.
            if (types.size() == 1) {
                Files.write(folder.resolve(fileName(types.get(0))), JSON.writeValueAsBytes(whole(definition.getKey())));
            }
        }
    }

    private static String fileName(JsonNode type) {
        String group = type.path("group").asText().split("\\.")[0];
        String name = type.path("kind").asText() + (group.isEmpty() ? "" : "-" + group) + "-"
                + type.path("version").asText();
        return name.toLowerCase(Locale.ROOT) + ".json";
    }

    /// A definition with all that it refers to.
    private ObjectNode whole(String name) {
        var reached = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (reached.add(next)) {
                references(definitions.path(next)).forEach(open::push);
            }
        }
        ObjectNode root = definitions.path(name).deepCopy();
        ObjectNode parts = root.putObject("definitions");
        reached.forEach(part -> parts.set(part, definitions.path(part)));
        return root;
    }

    private static Set<String> references(JsonNode node) {
        var found = new LinkedHashSet<String>();
        for (String ref : node.findValuesAsText("$ref")) {
            // The schema of schemas has a property of that name.
            if (ref.startsWith(REF)) {
                found.add(ref.substring(REF.length()));
            }
        }
        return found;
    }

    private static ObjectNode anyOf(String first, String second) {
        ObjectNode node = JSON.createObjectNode();
        node.putArray("oneOf").addObject().put("type", first);
        node.withArray("oneOf").addObject().put("type", second);
        return node;
    }

    /// No field beyond those named.
    private static void makeStrict(JsonNode node) {
        if (node.has("properties") && !node.has("additionalProperties")) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
        node.path("properties").forEach(KubeconformSchemas::makeStrict);
        if (node.has("items")) {
            makeStrict(node.path("items"));
        }
    }
}
