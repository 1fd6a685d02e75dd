package app.driftless.core.internal.yaml;

import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.SourceRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the Kubernetes objects in a document, as kubectl does: the document itself, or the items of a list kind.
final class ResourceReader {
    /// @param pointer where in the document it stands
    record Placed(Resource resource, JsonPointer pointer) {}

    /// Groups of configuration files that look like objects and are never applied.
    private static final Set<String> CONFIGURATION = Set.of(
            "kustomize.config.k8s.io", "driftless.app", "config.k8s.io", "kubeadm.k8s.io", "kubelet.config.k8s.io");
    /// Looks like a custom resource, but is a file that a sidecar of Argo CD reads; no server knows the kind.
    private static final Gvk PLUGIN_OF_ARGO_CD = Gvk.of("argoproj.io/v1alpha1", "ConfigManagementPlugin");

    private static final int MOST_LISTS = 4;

    private final String path;
    private final SourceText source;
    private final Findings findings;

    ResourceReader(String path, SourceText source, Findings findings) {
        this.path = path;
        this.source = source;
        this.findings = findings;
    }

    List<Placed> read(int index, Node root, @Nullable Object value) {
        var places = new YamlDocument(index, source, root, value, List.of());
        var placed = new ArrayList<Placed>();
        if (value instanceof Map<?, ?> map) {
            if (isEncrypted(map)) {
                findings.add(YamlIssue.ENCRYPTED, place(places, JsonPointer.of("sops")));
            }
            object(places, JsonPointer.ROOT, map, Optional.empty(), placed);
        }
        return placed;
    }

    /// Whether SOPS wrote the document: its metadata with the message authentication code.
    private static boolean isEncrypted(Map<?, ?> map) {
        return map.get("sops") instanceof Map<?, ?> sops && (sops.containsKey("mac") || sops.containsKey("version"));
    }

    private void object(Document places, JsonPointer at, Map<?, ?> map, Optional<Gvk> listed, List<Placed> placed) {
        String apiVersion = text(map.get("apiVersion"))
                .or(() -> listed.map(Gvk::apiVersion))
                .orElse("");
        String kind = text(map.get("kind")).or(() -> listed.map(Gvk::kind)).orElse("");
        if (apiVersion.isEmpty() || kind.isEmpty()) {
            if (!kind.isEmpty() && map.get("metadata") instanceof Map<?, ?> && !map.containsKey("apiVersion")) {
                findings.add(YamlIssue.NO_API_VERSION, place(places, at.child("kind")), kind);
            }
            return;
        }
        Gvk type = Gvk.of(apiVersion, kind);
        if (CONFIGURATION.contains(type.group()) || type.equals(PLUGIN_OF_ARGO_CD)) {
            return;
        }
        if (kind.endsWith("List") && map.get("items") instanceof List<?> items) {
            if (at.tokens().size() < 2 * MOST_LISTS) {
                items(places, at, type, items, placed);
            }
            return;
        }
        if (!(map.get("metadata") instanceof Map<?, ?> metadata)) {
            return;
        }
        switch (metadata.get("name")) {
            case String name when !name.isEmpty() -> placed.add(new Placed(resource(places, at, type, map), at));
            case null -> nameless(places, at, type, metadata);
            case String _ -> nameless(places, at, type, metadata);
            default ->
                findings.add(
                        YamlIssue.NAME_NOT_TEXT,
                        place(places, at.child("metadata").child("name")),
                        Optional.empty(),
                        at.child("metadata").child("name"),
                        kind);
        }
    }

    private void nameless(Document places, JsonPointer at, Gvk type, Map<?, ?> metadata) {
        YamlIssue issue = metadata.containsKey("generateName") ? YamlIssue.GENERATED_NAME : YamlIssue.NO_NAME;
        JsonPointer pointer = at.child("metadata");
        SourceRange range = places.keyRange(pointer).orElseGet(() -> place(places, at));
        findings.add(issue, range, Optional.empty(), pointer, type.kind());
    }

    private void items(Document places, JsonPointer at, Gvk list, List<?> items, List<Placed> placed) {
        String itemKind = list.kind().substring(0, list.kind().length() - "List".length());
        Optional<Gvk> listed = itemKind.isEmpty() ? Optional.empty() : Optional.of(Gvk.of(list.apiVersion(), itemKind));
        for (int i = 0; i < items.size(); i++) {
            JsonPointer pointer = at.child("items").child(i);
            if (items.get(i) instanceof Map<?, ?> item) {
                object(places, pointer, item, listed, placed);
            } else {
                findings.add(YamlIssue.ITEM_NOT_OBJECT, place(places, pointer), list.kind());
            }
        }
    }

    private Resource resource(Document places, JsonPointer at, Gvk type, Map<?, ?> map) {
        var origin = new Origin(path, places.index(), place(places, at).line());
        return Resource.of(body(type, map), origin);
    }

    /// Items of a typed list may leave their type out; kubectl fills it in.
    @SuppressWarnings("unchecked") // the composer makes maps with text keys only
    private static Map<String, Object> body(Gvk type, Map<?, ?> map) {
        if (map.containsKey("apiVersion") && map.containsKey("kind")) {
            return (Map<String, Object>) map;
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("apiVersion", type.apiVersion());
        body.put("kind", type.kind());
        body.putAll((Map<String, Object>) map);
        return Collections.unmodifiableMap(body);
    }

    private static SourceRange place(Document places, JsonPointer pointer) {
        return places.valueRange(pointer).orElseGet(places::range);
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }
}
