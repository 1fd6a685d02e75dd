package app.driftless.core.cluster;

import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What cannot be asked directly, since it does not exist yet: objects under a scratch name, in a namespace or of a
/// kind that the same change brings. Only dry runs; thread-safe.
final class PlannedState {
    private static final String SURROGATE_NAMESPACE = "default";
    /// What another namespace's rules refuse says nothing about the new one.
    private static final Set<ClusterProblem> OF_THE_SURROGATE = Set.of(
            ClusterProblem.FORBIDDEN,
            ClusterProblem.ADMISSION_REFUSED,
            ClusterProblem.QUOTA,
            ClusterProblem.WEBHOOK_FAILED);

    private final Cluster cluster;
    private final LiveDiff.Context context;
    private final Set<String> namespaces = new HashSet<>();
    private final Map<String, Map<?, ?>> schemas = new HashMap<>();

    sealed interface Guess {}

    /// @param body what the server would probably hold
    record Likely(Map<String, Object> body) implements Guess {}

    record Wrong(Problem problem) implements Guess {}

    PlannedState(Cluster cluster, LiveDiff.Context context) {
        this.cluster = cluster;
        this.context = context;
        for (Placement.Placed object : context.placed()) {
            Resource resource = object.resource();
            String kind = resource.type().kind();
            if (kind.equals("Namespace") && resource.type().group().isEmpty()) {
                namespaces.add(resource.key().name());
            } else if (kind.equals("CustomResourceDefinition")
                    && resource.type().group().equals("apiextensions.k8s.io")
                    && resource.body().get("spec") instanceof Map<?, ?> spec) {
                define(spec);
            }
        }
    }

    private void define(Map<?, ?> spec) {
        if (!(spec.get("names") instanceof Map<?, ?> names) || !(spec.get("versions") instanceof List<?> versions)) {
            return;
        }
        for (Object item : versions) {
            if (item instanceof Map<?, ?> version) {
                Map<?, ?> schema = version.get("schema") instanceof Map<?, ?> s
                                && s.get("openAPIV3Schema") instanceof Map<?, ?> root
                        ? root
                        : Map.of();
                schemas.put(spec.get("group") + "/" + version.get("name") + " " + names.get("kind"), schema);
            }
        }
    }

    boolean makesNamespace(String namespace) {
        return namespaces.contains(namespace);
    }

    /// The object with the defaults of the CRD in the same change, or what is wrong with it; empty if no CRD there
    /// defines it.
    Optional<Guess> ofNewKind(Placement.Placed object) {
        Map<?, ?> schema = schemas.get(object.resource().type().toString());
        if (schema == null || !(defaulted(object.resource().body(), schema) instanceof Map<?, ?> body)) {
            return Optional.empty();
        }
        return Optional.of(new ScratchDefinition(cluster)
                .check(object, strings(body), schema)
                .<Guess>map(Wrong::new)
                .orElseGet(() -> new Likely(strings(body))));
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        Map<String, Object> typed = new LinkedHashMap<>();
        map.forEach((key, value) -> typed.put(String.valueOf(key), value));
        return typed;
    }

    /// Structural defaulting as the server does it: what is absent and has a default gets it, from the outside in.
    private static @Nullable Object defaulted(@Nullable Object value, Map<?, ?> schema) {
        if (value instanceof Map<?, ?> map && schema.get("properties") instanceof Map<?, ?> properties) {
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            properties.forEach((name, property) -> {
                if (property instanceof Map<?, ?> below) {
                    if (!copy.containsKey(name) && below.get("default") != null) {
                        copy.put(name, below.get("default"));
                    }
                    copy.computeIfPresent(name, (_, inner) -> defaulted(inner, below));
                }
            });
            return copy;
        }
        if (value instanceof List<?> list && schema.get("items") instanceof Map<?, ?> items) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(defaulted(item, items)));
            return copy;
        }
        return value;
    }

    /// A dry run in a namespace that exists.
    Guess inNewNamespace(Placement.Placed object) {
        return switch (Scratch.create(cluster, context.labelled(object.resource()), SURROGATE_NAMESPACE)) {
            case ApplyAnswer.Applied applied -> new Likely(applied.object().body());
            case ApplyAnswer.Refused refused
            when !OF_THE_SURROGATE.contains(refused.problem().code()) -> new Wrong(refused.problem());
            case ApplyAnswer.Refused _,
                    ApplyAnswer.Busy _,
                    ApplyAnswer.Moved _,
                    ApplyAnswer.Conflict _,
                    ApplyAnswer.Missing _,
                    ApplyAnswer.Unknown _ -> new Likely(object.resource().body());
        };
    }

    /// The object as a create would leave it; empty where the server will not say (a kind with fixed names).
    Optional<Map<String, Object>> asCreated(Placement.Placed object) {
        return Scratch.create(
                                cluster,
                                context.labelled(object.written()),
                                object.key().namespace())
                        instanceof ApplyAnswer.Applied applied
                ? Optional.of(applied.object().body())
                : Optional.empty();
    }
}
