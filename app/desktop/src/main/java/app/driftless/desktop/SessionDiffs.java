package app.driftless.desktop;

import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.flow.Loadable;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.workspace.WorkspaceFinder;
import app.driftless.desktop.diff.Choices;
import app.driftless.desktop.diff.Decision;
import app.driftless.desktop.diff.DiffActions;
import app.driftless.desktop.diff.EditPane;
import app.driftless.desktop.diff.EditPreview;
import app.driftless.desktop.diff.FieldName;
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
    private final SessionRules rules;

    /// @param open shows a source
    SessionDiffs(CompositionRoot root, EngineFeed feed, Consumer<OpenTarget> open) {
        this.root = root;
        this.feed = feed;
        this.open = open;
        around = root.surroundings();
        words = root.words();
        rules = new SessionRules(root, feed);
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
        if (line(shown, difference) > 0) {
            deeds.add(Deed.OPEN_RULE);
        }
        if (decision(shown, difference).isPresent()) {
            deeds.add(Deed.REMEMBER);
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
            case OPEN_RULE -> openRule(line(shown, difference));
            case ADOPT -> adopt(shown, difference);
            case IGNORE -> rules.ignore(shown, difference);
            case REMEMBER ->
                decision(shown, difference)
                        .ifPresent(d -> rules.remember(shown.environment(), shown.cluster(), List.of(d)));
        }
    }

    private Optional<Decision> decision(ShownDiff shown, Difference difference) {
        return Decision.of(shown, difference, choices.of(shown.field(difference)));
    }

    /// Where the rule stands that is about a difference; 0 for none.
    private static int line(ShownDiff shown, Difference difference) {
        return difference
                .ignored()
                .map(IgnoreRule::line)
                .or(() -> shown.settled(difference).map(TakeOverRule::line))
                .orElse(0);
    }

    /// Shows a line of `.driftless.yaml`.
    void openRule(int line) {
        open.accept(OpenTarget.file(WorkspaceFinder.FILE, line));
    }

    /// Makes rules of what was decided about conflicts.
    SessionRules rules() {
        return rules;
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
