package app.driftless.core.plan;

import app.driftless.core.manifest.ApplySetLabel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Marks on live objects: who else looks after them, and what must be kept (§5.5 and §5.9 of the engine reference).
/// Pure.
final class Marks {
    private static final String SYNC_OPTIONS = "argocd.argoproj.io/sync-options";

    private record Mark(String section, String key, String tool) {}

    private static final List<Mark> TOOLS = List.of(
            new Mark("annotations", "argocd.argoproj.io/tracking-id", "Argo CD"),
            new Mark("labels", "kustomize.toolkit.fluxcd.io/name", "Flux"),
            new Mark("labels", "helm.toolkit.fluxcd.io/name", "Flux"),
            new Mark("annotations", "meta.helm.sh/release-name", "Helm"),
            new Mark("labels", "kapp.k14s.io/app", "kapp"),
            new Mark("annotations", "config.k8s.io/owning-inventory", "cli-utils"),
            new Mark("annotations", "objectset.rio.cattle.io/id", "Fleet"));

    /// Scripts call themselves so, too: it counts with Helm's label only.
    private static final String HELM = "helm";
    /// Field managers under which other tools write what they look after.
    private static final Map<String, String> MANAGERS = Map.of(
            "argocd-controller", "Argo CD", "kustomize-controller", "Flux", "helm-controller", "Flux", HELM, "Helm");

    private static final Map<String, Set<String>> KEEP = Map.of(
            "kustomize.toolkit.fluxcd.io/prune", Set.of("disabled"),
            "helm.sh/resource-policy", Set.of("keep"),
            "cli-utils.sigs.k8s.io/on-remove", Set.of("keep"),
            "client.lifecycle.config.k8s.io/deletion", Set.of("detach"),
            "kapp.k14s.io/delete-strategy", Set.of("orphan"));

    private Marks() {}

    /// Another tool that looks after the object, with the mark that says so. A mark that the repository itself writes
    /// tells nothing.
    ///
    /// @param given managers whose fields a person gave up to us: the guided way to take an object over. What their
    ///     tools marked does not count any more
    static Optional<String> otherTool(Map<String, Object> live, Map<String, Object> desired, Set<String> given) {
        for (Mark mark : TOOLS) {
            if (section(live, mark.section()).containsKey(mark.key())
                    && !section(desired, mark.section()).containsKey(mark.key())
                    && given.stream().noneMatch(manager -> mark.tool().equals(MANAGERS.get(manager)))) {
                return Optional.of(mark.tool() + " (" + mark.key() + ")");
            }
        }
        return Optional.empty();
    }

    /// Another tool that still owns fields of the object. What the repository writes does not matter here: a mark
    /// that is taken over does not stop its owner, so that both would write in turn.
    ///
    /// @param given see [#otherTool]
    static Optional<String> otherManager(Map<String, Object> live, Set<String> managers, Set<String> given) {
        boolean ofHelm = "Helm".equals(section(live, "labels").get("app.kubernetes.io/managed-by"));
        return managers.stream()
                .filter(manager -> !given.contains(manager) && MANAGERS.containsKey(manager))
                .filter(manager -> ofHelm || !manager.equals(HELM))
                .sorted()
                .findFirst()
                .map(manager -> MANAGERS.get(manager) + " (" + manager + ")");
    }

    /// The set that the object is a member of, if it is another one than `ownSet`.
    static Optional<String> otherSet(Map<String, Object> live, String ownSet) {
        return section(live, "labels").get(ApplySetLabel.NAME) instanceof String set && !set.equals(ownSet)
                ? Optional.of(set)
                : Optional.empty();
    }

    /// Kind and name of the controller that made the object, if one did.
    static Optional<String> controller(Map<String, Object> live) {
        if (live.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("ownerReferences") instanceof List<?> owners) {
            for (Object item : owners) {
                if (item instanceof Map<?, ?> owner && Boolean.TRUE.equals(owner.get("controller"))) {
                    return Optional.of(owner.get("kind") + " " + owner.get("name"));
                }
            }
        }
        return Optional.empty();
    }

    /// The mark that forbids a delete, such as `helm.sh/resource-policy: keep`.
    static Optional<String> keep(Map<String, Object> live) {
        Map<String, Object> annotations = section(live, "annotations");
        Map<String, Object> labels = section(live, "labels");
        for (Map.Entry<String, Set<String>> mark : KEEP.entrySet()) {
            for (Map<String, Object> marks : List.of(annotations, labels)) {
                if (marks.get(mark.getKey()) instanceof String value
                        && mark.getValue().contains(value)) {
                    return Optional.of(mark.getKey() + ": " + value);
                }
            }
        }
        return syncOption(annotations, Set.of("Prune=false", "Delete=false"));
    }

    /// The mark that asks for a confirmation of its delete.
    static Optional<String> confirm(Map<String, Object> live) {
        return syncOption(section(live, "annotations"), Set.of("Prune=confirm", "Delete=confirm"));
    }

    private static Optional<String> syncOption(Map<String, Object> annotations, Set<String> wanted) {
        if (annotations.get(SYNC_OPTIONS) instanceof String options) {
            for (String option : options.split(",", -1)) {
                if (wanted.contains(option.strip())) {
                    return Optional.of(SYNC_OPTIONS + ": " + option.strip());
                }
            }
        }
        return Optional.empty();
    }

    private static Map<String, Object> section(Map<String, Object> body, String name) {
        Map<String, Object> typed = new LinkedHashMap<>();
        @Nullable Object metadata = body.get("metadata");
        if (metadata instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> section) {
            section.forEach((key, value) -> typed.put(String.valueOf(key), String.valueOf(value)));
        }
        return typed;
    }
}
