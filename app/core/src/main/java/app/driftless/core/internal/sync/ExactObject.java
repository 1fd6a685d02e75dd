package app.driftless.core.internal.sync;

import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An object as it was, to be put back with all that a server does not make itself: content, labels, annotations,
/// finalizers, and who owns which field. Immutable, pure.
///
/// @param body with the managedFields that it had
record ExactObject(Map<String, Object> body) {
    static final Origin NOWHERE = new Origin("", 0, 0);
    private static final Set<String> OF_THE_SERVER = Set.of(
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "selfLink",
            "managedFields");
    private static final Set<String> NEVER_PATCHED = Set.of("apiVersion", "kind", "metadata", "status");
    private static final List<String> PATCHED_METADATA =
            List.of("labels", "annotations", "finalizers", "ownerReferences");
    private static final Set<String> OF_JOBS = Set.of("controller-uid", "batch.kubernetes.io/controller-uid");

    /// The manifest that creates it anew.
    Resource creatable() {
        Map<String, Object> copy = new LinkedHashMap<>(body);
        copy.remove("status");
        Map<String, Object> metadata = map(body.get("metadata"));
        metadata.keySet().removeAll(OF_THE_SERVER);
        copy.put("metadata", metadata);
        if ("Job".equals(body.get("kind"))) {
            withoutGeneratedSelector(copy);
        }
        return Resource.of(copy, NOWHERE);
    }

    /// The server makes selector and labels of a Job from its uid.
    private static void withoutGeneratedSelector(Map<String, Object> job) {
        Map<String, Object> spec = map(job.get("spec"));
        if (Boolean.TRUE.equals(spec.get("manualSelector"))) {
            return;
        }
        spec.remove("selector");
        Map<String, Object> template = map(spec.get("template"));
        Map<String, Object> metadata = map(template.get("metadata"));
        Map<String, Object> labels = map(metadata.get("labels"));
        labels.keySet().removeAll(OF_JOBS);
        metadata.put("labels", labels);
        template.put("metadata", metadata);
        spec.put("template", template);
        job.put("spec", spec);
        Map<String, Object> own = map(job.get("metadata"));
        Map<String, Object> ownLabels = map(own.get("labels"));
        if (ownLabels.keySet().removeAll(OF_JOBS)) {
            own.put("labels", ownLabels);
            job.put("metadata", own);
        }
    }

    /// What a JSON patch does to make `live` this object; nothing where its content is so already.
    List<Map<String, Object>> changes(Map<String, Object> live) {
        var operations = new ArrayList<Map<String, Object>>();
        var keys = new ArrayList<>(body.keySet());
        live.keySet().stream().filter(key -> !body.containsKey(key)).forEach(keys::add);
        keys.removeAll(NEVER_PATCHED);
        keys.forEach(key -> change("/" + escaped(key), live.get(key), body.get(key), operations));
        Map<String, Object> now = map(live.get("metadata"));
        Map<String, Object> then = map(body.get("metadata"));
        PATCHED_METADATA.forEach(key -> change("/metadata/" + key, now.get(key), then.get(key), operations));
        return operations;
    }

    private static void change(
            String path, @Nullable Object now, @Nullable Object then, List<Map<String, Object>> operations) {
        if (Objects.equals(now, then)) {
            return;
        }
        operations.add(
                then == null ? Map.of("op", "remove", "path", path) : Map.of("op", "add", "path", path, "value", then));
    }

    /// What a JSON patch does to give the fields of `live` back to their owners; nothing where they have them.
    List<Map<String, Object>> ownership(Map<String, Object> live) {
        List<Object> entries = owners(body);
        return entries.isEmpty() || entries.equals(owners(live))
                ? List.of()
                : List.of(Map.of("op", "replace", "path", "/metadata/managedFields", "value", entries));
    }

    /// Who owns what, the status left out: the server makes it anew.
    static List<Object> owners(Map<String, Object> body) {
        var entries = new ArrayList<Object>();
        if (map(body.get("metadata")).get("managedFields") instanceof List<?> all) {
            for (Object item : all) {
                if (item instanceof Map<?, ?> entry && !"status".equals(entry.get("subresource"))) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> copy.put(String.valueOf(key), item));
        }
        return copy;
    }
}
