package app.driftless.core.diff;

import app.driftless.core.manifest.ApplySetLabel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Compares one object's desired, live and predicted state. Pure: it asks nobody, except for what a create would
/// leave, through a [Question].
public final class ObjectDiff {
    private static final Set<String> SERVER_METADATA =
            Set.of("managedFields", "uid", "resourceVersion", "generation", "creationTimestamp", "selfLink");
    private final Classifier classifier;
    private final Place root;
    private final boolean sameOwners;
    private final IgnoreRules ignored;
    private final Map<String, Object> sent;

    /// @param desired as rendered
    /// @param live as the server holds it, with managedFields
    /// @param predicted as a dry run of an apply of what is sent ([IgnoreRules#sent]) leaves it, with managedFields
    /// @param baseline desired at the commit that was synced last, if there is one
    /// @param conflicts what an unforced apply was refused for; `predicted` is that of a forced one then
    public ObjectDiff(
            Map<String, Object> desired,
            Map<String, Object> live,
            Map<String, Object> predicted,
            Optional<Map<String, Object>> baseline,
            List<FieldConflict> conflicts,
            Question question) {
        var inLive = Ownership.of(live).inheriting(question.heirOf());
        var inPredicted = Ownership.of(predicted);
        Map<String, Object> wanted = comparable(SecretForm.stored(desired));
        this.root = Place.root(wanted, comparable(live), comparable(predicted), inLive, inPredicted);
        this.ignored = question.ignored();
        this.sent = ignored.isEmpty() ? wanted : comparable(ignored.sent(desired, live, question.heirOf()));
        this.sameOwners = inLive.sameFields(inPredicted);
        this.classifier = new Classifier(
                baseline.map(SecretForm::stored).map(ObjectDiff::comparable),
                List.copyOf(conflicts),
                once(question.created()),
                question.tools());
    }

    /// What the comparison may ask, and whose additions count as made by hand.
    ///
    /// @param created the object as a dry-run create of desired leaves it; called at most once, where it decides
    /// @param heirOf managers whose updates count as ours, since they are taken over with this apply
    /// @param ignored the rules about this object
    public record Question(
            Supplier<Optional<Map<String, Object>>> created,
            PersonsTools tools,
            Set<String> heirOf,
            IgnoreRules ignored) {
        public Question {
            heirOf = Set.copyOf(heirOf);
        }

        /// Where nothing is taken over, and nothing ignored.
        public Question(Supplier<Optional<Map<String, Object>>> created, PersonsTools tools) {
            this(created, tools, Set.of(), IgnoreRules.NONE);
        }
    }

    /// Every difference once, in the order of the object.
    public List<Difference> differences() {
        var found = new ArrayList<Difference>();
        compare(root, found);
        return found;
    }

    /// What a sync would do about it.
    public Action action(List<Difference> differences) {
        if (differences.stream().anyMatch(d -> d.kind() == DiffClass.YOURS || d.kind() == DiffClass.DRIFT)) {
            return Action.UPDATE;
        }
        return sameOwners ? Action.UNCHANGED : Action.OWNERSHIP;
    }

    private static Supplier<Optional<Map<String, Object>>> once(Supplier<Optional<Map<String, Object>>> question) {
        return new Supplier<>() {
            private @Nullable Optional<Map<String, Object>> answer;

            @Override
            public Optional<Map<String, Object>> get() {
                if (answer == null) {
                    answer = question.get();
                }
                return answer;
            }
        };
    }

    private void compare(Place place, List<Difference> found) {
        var desired = place.desired();
        var live = place.live();
        var predicted = place.predicted();
        Optional<IgnoreRule> rule = ignored.at(place);
        if (rule.isPresent()) {
            ignored(place, rule.get(), found);
        } else if (!live.present() && !predicted.present()) {
            missing(place, found);
        } else if (live.present() != predicted.present()) {
            found.add(classifier.unsettled(place));
        } else if (!desired.present() && place.settled()) {
            unnamed(place, found);
        } else if (place.children() instanceof List<Place> children) {
            children.forEach(child -> compare(child, found));
            if (place.reordered()) {
                found.add(classifier.unsettled(place));
            }
        } else if (!place.settled()) {
            found.add(classifier.unsettled(place));
        } else if (!Canonical.means(place.path(), desired.value(), predicted.value())) {
            found.add(classifier.mutated(place));
        }
    }

