import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Writes the schema bundle of one Kubernetes minor version; `write-schemas.sh` runs it.
///
/// Arguments: the output folder, then either `--server KUBECONFIG KUBECTL...` (a running API server, asked through
/// the given kubectl command) or `--spec VERSION FOLDER` (the folder `api/openapi-spec/v3` of Kubernetes' sources,
/// which lack the enums that a server adds).
public class WriteSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RESOURCE =
            Pattern.compile("/apis?/(?:[^/]+/)?[^/]+/(namespaces/\\{namespace}/)?[a-z]+");
    private static final String REFERENCE = "#/components/schemas/";

    private record Type(String group, String version, String kind) implements Comparable<Type> {
        @Override
        public int compareTo(Type other) {
            return toString().compareTo(other.toString());
        }
    }

    private record Target(String definition, boolean namespaced) {}

    private final Map<String, ObjectNode> definitions = new TreeMap<>();
    private final Map<Type, String> kinds = new TreeMap<>();
    private final Map<Type, Target> types = new TreeMap<>();

    public static void main(String[] args) throws Exception {
        Path out = Path.of(args[0]);
        var writer = new WriteSchemas();
        String version;
        if (args[1].equals("--spec")) {
            version = args[2];
            try (var files = Files.list(Path.of(args[3]))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                    writer.add(JSON.readTree(file.toFile()));
                }
            }
        } else {
            List<String> kubectl = new ArrayList<>(List.of(args).subList(3, args.length));
            kubectl.addAll(List.of("--kubeconfig", args[2], "get", "--raw"));
            JsonNode info = ask(kubectl, "/version");
            version = info.get("major").asText() + "." + info.get("minor").asText().replaceAll("\\D", "");
            for (JsonNode path : ask(kubectl, "/openapi/v3").get("paths")) {
                writer.add(ask(kubectl, path.get("serverRelativeURL").asText()));
            }
        }
        writer.write(out, version);
    }

    private static JsonNode ask(List<String> kubectl, String path) throws Exception {
        var command = new ArrayList<>(kubectl);
        command.add(path);
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        JsonNode answer = JSON.readTree(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("Failed: " + command);
        }
        return answer;
    }

    private void add(JsonNode document) {
        JsonNode schemas = document.path("components").path("schemas");
        schemas.properties().forEach(entry -> {
            for (JsonNode gvk : entry.getValue().path("x-kubernetes-group-version-kind")) {
                kinds.put(type(gvk), entry.getKey());
            }
            definitions.putIfAbsent(entry.getKey(), (ObjectNode) compact(entry.getValue().deepCopy()));
        });
        document.path("paths").properties().forEach(entry -> {
            var matcher = RESOURCE.matcher(entry.getKey());
            JsonNode post = entry.getValue().path("post");
            if (matcher.matches() && post.has("x-kubernetes-group-version-kind")) {
                Type type = type(post.get("x-kubernetes-group-version-kind"));
                String definition = kinds.get(type);
                if (definition != null) {
                    types.merge(
                            type,
                            new Target(definition, matcher.group(1) != null),
                            (a, b) -> new Target(definition, a.namespaced() || b.namespaced()));
                }
            }
        });
    }

    private static Type type(JsonNode gvk) {
        return new Type(gvk.get("group").asText(), gvk.get("version").asText(), gvk.get("kind").asText());
    }

    /// Without what nobody reads: references are shortened, single `allOf` is taken apart.
    private static JsonNode compact(JsonNode node) {
        if (node instanceof ArrayNode list) {
            list.forEach(WriteSchemas::compact);
            return list;
        }
        if (!(node instanceof ObjectNode map)) {
            return node;
        }
        map.remove(List.of(
                "x-kubernetes-group-version-kind", "x-kubernetes-patch-merge-key", "x-kubernetes-patch-strategy",
                "x-kubernetes-unions", "x-kubernetes-map-type"));
        if (map.path("allOf").size() == 1) {
            map.set("$ref", map.path("allOf").get(0).get("$ref"));
            map.remove("allOf");
        }
        if (map.path("$ref").isTextual()) {
            map.put("$ref", map.get("$ref").asText().replace(REFERENCE, ""));
        }
        if (map.has("default") && map.get("default").isObject() && map.get("default").isEmpty()) {
            map.remove("default");
        }
        map.properties().forEach(entry -> {
            if (entry.getKey().equals("properties")) {
                entry.getValue().forEach(WriteSchemas::compact);
            } else {
                compact(entry.getValue());
            }
        });
        return map;
    }

    /// Definitions that no type reaches are left out.
    private TreeSet<String> reached() {
        var reached = new TreeSet<String>();
        var open = new ArrayList<String>();
        types.values().forEach(t -> open.add(t.definition()));
        while (!open.isEmpty()) {
            String name = open.removeLast();
            if (definitions.containsKey(name) && reached.add(name)) {
                definitions.get(name).findValuesAsText("$ref").forEach(open::add);
            }
        }
        return reached;
    }

    private void write(Path folder, String version) throws IOException {
        String quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity";
        ((ObjectNode) definitions.get(quantity)).removeAll().put("format", "quantity").put(
                "description",
                "A quantity: a number with an optional suffix (m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei) or exponent.");
        Map<String, byte[]> bodies = new TreeMap<>();
        int size = 0;
        for (String name : reached()) {
            byte[] body = JSON.writeValueAsBytes(definitions.get(name));
            bodies.put(name, body);
            size += body.length;
        }
        Path file = folder.resolve("kubernetes-" + version + ".bin");
        try (OutputStream raw = Files.newOutputStream(file);
                var out = new DataOutputStream(new GZIPOutputStream(raw, 1 << 16) {
                    {
                        def.setLevel(Deflater.BEST_COMPRESSION);
                    }
                })) {
            out.writeInt(0x444c5331);
            out.writeUTF(version);
            out.writeInt(bodies.size());
            out.writeInt(size);
            for (var body : bodies.entrySet()) {
                out.writeUTF(body.getKey());
                out.writeInt(body.getValue().length);
                out.write(body.getValue());
            }
            out.writeInt(types.size());
            for (var type : types.entrySet()) {
                out.writeUTF(type.getKey().group());
                out.writeUTF(type.getKey().version());
                out.writeUTF(type.getKey().kind());
                out.writeUTF(type.getValue().definition());
                out.writeByte(type.getValue().namespaced() ? 1 : 0);
            }
        }
        Path index = folder.resolve("versions.txt");
        var versions = new TreeSet<String>((a, b) -> Integer.compare(minor(a), minor(b)));
        versions.addAll(Files.exists(index) ? Files.readAllLines(index) : List.of());
        versions.add(version);
        Files.write(index, versions);
        System.out.println(file + ": " + types.size() + " types, " + bodies.size() + " definitions, " + size
                + " bytes of JSON, " + Files.size(file) + " bytes");
    }

    private static int minor(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }
}
