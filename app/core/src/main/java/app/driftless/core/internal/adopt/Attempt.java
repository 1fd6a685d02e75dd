package app.driftless.core.internal.adopt;

import app.driftless.core.adopt.AdoptProblem;
import app.driftless.core.adopt.AdoptionPlan;
import app.driftless.core.diff.Masking;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.internal.sync.FieldRoute;
import app.driftless.core.internal.yaml.Trees;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.TextEdit;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.FileText;
import app.driftless.core.repo.FileTree;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.DesiredStates;
import app.driftless.core.workspace.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Adopts fields of one object one after the other, each edit proven by rendering. Used once, by one thread.
public final class Attempt {
    private final DesiredStates desired;
    private final Environment environment;
    private final Map<String, Object> live;
    private final CancelToken cancel;
    private final FileTree disk;
    private final int index;
    private final Map<String, FileText> read = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<String> adopted = new ArrayList<>();
    private final List<AdoptionPlan.Refused> refused = new ArrayList<>();
    private List<Resource> resources;

    /// @param resource one of the state's
    public Attempt(
            DesiredStates desired,
            DesiredState state,
            Resource resource,
            Map<String, Object> live,
            CancelToken cancel) {
        this.desired = desired;
        this.environment = state.environment();
        this.live = live;
        this.cancel = cancel;
        this.disk = desired.repository().workTree();
        this.resources = state.resources();
        this.index = resources.indexOf(resource);
    }

    public AdoptionPlan plan() {
        var edits = new ArrayList<AdoptionPlan.Edit>();
        texts.forEach((file, text) -> edits.add(new AdoptionPlan.Edit(Objects.requireNonNull(read.get(file)), text)));
        return new AdoptionPlan(edits, adopted, refused);
    }

    public void adopt(String field) {
        cancel.throwIfCancelled();
        Resource object = resources.get(index);
        Optional<Spot> spot = Spot.of(object.body(), live, field);
        if (isSecret(object, field)) {
            refuse(field, AdoptProblem.SECRET, field);
        } else if (spot.isEmpty() || isSame(object, spot.get())) {
            refuse(field, AdoptProblem.NOTHING, field);
        } else {
            adopt(field, object, spot.get());
        }
    }

    private void adopt(String field, Resource object, Spot spot) {
        Optional<Object> wanted = spot.live()
                ? Trees.with(object.body(), spot.pointer().tokens(), spot.value())
                : Trees.without(object.body(), spot.pointer().tokens());
        FileTree tree = new EditedTree(disk, texts);
        var places = new SourcePlaces(tree, desired.inputs(tree, environment, cancel));
        boolean editable = true;
        String file = object.origin().path();
        for (SourcePlaces.Place place : wanted.isEmpty() ? List.<SourcePlaces.Place>of() : places.of(object)) {
            Optional<Spot> here = Spot.of(place.resource().body(), live, field)
                    .filter(found -> found.there() == spot.there()
                            && (!found.there() || says(place.resource(), found, object, spot)));
            if (here.isEmpty()) {
                continue;
            }
            Optional<String> text = edited(place, here.get(), places);
            if (text.isEmpty()) {
                editable = false;
                file = place.file();
            } else if (proven(place.file(), text.get(), wanted.get())) {
                take(field, place.file(), text.get());
                return;
            }
        }
        refuse(field, editable ? AdoptProblem.GENERATED : AdoptProblem.NOT_EDITABLE, field, file);
    }

    private static boolean says(Resource source, Spot there, Resource rendered, Spot spot) {
        return Objects.equals(there.pointer().in(source.body()), spot.pointer().in(rendered.body()));
    }

    private Optional<String> edited(SourcePlaces.Place place, Spot spot, SourcePlaces places) {
        FileText before =
                read.computeIfAbsent(place.file(), path -> desired.repository().readText(path));
        if (before.readOnly().isPresent()) {
            return Optional.empty();
        }
        String text = texts.getOrDefault(place.file(), before.text());
        var tokens = new ArrayList<>(place.at().tokens());
        tokens.addAll(spot.pointer().tokens());
        var pointer = new JsonPointer(tokens);
        Optional<TextEdit> edit = spot.live()
                ? Manifests.set(text, place.document(), pointer, spot.value(), places.route())
                : Manifests.remove(text, place.document(), pointer, places.route());
        return edit.map(e -> e.applyTo(text));
    }

    /// Whether rendering with this text changes the wanted object as wanted, and nothing else.
    private boolean proven(String file, String text, Object wanted) {
        List<Resource> after = rendered(with(file, text), environment);
        if (after.size() != resources.size()) {
            return false;
        }
        for (int i = 0; i < after.size(); i++) {
            Object expected = i == index ? wanted : resources.get(i).body();
            if (!expected.equals(after.get(i).body())) {
                return false;
            }
        }
        return true;
    }

    private void take(String field, String file, String text) {
        List<String> others = changedElsewhere(file, text);
        if (!others.isEmpty()) {
            refuse(field, AdoptProblem.SHARED, field, file, String.join(", ", others));
            return;
        }
        texts.put(file, text);
        resources = rendered(with(file, text), environment);
        adopted.add(field);
    }

    /// The other environments that this text would change too, or that nobody can tell of.
    private List<String> changedElsewhere(String file, String text) {
        FileTree before = new EditedTree(disk, texts);
        var changed = new ArrayList<String>();
        for (Environment other : desired.environments(Optional.empty(), cancel).all()) {
            if (!other.name().equals(environment.name())
                    && desired.inputs(before, other, cancel).contains(file)) {
                try {
                    if (!bodies(rendered(before, other)).equals(bodies(rendered(with(file, text), other)))) {
                        changed.add(other.name());
                    }
                } catch (EngineException e) {
                    changed.add(other.name());
                }
            }
        }
        return changed;
    }

    private static List<Map<String, Object>> bodies(List<Resource> resources) {
        return resources.stream().map(Resource::body).toList();
    }

    private FileTree with(String file, String text) {
        Map<String, String> all = new LinkedHashMap<>(texts);
        all.put(file, text);
        return new EditedTree(disk, all);
    }

    private List<Resource> rendered(FileTree tree, Environment which) {
        return desired.rendered(tree, which, Progress.none(), cancel).resources();
    }

    /// What is masked when it is shown must not come into Git as plain text.
    private boolean isSecret(Resource object, String field) {
        boolean data = object.type().kind().equals("Secret")
                && object.type().group().isEmpty()
                && (FieldRoute.covers(".data", field) || FieldRoute.covers(".stringData", field));
        return data
                || FieldRoute.find(live, field)
                        .map(route -> JsonPointer.parse(route.pointer()))
                        .filter(at -> !Objects.equals(at.in(live), at.in(new Masking().shown(live))))
                        .isPresent();
    }

    private static boolean isSame(Resource object, Spot spot) {
        return spot.there() && spot.live() && Objects.equals(spot.pointer().in(object.body()), spot.value());
    }

    private void refuse(String field, AdoptProblem code, Object... args) {
        refused.add(new AdoptionPlan.Refused(
                field, Problem.of(code, resources.get(index).key().toString(), args)));
    }
}
