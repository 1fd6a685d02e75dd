package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApiResource;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlanProblem;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Adds up what a plan would create against the quotas that count objects. A dry run answers for one object at a
/// time, so that ten may fit one by one where only five fit together. Amounts of CPU and memory are the server's to
/// judge. Blocks; any thread.
final class QuotaCheck {
    private static final Gvk QUOTA = new Gvk("", "v1", "ResourceQuota");
    private static final int MANY_NAMESPACES = 4;
    private static final String COUNT = "count/";
    /// The older names for counts of kinds of the core group.
    private static final Set<String> COUNTED = Set.of(
            "configmaps",
            "persistentvolumeclaims",
            "pods",
            "replicationcontrollers",
            "resourcequotas",
            "secrets",
            "services");
    private final Cluster cluster;
    private final CancelToken cancel;
    private final Map<String, List<ResourceDiff>> creates = new TreeMap<>();

    QuotaCheck(Cluster cluster, List<ResourceDiff> diffs, CancelToken cancel) {
        this.cluster = cluster;
        this.cancel = cancel;
        for (ResourceDiff diff : diffs) {
            boolean counts = diff.action() == Action.CREATE
                    && diff.approximate().isEmpty()
                    && !diff.key().namespace().isEmpty();
            if (counts) {
                creates.computeIfAbsent(diff.key().namespace(), _ -> new ArrayList<>())
                        .add(diff);
            }
        }
    }

    /// Those that are too many, the last ones of each kind.
    Map<ResourceKey, Problem> exceeded() {
        Map<ResourceKey, Problem> exceeded = new HashMap<>();
        if (creates.isEmpty()) {
            return exceeded;
        }
        Map<Gvk, String> names = new HashMap<>();
        for (ApiResource kind : cluster.discovery(false)) {
            names.put(
                    kind.type(),
                    kind.plural()
                            + (kind.type().group().isEmpty()
                                    ? ""
                                    : "." + kind.type().group()));
        }
        for (LiveObject quota : quotas()) {
            for (ResourceDiff diff : creates.getOrDefault(quota.key().namespace(), List.of())) {
                names.putIfAbsent(diff.type(), "");
            }
            judge(quota, names, exceeded);
        }
        return exceeded;
    }

    private List<LiveObject> quotas() {
        if (creates.size() > MANY_NAMESPACES) {
            Optional<List<LiveObject>> all = list("");
            if (all.isPresent()) {
                return all.get();
            }
        }
        return creates.keySet().stream()
                .flatMap(namespace -> list(namespace).orElse(List.of()).stream())
                .toList();
    }

    private Optional<List<LiveObject>> list(String namespace) {
        try {
            return Optional.of(cluster.list(QUOTA, namespace, "", cancel));
        } catch (EngineException e) {
            if (e.problem().code() == ClusterProblem.FORBIDDEN) {
                // Who may not look finds out by the write.
                return Optional.empty();
            }
            throw e;
        }
    }

    /// A quota with scopes counts some of the objects only; which, only the server knows.
    private void judge(LiveObject quota, Map<Gvk, String> names, Map<ResourceKey, Problem> exceeded) {
        Map<?, ?> spec = map(quota.body().get("spec"));
        if (spec.containsKey("scopes") || spec.containsKey("scopeSelector")) {
            return;
        }
        Map<?, ?> status = map(quota.body().get("status"));
        Map<?, ?> used = map(status.get("used"));
        map(status.get("hard")).forEach((resource, hard) -> {
            Optional<Long> limit = whole(hard);
            Optional<Long> taken = whole(used.get(resource));
            if (limit.isPresent() && taken.isPresent()) {
                List<ResourceDiff> counted = creates.getOrDefault(quota.key().namespace(), List.of()).stream()
                        .filter(diff -> counts(String.valueOf(resource), names.getOrDefault(diff.type(), "")))
                        .sorted(Comparator.comparing(ResourceDiff::key))
                        .toList();
                long free = Math.max(0, limit.get() - taken.get());
                long total = taken.get() + counted.size();
                counted.stream()
                        .skip(free)
                        .forEach(diff -> exceeded.putIfAbsent(
                                diff.key(),
                                Problem.of(
                                        PlanProblem.QUOTA,
                                        diff.key().toString(),
                                        quota.key().name(),
                                        resource,
                                        limit.get(),
                                        total)));
            }
        });
    }

    private static boolean counts(String resource, String name) {
        return !name.isEmpty()
                && (resource.equals(COUNT + name) || (resource.equals(name) && COUNTED.contains(resource)));
    }

    private static Map<?, ?> map(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /// Empty for amounts that are not written as a plain number.
    private static Optional<Long> whole(@org.jspecify.annotations.Nullable Object quantity) {
        String text = String.valueOf(quantity);
        return text.matches("\\d{1,15}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
