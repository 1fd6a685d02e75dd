package app.driftless.core.plan;

import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Collects who needs whom among the objects of a plan. Everything is looked up by kind, namespace and name; no two
/// objects are ever compared with each other. Used once.
final class OrderBuilding {
    private static final Set<String> LAST = Set.of(
            "APIService",
            "ValidatingWebhookConfiguration",
            "MutatingWebhookConfiguration",
            "ValidatingAdmissionPolicy",
            "MutatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "MutatingAdmissionPolicyBinding");
    private static final Set<String> LAST_GROUPS = Set.of("apiregistration.k8s.io", "admissionregistration.k8s.io");

    private final OrderGraph graph = new OrderGraph();
    private final List<ResourceDiff> objects;
    private final List<ResourceKey> keys;
    private final Map<ResourceKey, Integer> places = new HashMap<>();
    private final List<Tree> bodies;
    private final Map<String, List<Integer>> workloads = new HashMap<>();
    private final Map<String, List<Integer>> rules = new HashMap<>();
    private final Map<ResourceKey, List<Integer>> rights = new HashMap<>();
    private final Map<String, Integer> definitions = new HashMap<>();

    OrderBuilding(List<ResourceDiff> all) {
        objects = all.stream().sorted(Comparator.comparing(ResourceDiff::key)).toList();
        keys = objects.stream().map(ResourceDiff::key).toList();
        bodies = objects.stream().map(diff -> new Tree(body(diff))).toList();
        for (int i = 0; i < objects.size(); i++) {
            index(graph.add());
        }
        for (int i = 0; i < objects.size(); i++) {
            require(i);
        }
        declare();
        interceptorsLast();
    }

    /// What a diff is about: the wanted object, or the one that goes.
    static Map<String, Object> body(ResourceDiff diff) {
        return diff.desired().or(diff::live).orElse(Map.of());
    }

    OrderGraph graph() {
        return graph;
    }

    List<ResourceKey> keys() {
        return keys;
    }

    Optional<ResourceKey> key(int node) {
        return node < keys.size() ? Optional.of(keys.get(node)) : Optional.empty();
    }

    private void index(int node) {
        ResourceKey key = keys.get(node);
        Tree body = bodies.get(node);
        places.putIfAbsent(key, node);
        References.makes(objects.get(node).type(), key, body(objects.get(node)))
                .ifPresent(made -> places.putIfAbsent(made, node));
        if (PodReferences.specification(body).isPresent()) {
            workloads.computeIfAbsent(key.namespace(), _ -> new ArrayList<>()).add(node);
        }
        switch (key.group() + "/" + key.kind()) {
            case "/LimitRange", "/ResourceQuota" ->
                rules.computeIfAbsent(key.namespace(), _ -> new ArrayList<>()).add(node);
            case "rbac.authorization.k8s.io/RoleBinding", "rbac.authorization.k8s.io/ClusterRoleBinding" ->
                References.accounts(body, key.namespace())
                        .forEach(account -> rights.computeIfAbsent(account, _ -> new ArrayList<>())
                                .add(node));
            case "apiextensions.k8s.io/CustomResourceDefinition" ->
                definitions.putIfAbsent(body.text("spec", "group") + "/" + body.text("spec", "names", "kind"), node);
            case "apiregistration.k8s.io/APIService" ->
                definitions.putIfAbsent(body.text("spec", "group") + "/" + body.text("spec", "version"), node);
            default -> {}
        }
    }

    private void require(int node) {
        ResourceDiff diff = objects.get(node);
        ResourceKey key = diff.key();
        if (!key.namespace().isEmpty()) {
            need(node, places.get(new ResourceKey("", "Namespace", "", key.namespace())), Strength.HARD, true);
        }
        need(node, definitions.get(key.group() + "/" + key.kind()), Strength.HARD, true);
        if (!key.group().isEmpty()) {
            need(node, definitions.get(key.group() + "/" + diff.type().version()), Strength.HARD, true);
        }
        for (Reference reference : References.of(diff.type(), key, body(diff))) {
            Integer other = places.get(reference.to());
            need(node, other, reference.strength(), reference.ready());
            if (reference.ready() && other != null) {
                behind(other).forEach(workload -> need(node, workload, reference.strength(), true));
            }
        }
        pods(node, key);
    }

    /// What the server asks for before it takes a pod, and what the pod may do once it runs.
    private void pods(int node, ResourceKey key) {
        Optional<Tree> spec = PodReferences.specification(bodies.get(node));
        if (spec.isEmpty()
                && !(key.kind().equals("PersistentVolumeClaim") && key.group().isEmpty())) {
            return;
        }
        rules.getOrDefault(key.namespace(), List.of()).forEach(rule -> need(node, rule, Strength.HARD, false));
        spec.ifPresent(pod -> {
            String account = PodReferences.account(pod);
            var who = new ResourceKey("", "ServiceAccount", key.namespace(), account.isEmpty() ? "default" : account);
            rights.getOrDefault(who, List.of()).forEach(binding -> need(node, binding, Strength.FIRM, false));
        });
    }

    /// The workloads whose pods answer for a Service.
    private List<Integer> behind(int service) {
        Map<String, String> selector = bodies.get(service).texts("spec", "selector");
        if (selector.isEmpty()) {
            return List.of();
        }
        return workloads.getOrDefault(keys.get(service).namespace(), List.of()).stream()
                .filter(node -> PodReferences.labels(bodies.get(node))
                        .texts()
                        .entrySet()
                        .containsAll(selector.entrySet()))
                .toList();
    }

    private void declare() {
        var waves = new TreeMap<Integer, List<Integer>>();
        Map<String, Integer> through = new HashMap<>();
        Map<String, Integer> held = new HashMap<>();
        var declared = new ArrayList<DeclaredOrder>();
        for (int i = 0; i < keys.size(); i++) {
            DeclaredOrder order = DeclaredOrder.of(keys.get(i), body(objects.get(i)));
            declared.add(order);
            waves.computeIfAbsent(order.wave(), _ -> new ArrayList<>()).add(i);
            order.after().forEach(group -> through.computeIfAbsent(group, _ -> graph.add()));
            order.before().forEach(group -> held.computeIfAbsent(group, _ -> graph.add()));
        }
        for (int i = 0; i < declared.size(); i++) {
            int node = i;
            DeclaredOrder order = declared.get(i);
            order.on().forEach(other -> need(node, places.get(other), Strength.DECLARED, true));
            order.after().forEach(group -> need(node, through.get(group), Strength.DECLARED, true));
            order.before().forEach(group -> meet(held.get(group), node));
            order.groups().forEach(group -> {
                meet(through.get(group), node);
                need(node, held.get(group), Strength.DECLARED, true);
            });
        }
        waves(waves);
    }

    /// After each wave stands a meeting point, so that a wave need not be linked with all others.
    private void waves(TreeMap<Integer, List<Integer>> waves) {
        Integer before = null;
        for (Map.Entry<Integer, List<Integer>> wave : waves.entrySet()) {
            if (wave.getKey().equals(waves.lastKey()) && before == null) {
                return;
            }
            Integer over = before;
            wave.getValue().forEach(node -> need(node, over, Strength.WAVE, true));
            before = graph.add();
            for (int node : wave.getValue()) {
                meet(before, node);
            }
            need(before, over, Strength.HARD, true);
        }
    }

    /// Whatever stands between others and the server comes after them, except those that need it.
    private void interceptorsLast() {
        List<Integer> last = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (LAST.contains(keys.get(i).kind())
                    && LAST_GROUPS.contains(keys.get(i).group())) {
                last.add(i);
            }
        }
        if (last.isEmpty()) {
            return;
        }
        boolean[] needing = graph.reaching(last);
        int rest = graph.add();
        for (int i = 0; i < keys.size(); i++) {
            if (!needing[i]) {
                need(rest, i, Strength.HARD, false);
            }
        }
        last.forEach(node -> need(node, rest, Strength.SOFT, false));
    }

    private void meet(@org.jspecify.annotations.Nullable Integer point, int node) {
        need(point, node, Strength.HARD, true);
    }

    private void need(
            @org.jspecify.annotations.Nullable Integer from,
            @org.jspecify.annotations.Nullable Integer to,
            Strength strength,
            boolean ready) {
        if (from != null && to != null) {
            graph.need(from, to, strength, ready);
        }
    }
}
