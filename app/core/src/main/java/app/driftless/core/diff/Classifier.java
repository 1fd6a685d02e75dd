package app.driftless.core.diff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Whose a difference is: the table of §2.1 of the engine reference, row by row.
///
/// @param baseline desired at the commit that was synced last
/// @param conflicts what a 409 named
/// @param created the object as a dry-run create of desired would leave it; asked for only where it decides
record Classifier(
        Optional<Map<String, Object>> baseline,
        List<FieldConflict> conflicts,
        Supplier<Optional<Map<String, Object>>> created,
        PersonsTools tools) {
    /// Live is not what an apply would leave.
    Difference unsettled(Place place) {
        boolean conflict = conflict(place).isPresent();
        if (place.ours()) {
            return difference(place, DiffClass.YOURS, conflict, false);
        }
        if (!place.desired().present()) {
            return difference(place, DiffClass.DEFAULT, conflict, false);
        }
        return difference(place, unchangedInGit(place) ? DiffClass.DRIFT : DiffClass.YOURS, conflict, false);
    }

    /// An apply would leave it as it is, which is not quite what the repository says.
    Difference mutated(Place place) {
        return difference(place, DiffClass.MUTATED, false, false);
    }

    /// A rule leaves it to others.
    Difference ignored(Place place, IgnoreRule rule) {
        return difference(place, DiffClass.FOREIGN, false, false).ignoredBy(rule);
    }

    /// An apply would leave it as it is, and the repository does not name it.
    Difference unnamed(Place place) {
        List<Ownership.Entry> others = place.others();
        if (others.isEmpty() || asCreated(place)) {
            return difference(place, DiffClass.DEFAULT, false, false);
        }
        boolean byHand = others.stream().anyMatch(entry -> tools.include(entry.manager()));
        return difference(place, byHand ? DiffClass.DRIFT : DiffClass.FOREIGN, false, byHand);
    }

    private boolean unchangedInGit(Place place) {
        if (baseline.isEmpty()) {
            return false;
        }
        Difference.Side before = place.path().in(baseline.get());
        return before.present()
                && Canonical.same(before.value(), place.desired().value());
    }

    private boolean asCreated(Place place) {
        var body = created.get();
        if (body.isEmpty()) {
            return false;
        }
        Difference.Side fresh = place.path().in(body.get());
        return fresh.present() && Canonical.same(fresh.value(), place.live().value());
    }

    private Optional<FieldConflict> conflict(Place place) {
        String path = place.path().toString();
        return conflicts.stream()
                .filter(conflict -> FieldPath.related(conflict.fieldPath(), path))
                .findFirst();
    }

    private Difference difference(Place place, DiffClass kind, boolean conflict, boolean byHand) {
        List<Ownership.Entry> owners = place.others();
        if (byHand) {
            owners = owners.stream()
                    .filter(entry -> tools.include(entry.manager()))
                    .toList();
        }
        if (owners.isEmpty() && place.live().present()) {
            owners = place.claims().stream()
                    .filter(Place.Claim::inLive)
                    .map(Place.Claim::entry)
                    .toList();
        }
        var owner = Ownership.latest(owners);
        var manager = owner.map(Ownership.Entry::manager)
                .or(() -> conflict(place).map(FieldConflict::manager).filter(name -> !name.isEmpty()));
        return new Difference(
                place.pointer(),
                place.path().toString(),
                kind,
                conflict,
                place.desired(),
                place.live(),
                place.predicted(),
                kind == DiffClass.DEFAULT && place.others().isEmpty() ? Optional.empty() : manager,
                owner.flatMap(Ownership.Entry::time),
                byHand);
    }
}
