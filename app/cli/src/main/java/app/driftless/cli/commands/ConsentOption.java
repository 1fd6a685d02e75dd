package app.driftless.cli.commands;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.ObjectApproval;
import app.driftless.core.sync.SyncApproval;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// What a person agrees to for single objects that `--yes` does not cover.
final class ConsentOption {
    @Option(names = "--confirm-delete", paramLabel = "RESOURCE", descriptionKey = "option.confirmDelete")
    private List<String> deletes = new ArrayList<>();

    @Option(names = "--replace", paramLabel = "KIND/NAME", descriptionKey = "option.replace")
    private List<String> replacements = new ArrayList<>();

    @Option(names = "--only", paramLabel = "KIND/NAME", descriptionKey = "option.only")
    private List<String> only = new ArrayList<>();

    @Option(names = "--field", paramLabel = "PATH", descriptionKey = "option.field")
    private List<String> fields = new ArrayList<>();

    @Option(names = "--skip-refused", descriptionKey = "option.skipRefused")
    private boolean skipRefused;

    /// What `--only` names that the plan has not, or `--field` without one object to change it of.
    Optional<String> unknown(SyncPlan plan) {
        if (!fields.isEmpty() && only.size() != 1) {
            return Optional.of(String.join(", ", fields));
        }
        return only.stream()
                .filter(name -> plan.changes().stream()
                        .noneMatch(change -> names(List.of(name), change.diff().key())))
                .findFirst();
    }

    SyncApproval addedTo(SyncApproval approval, SyncPlan plan) {
        SyncApproval all = skipRefused ? approval.withoutTheRefused() : approval;
        for (PlannedChange change : plan.changes()) {
            ResourceKey key = change.diff().key();
            if (names(deletes, key)) {
                all = all.with(key, ObjectApproval::deleted);
            }
            if (names(only, key)) {
                Set<ResourceKey> more = new HashSet<>(all.only());
                more.add(key);
                all = all.withOnly(more).with(key, object -> object.only(Set.copyOf(fields)));
            }
            if (names(replacements, key)) {
                all = all.with(key, ObjectApproval::replaced);
            }
        }
        return all;
    }

    /// As a plan names an object, or short: `Service/web`, `Service/shop/web`.
    private static boolean names(List<String> given, ResourceKey key) {
        return given.contains(key.toString())
                || given.contains(key.kind() + "/" + key.name())
                || given.contains(key.kind() + "/" + key.namespace() + "/" + key.name());
    }
}
