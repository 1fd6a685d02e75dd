package app.driftless.desktop;

import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.flow.Loadable;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.workspace.WorkspaceFinder;
import app.driftless.desktop.diff.Choices;
import app.driftless.desktop.diff.DiffActions;
import app.driftless.desktop.diff.EditPane;
import app.driftless.desktop.diff.EditPreview;
import app.driftless.desktop.diff.FieldName;
import app.driftless.desktop.diff.IgnorePane;
import app.driftless.desktop.diff.IgnoreViewModel;
import app.driftless.desktop.diff.ShownDiff;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.live.EngineFeed;
import app.driftless.desktop.notice.ConfirmPane;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.plan.ConsentPane;
import app.driftless.desktop.plan.Extent;
import app.driftless.desktop.plan.PlanEntry;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What a person can do about a difference, from the live diff and from a plan. Each write is asked for first. FX
/// thread.
final class SessionDiffs implements DiffActions {
    private final CompositionRoot root;
    private final EngineFeed feed;
    private final Consumer<OpenTarget> open;
    private final Surroundings around;
    private final Words words;
    private final Choices choices = new Choices();

    /// @param open shows a source
    SessionDiffs(CompositionRoot root, EngineFeed feed, Consumer<OpenTarget> open) {
        this.root = root;
        this.feed = feed;
        this.open = open;
        around = root.surroundings();
        words = root.words();
    }

    @Override
    public Choices choices() {
        return choices;
    }

    @Override
    public Set<Deed> possible(ShownDiff shown, Difference difference) {
        Set<Deed> deeds = EnumSet.noneOf(Deed.class);
        if (shown.diff().origin().isPresent()) {
            deeds.add(Deed.OPEN_SOURCE);
        }
        if (difference.ignored().filter(rule -> rule.line() > 0).isPresent()) {
            deeds.add(Deed.OPEN_RULE);
        }
        boolean theirs = difference.kind() == DiffClass.DRIFT || difference.conflict();
        if (theirs || difference.kind() == DiffClass.FOREIGN) {
            deeds.add(Deed.IGNORE);
        }
        if (theirs && shown.diff().origin().isPresent() && !shown.stale()) {
            deeds.add(Deed.ADOPT);
        }
        if (feed.canWrite(shown.environment(), shown.cluster())) {
            deeds.add(Deed.SYNC_OBJECT);
            if (theirs || difference.kind() == DiffClass.YOURS) {
                deeds.add(theirs ? Deed.PUT_BACK : Deed.SYNC_FIELD);
            }
        }
        return deeds;
    }

    @Override
    public void run(Deed deed, ShownDiff shown, Difference difference) {
        switch (deed) {
            case PUT_BACK, SYNC_FIELD ->
                syncPart(
                        shown.environment(),
                        shown.cluster(),
                        new Extent.OneField(shown.diff().key(), difference));
            case SYNC_OBJECT -> syncObject(shown);
            case OPEN_SOURCE -> openSource(shown);
            case OPEN_RULE ->
                difference.ignored().ifPresent(rule -> open.accept(OpenTarget.file(WorkspaceFinder.FILE, rule.line())));
            case ADOPT -> adopt(shown, difference);
            case IGNORE -> ignore(shown, difference);
        }
    }

    @Override
    public void syncObject(ShownDiff shown) {
        syncObject(shown.environment(), shown.cluster(), shown.diff().key());
    }

    /// Asks, then syncs one object and nothing else.
    void syncObject(String environment, String cluster, ResourceKey key) {
        syncPart(environment, cluster, new Extent.OneObject(key));
    }

    private void syncPart(String environment, String cluster, Extent extent) {
        Optional<PlanEntry> entry = feed.plans(environment).stream()
                .filter(e -> e.cluster().equals(cluster))
                .filter(e -> e.writable() && e.plan() instanceof Loadable.Ready)
                .findFirst();
        if (entry.isEmpty()) {
            around.notices().tell(words.text("consent.notNow", environment, cluster));
            return;
        }
        ConsentPane.askPart(entry.get(), extent, choices, root.overlay(), words, given -> feed.deeds()
                .run(environment, cluster, given.plan(), given.approval(), () -> {}));
    }

    private void ignore(ShownDiff shown, Difference difference) {
        var workers = root.engine().workers();
        var model = new IgnoreViewModel(
                shown,
                difference,
                feed.deeds().rules(),
                workers.io(),
                around.bridge().executor());
        IgnorePane.ask(model, root.overlay(), words, edit -> feed.deeds()
                .save(List.of(edit), () -> around.notices().tell(words.text("ignore.done", edit.path()))));
    }

    private void adopt(ShownDiff shown, Difference difference) {
        feed.deeds().adopt(shown, difference, edits -> {
            String files = edits.size() == 1 ? name(edits.getFirst()) : words.text("adopt.files", edits.size());
            EditPane.ask(
                    new ConfirmPane.Question(
                            words.text("adopt.title", FieldName.of(difference.fieldPath())),
                            words.text("adopt.body", shown.diff().key().toString(), shown.cluster()),
                            words.text("adopt.action", files)),
                    edits,
                    root.overlay(),
                    words,
                    () -> feed.deeds().save(edits, () -> around.notices().tell(words.text("adopt.done", files))));
        });
    }

    private static String name(EditPreview edit) {
        return edit.path().substring(edit.path().lastIndexOf('/') + 1);
    }

    private void openSource(ShownDiff shown) {
        shown.diff()
                .origin()
                .ifPresent((Origin origin) -> open.accept(new OpenTarget(
                        Optional.of(origin.path()),
                        origin.line(),
                        Optional.of(shown.diff().key()),
                        Optional.of(shown.environment()),
                        Optional.of(shown.cluster()))));
    }

    /// The same where nothing can be done about a difference but to open its source.
    DiffActions onlyLooking() {
        return new OnlyLooking();
    }

    private final class OnlyLooking implements DiffActions {
        private final Choices none = new Choices();

        @Override
        public Choices choices() {
            return none;
        }

        @Override
        public Set<Deed> possible(ShownDiff shown, Difference difference) {
            return shown.diff().origin().isPresent() ? Set.of(Deed.OPEN_SOURCE) : Set.of();
        }

        @Override
        public void run(Deed deed, ShownDiff shown, Difference difference) {
            openSource(shown);
        }

        @Override
        public void syncObject(ShownDiff shown) {}
    }
}