    /// The repository names it, but nobody holds it: admission removed it, or all of it is left out of what is sent.
    private void missing(Place place, List<Difference> found) {
        if (Canonical.isEmpty(place.desired().value())) {
            return;
        }
        if (!place.path().in(sent).present() && place.children() instanceof List<Place> children) {
            children.forEach(child -> compare(child, found));
        } else {
            found.add(classifier.mutated(place));
        }
    }

    /// What differs in a place that a rule leaves to others. What the server filled in is no doing of theirs.
    private void ignored(Place place, IgnoreRule rule, List<Difference> found) {
        var desired = place.desired();
        var live = place.live();
        if (desired.present() && live.present()) {
            if (place.children() instanceof List<Place> children) {
                children.forEach(child -> ignored(child, rule, found));
            } else if (!Canonical.means(place.path(), desired.value(), live.value())) {
                found.add(classifier.ignored(place, rule));
            }
        } else if (live.present()) {
            var parts = new ArrayList<Difference>();
            unnamed(place, parts);
            parts.forEach(part -> found.add(part.kind() == DiffClass.DEFAULT ? part : part.ignoredBy(rule)));
        } else if (!Canonical.isEmpty(desired.value())) {
            found.add(classifier.ignored(place, rule));
        }
    }

    /// What the repository does not name and an apply would not touch: one difference if it is all of one kind.
    private void unnamed(Place place, List<Difference> found) {
        var parts = new ArrayList<Difference>();
        if (place.children() instanceof List<Place> children && !children.isEmpty()) {
            children.forEach(child -> ignored.at(child)
                    .ifPresentOrElse(rule -> ignored(child, rule, parts), () -> unnamed(child, parts)));
            if (parts.isEmpty()) {
                return;
            }
        } else {
            found.add(classifier.unnamed(place));
            return;
        }
        Difference first = parts.getFirst();
        boolean uniform = parts.stream()
                .allMatch(part -> part.kind() == first.kind()
                        && part.addedByHand() == first.addedByHand()
                        && part.ignored().equals(first.ignored())
                        && part.manager().equals(first.manager()));
        if (uniform) {
            found.add(new Difference(
                    place.pointer(),
                    place.path().toString(),
                    first.kind(),
                    false,
                    place.desired(),
                    place.live(),
                    place.predicted(),
                    first.manager(),
                    first.time(),
                    first.addedByHand(),
                    first.ignored()));
        } else {
            found.addAll(parts);
        }
    }

    /// Without what only the server writes, and without our own label.
    static Map<String, Object> comparable(Map<String, Object> body) {
        Map<String, Object> copy = new LinkedHashMap<>(body);
        copy.remove("status");
        if (copy.get("metadata") instanceof Map<?, ?> metadata) {
            Map<String, Object> rest = new LinkedHashMap<>();
            metadata.forEach((key, value) -> {
                String name = String.valueOf(key);
                Object kept =
                        switch (name) {
                            case "labels" -> without(value, ApplySetLabel.NAME);
                            // The mirror of what kubectl applied: a kind of managedFields, not a setting.
                            case "annotations" -> without(value, Masking.LAST_APPLIED);
                            default -> value;
                        };
                if (kept != null && !SERVER_METADATA.contains(name)) {
                    rest.put(name, kept);
                }
            });
            copy.put("metadata", rest);
        }
        return copy;
    }

    private static @Nullable Object without(@Nullable Object value, String name) {
        if (!(value instanceof Map<?, ?> map) || !map.containsKey(name)) {
            return value;
        }
        Map<Object, Object> rest = new LinkedHashMap<>(map);
        rest.remove(name);
        return rest.isEmpty() ? null : rest;
    }
}
