package app.driftless.core.cluster;

import app.driftless.core.flow.Awaited;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Which mutating webhooks and policies could change an object that we wrote before they were there. Asked once for
/// each comparison; thread-safe.
public final class MutatingAdmission {
    private static final String GROUP = "admissionregistration.k8s.io";
    private static final List<String> KINDS =
            List.of("MutatingWebhookConfiguration", "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding");

    /// @param name of the webhook, or of the policy
    /// @param version of the object that holds it
    /// @param groups of the resources that it looks at; empty for any
    private record Rule(String name, String version, Instant changed, List<String> groups, List<String> resources) {
        Rule named(String other) {
            return new Rule(other, version, changed, groups, resources);
        }
    }

    private final Cluster cluster;
    private final Workers workers;
    /// Empty inside if they may not be read. Many ask at once.
    private final CompletableFuture<Optional<List<Rule>>> rules;

    /// Begins to read them.
    MutatingAdmission(Cluster cluster, Workers workers) {
        this.cluster = cluster;
        this.workers = workers;
        this.rules = CompletableFuture.supplyAsync(this::read, workers.io());
    }

    /// Whether objects of this kind are such rules.
    public static boolean rules(ApiResource kind) {
        return kind.preferred()
                && kind.type().group().equals(GROUP)
                && KINDS.contains(kind.type().kind());
    }

    /// Whether everything that may change objects of this kind was already in place when the object was written, so
    /// that its work is part of what live holds.
    boolean isOlderThan(Instant written, ApiResource kind) {
        return rules().map(all -> all.stream()
                        .filter(rule -> concerns(rule, kind))
                        // Times are whole seconds: the same second proves nothing.
                        .allMatch(rule -> rule.changed().isBefore(written)))
                .orElse(false);
    }

    /// Those that may change objects of this kind; empty if nobody may know.
    List<String> names(ApiResource kind) {
        return rules().orElse(List.of()).stream()
                .filter(rule -> concerns(rule, kind))
                .map(Rule::name)
                .distinct()
                .toList();
    }

    /// What is in place now for objects of this kind, to be compared by equality; empty if it may not be read, or may
    /// change unseen.
    Optional<Object> state(ApiResource kind) {
        return rules().map(
                        all -> all.stream().filter(rule -> concerns(rule, kind)).toList())
                .filter(all -> all.stream().noneMatch(rule -> rule.changed().equals(Instant.MAX)))
                .map(all -> all);
    }

    private static boolean concerns(Rule rule, ApiResource kind) {
        return rule.groups().isEmpty()
                || ((rule.groups().contains("*")
                                || rule.groups().contains(kind.type().group()))
                        && rule.resources().stream()
                                .anyMatch(name -> name.startsWith("*") || name.equals(kind.plural())));
    }

    private Optional<List<Rule>> rules() {
        return Awaited.of(rules);
    }

    private Optional<List<Rule>> read() {
        try {
            var lists = cluster.discovery(false).stream()
                    .filter(MutatingAdmission::rules)
                    .map(kind -> CompletableFuture.supplyAsync(
                            () -> cluster.list(kind.type(), "", "", new CancelToken()), workers.io()))
                    .toList();
            var found = new ArrayList<Rule>();
            for (var list : lists) {
                Awaited.of(list).forEach(object -> read(object.body(), found));
            }
            return Optional.of(found);
        } catch (EngineException e) {
            if (e.problem().code() == ClusterProblem.FORBIDDEN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void read(Map<String, Object> body, List<Rule> into) {
        Map<?, ?> metadata = body.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
        var whole = new Rule(
                String.valueOf(metadata.get("name")),
                String.valueOf(metadata.get("resourceVersion")),
                changed(body),
                List.of(),
                List.of());
        if (body.get("webhooks") instanceof List<?> webhooks) {
            for (Object webhook : webhooks) {
                if (webhook instanceof Map<?, ?> map) {
                    rules(whole.named(String.valueOf(map.get("name"))), map.get("rules"), into);
                }
            }
            return;
        }
        Map<?, ?> spec = body.get("spec") instanceof Map<?, ?> map ? map : Map.of();
        if (spec.containsKey("paramKind")) {
            // Its parameters may have changed at any time.
            into.add(new Rule(whole.name(), whole.version(), Instant.MAX, List.of(), List.of()));
        } else if (spec.get("matchConstraints") instanceof Map<?, ?> match) {
            rules(whole, match.get("resourceRules"), into);
        } else {
            // A binding puts its policy into effect, whatever that concerns.
            into.add(whole);
        }
    }

    private static void rules(Rule whole, @Nullable Object list, List<Rule> into) {
        if (list instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> rule) {
                    into.add(new Rule(
                            whole.name(),
                            whole.version(),
                            whole.changed(),
                            strings(rule.get("apiGroups")),
                            strings(rule.get("resources"))));
                }
            }
        }
    }

    private static List<String> strings(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Instant changed(Map<String, Object> body) {
        Instant latest = Instant.MIN;
        if (body.get("metadata") instanceof Map<?, ?> metadata) {
            var times = new ArrayList<@Nullable Object>();
            times.add(metadata.get("creationTimestamp"));
            if (metadata.get("managedFields") instanceof List<?> entries) {
                entries.forEach(entry -> times.add(entry instanceof Map<?, ?> map ? map.get("time") : null));
            }
            for (Object time : times) {
                if (time instanceof String text && Instant.parse(text).isAfter(latest)) {
                    latest = Instant.parse(text);
                }
            }
        }
        return latest;
    }
}
