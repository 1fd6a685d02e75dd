package app.driftless.core.plan;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.LiveFacts;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Message;
import app.driftless.core.workspace.Protection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides which deletes are kept back, which need a consent of their own and which are ordinary (§5.5 and R14 of the
/// engine reference). Pure.
final class PruneGuards {
    private static final int FEW = 5;
    private static final Set<String> PRECIOUS = Set.of(
            "/Namespace",
            "apiextensions.k8s.io/CustomResourceDefinition",
            "/PersistentVolume",
            "/PersistentVolumeClaim",
            "apps/StatefulSet");

    private final Planner.Input input;
    private final Set<String> usedNamespaces = new HashSet<>();
    private final Map<ResourceKey, ResourceKey> needed = new HashMap<>();
    private final Set<String> usedKinds = new HashSet<>();
    private final boolean undo;
    private final boolean nothingDesired;

    /// @param kept why it is not deleted
    /// @param delete what to know before it is; several reasons may need consent
    record Verdict(Optional<Message> kept, List<Reason> delete) {}

    record Reason(Message message, boolean consent) {}

    static PruneGuards ofSync(Planner.Input input) {
        return new PruneGuards(input, false);
    }

    /// A person asked for these deletes by name: that nothing is desired, or that there are many, is the point of them.
    static PruneGuards ofUndo(Planner.Input input) {
        return new PruneGuards(input, true);
    }

    private PruneGuards(Planner.Input input, boolean undo) {
        this.input = input;
        this.undo = undo;
        boolean any = false;
        for (ResourceDiff diff : input.diffs()) {
            if (diff.action() != Action.DELETE) {
                any = true;
                usedNamespaces.add(diff.key().namespace());
                needs(diff);
                usedKinds.add(diff.type().group() + "/" + diff.type().kind());
            }
        }
        nothingDesired = !any;
    }

    /// What works only with the other one there; a Service that is gone takes its callers along as well.
    private void needs(ResourceDiff diff) {
        for (Reference reference :
                References.of(diff.type(), diff.key(), diff.desired().orElse(Map.of()))) {
            if (reference.strength().compareTo(Strength.FIRM) >= 0
                    || reference.to().kind().equals("Service")) {
                needed.putIfAbsent(reference.to(), diff.key());
            }
        }
    }

    /// Whether deleting objects of this kind takes data or other objects along.
    static boolean precious(String groupKind) {
        return PRECIOUS.contains(groupKind);
    }

    Map<ResourceKey, Verdict> judge() {
        Map<ResourceKey, Verdict> verdicts = new LinkedHashMap<>();
        var deleted = new ArrayList<ResourceDiff>();
        for (ResourceDiff diff : input.diffs()) {
            if (diff.action() == Action.DELETE) {
                Optional<Message> kept = kept(diff);
                if (kept.isPresent()) {
                    verdicts.put(diff.key(), new Verdict(kept, List.of()));
                    usedNamespaces.add(diff.key().namespace());
                } else {
                    deleted.add(diff);
                }
            }
        }
        // A namespace takes everything in it along, so these are looked at once it is known what stays.
        deleted.removeIf(diff -> {
            Optional<Message> used = stillUsed(diff);
            used.ifPresent(reason -> verdicts.put(diff.key(), new Verdict(used, List.of())));
            return used.isPresent();
        });
        for (ResourceDiff diff : deleted) {
            verdicts.put(diff.key(), new Verdict(Optional.empty(), reasons(diff, deleted.size())));
        }
        return verdicts;
    }

    private Optional<Message> kept(ResourceDiff diff) {
        Map<String, Object> live = diff.live().orElse(Map.of());
        if (!undo && input.failed()) {
            return said("kept.findings");
        }
        if (!undo && nothingDesired) {
            return said("kept.empty");
        }
        if (!undo && !input.policy().prune()) {
            return said("kept.off");
        }
        if (input.elsewhere().contains(diff.key())) {
            return said("kept.moved");
        }
        return Marks.keep(live)
                .map(mark -> text("kept.mark", mark))
                .or(() -> Marks.otherTool(live, Map.of(), Set.of())
                        .or(() -> Marks.otherManager(
                                live, diff.facts().map(LiveFacts::managers).orElse(Set.of()), Set.of()))
                        .map(tool -> text("kept.tool", tool)))
                .or(() -> Marks.otherSet(live, input.ownSet()).map(set -> text("kept.set", set)))
                .or(() -> Marks.controller(live).map(owner -> text("kept.child", owner)));
    }

    private Optional<Message> stillUsed(ResourceDiff diff) {
        String kind = kind(diff);
        if (kind.equals("/Namespace") && usedNamespaces.contains(diff.key().name())) {
            return said("kept.namespace.used");
        }
        boolean definesUsed = kind.equals("apiextensions.k8s.io/CustomResourceDefinition")
                && usedKinds.stream().anyMatch(used -> defines(diff, used));
        return definesUsed ? said("kept.definition.used") : Optional.empty();
    }

    private static boolean defines(ResourceDiff definition, String used) {
        return definition.live().orElse(Map.of()).get("spec") instanceof Map<?, ?> spec
                && spec.get("names") instanceof Map<?, ?> names
                && used.equals(spec.get("group") + "/" + names.get("kind"));
    }

    private List<Reason> reasons(ResourceDiff diff, int deletes) {
        var reasons = new ArrayList<Reason>();
        Checks.Held held = input.checks().held().get(diff.key());
        if (held != null) {
            reasons.add(new Reason(text("delete.holds", diff.key().kind(), held.count(), held.example()), true));
        }
        ResourceKey by = needed.get(diff.key());
        if (by != null) {
            reasons.add(new Reason(text("delete.needed", by.toString()), true));
        }
        if (PRECIOUS.contains(kind(diff))) {
            reasons.add(new Reason(text("delete.precious", diff.key().kind()), true));
        }
        if (!undo && tooMany(deletes)) {
            reasons.add(new Reason(text("delete.many", deletes, input.inventory()), true));
        }
        Marks.confirm(diff.live().orElse(Map.of()))
                .ifPresent(mark -> reasons.add(new Reason(text("delete.mark", mark), true)));
        if (input.protection() == Protection.LOCKED) {
            reasons.add(new Reason(text("delete.locked"), true));
        }
        if (reasons.isEmpty()) {
            reasons.add(new Reason(text("delete.plain"), false));
        }
        return reasons;
    }

    /// More than max(5, 10 %) of the inventory, or at least half of it.
    private boolean tooMany(int deletes) {
        int inventory = input.inventory();
        return deletes > Math.max(FEW, inventory / 10.0) || deletes * 2 >= inventory;
    }

    private static String kind(ResourceDiff diff) {
        return diff.type().group() + "/" + diff.type().kind();
    }

    private static Optional<Message> said(String key) {
        return Optional.of(text(key));
    }

    private static Message text(String key, Object... args) {
        return Message.of("plan", key, args);
    }
}
