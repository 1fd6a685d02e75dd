package app.driftless.desktop;

import app.driftless.core.Engine;
import app.driftless.core.manifest.Finding;
import app.driftless.core.repo.Change;
import app.driftless.core.repo.Repository;
import app.driftless.core.settings.Settings;
import app.driftless.core.workspace.IndexState;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.document.Aspect;
import app.driftless.desktop.document.Documents;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.editor.OpenFindings;
import app.driftless.desktop.fx.Disposer;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.live.EngineFeed;
import app.driftless.desktop.notice.ActivityButton;
import app.driftless.desktop.notice.ProblemPane;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.repository.ChangesPanel;
import app.driftless.desktop.repository.HistoryTabs;
import app.driftless.desktop.repository.RepositoryActions;
import app.driftless.desktop.repository.RepositoryToolbar;
import app.driftless.desktop.repository.RepositoryViewModel;
import app.driftless.desktop.repository.SourceDiffTabs;
import app.driftless.desktop.resources.EnvironmentsPanel;
import app.driftless.desktop.resources.ProblemsPanel;
import app.driftless.desktop.resources.ProblemsViewModel;
import app.driftless.desktop.resources.ResourcesViewModel;
import app.driftless.desktop.shell.EmptyState;
import app.driftless.desktop.shell.Place;
import app.driftless.desktop.shell.ShellParts;
import app.driftless.desktop.shell.ShellView;
import app.driftless.desktop.shell.Workbench;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// An open repository in the window: builds the features over it, and ends them. FX thread.
final class Session {
    private final CompositionRoot root;
    private final ActionRegistry actions;
    private final Surroundings around;
    private final Words words;
    private final Repository repository;
    private final EngineFeed feed;
    private final SessionQuestions questions;
    private final Disposer disposer = new Disposer();
    private final Workbench bench = new Workbench();
    private final RepositoryViewModel git;
    private final SourceDiffTabs diffs;
    private final ObservableValue<IndexState> index;
    private final ObservableValue<List<Change>> changes;
    private final Documents documents;
    private final OpenFindings open;
    private final SessionSyncs syncs;
    private final SessionDiffs deeds;
    private final ShellView view;

    /// @param leave closes this repository
    Session(CompositionRoot root, EngineFeed feed, Runnable leave) {
        this.root = root;
        repository = feed.workspace().repository();
        this.feed = feed;
        questions = new SessionQuestions(root);
        actions = root.actions();
        around = root.surroundings();
        words = root.words();
        Engine engine = root.engine();
        git = new RepositoryViewModel(
                new RepositoryActions(repository, engine.operations()),
                around.bridge(),
                around.notices(),
                engine.options().clock());
        disposer.add(git::close);
        index = around.bridge().property(feed.index(), disposer);
        changes = git.latest().map(s -> s.map(r -> r.changes()).orElse(List.of()));
        diffs = new SourceDiffTabs(git, around, bench, engine.workers().cpu(), target -> documents()
                .open(target));
        var history = new HistoryTabs(git, around, diffs);
        var clusterSyncs = around.bridge().property(feed.syncs(), disposer);
        deeds = new SessionDiffs(root, feed, this::openTarget);
        var plans = new SessionPlans(root, feed, bench, around.bridge().property(feed.published(), disposer), deeds);
        var writes = new SessionWrites(
                root,
                feed,
                plans,
                new SessionUndo(root, feed, bench, deeds),
                new SessionLedger(root, feed, bench, deeds),
                this::compare);
        var aspects = new SessionAspects(root, feed, deeds);
        open = aspects.open();
        documents = new Documents(aspects.with(history), bench, words);
        syncs = new SessionSyncs(root, bench, clusterSyncs, writes);
        view = new ShellView(
                parts(new RepositoryToolbar(git, actions, around)),
                bench,
                actions,
                words,
                root.settings().map(s -> s.zoom()));
        bindActions(history, leave);
        tellResults();
        disposer.add(new SessionLog(engine.events(), feed)::close);
        bench.onUnsaved(questions::unsaved);
    }

    ShellView view() {
        return view;
    }

    /// Looks at everything again: a binding has changed.
    void again() {
        feed.again();
    }

    /// What this window syncs, by itself or just now, as `environment → cluster`.
    List<String> syncing() {
        return syncs.running();
    }

    Documents documents() {
        return documents;
    }

    private void openTarget(OpenTarget target) {
        documents.open(target, Aspect.EDITOR);
    }

    private void compare(OpenTarget target) {
        documents.open(target, Aspect.LIVE_DIFF);
    }

    private ShellParts parts(RepositoryToolbar toolbar) {
        var environments = around.bridge().property(feed.environments(), disposer);
        var resources = new ResourcesViewModel(
                environments,
                documents::open,
                syncs::show,
                problem -> root.overlay().show(ProblemPane.dialog(problem, words, root.overlay()::close), () -> {}),
                t -> deeds.syncObject(t.environment(), t.cluster(), t.key()));
        ObservableValue<List<Finding>> findings = index.flatMap(state ->
                open.byPath().map(texts -> OpenFindings.over(state.files().values(), texts)));
        ObservableValue<Set<String>> changed =
                changes.map(list -> list.stream().map(Change::path).collect(Collectors.toSet()));
        var problems = new ProblemsViewModel(findings, changed, currentFile(), documents::open);
        Map<Place, Node> panels = new EnumMap<>(Place.class);
        panels.put(Place.ENVIRONMENTS, new EnvironmentsPanel(resources, actions, words, around.ages(), around.now()));
        var files = new SessionFiles(root, repository, documents, index, changes, currentFile());
        panels.put(Place.FILES, files.panel());
        panels.put(Place.CHANGES, new ChangesPanel(git, actions, words, root.overlay(), diffs));
        var status =
                new SessionStatus(words, environments, problems, root.settings().map(Settings::syncsPaused));
        Label freshness = toolbar.freshness();
        actions.bind(ActionId.GO_TO_ANYTHING, () -> SessionPalette.open(root, documents, environments, index));
        actions.bind(ActionId.COMMANDS, () -> SessionPalette.openCommands(root));
        return new ShellParts(
                toolbar.start(),
                List.of(
                        new ActivityButton(root.running(), words, () -> actions.run(ActionId.SHOW_OPERATIONS)),
                        syncs.activity(),
                        freshness),
                panels,
                List.of(
                        new ShellParts.Below(
                                "problems",
                                ActionId.SHOW_PROBLEMS.text(),
                                findings.map(List::size),
                                new ProblemsPanel(problems, actions, words)),
                        root.logBelow()),
                status.facts(),
                status.end(actions),
                status.target(syncs.chosen()),
                changes.map(List::size),
                new EmptyState(words.live("shell.noTab"), words.live("shell.noTab.detail")));
    }

    /// The file of the tab that is shown.
    private ObservableValue<Optional<String>> currentFile() {
        return bench.selectedProperty()
                .map(tab -> tab == null ? Optional.<String>empty() : Documents.pathOf(tab))
                .orElse(Optional.empty());
    }

    private void bindActions(HistoryTabs history, Runnable leave) {
        for (Place place : Place.values()) {
            actions.bind(place.action(), () -> bench.go(place));
        }
        actions.bind(ActionId.SHOW_PROBLEMS, () -> bench.showBottom("problems"));
        actions.bind(ActionId.SHOW_LOG, () -> bench.showBottom("log"));
        actions.bind(ActionId.REPOSITORY_HISTORY, () -> history.show(bench));
        diffs.bind(actions);
        history.bind(actions);
        actions.bind(ActionId.CLOSE_REPOSITORY, leave);
        actions.bind(ActionId.SHOW_SETTINGS, () -> bench.open("settings", () -> root.settingsTab()));
        actions.bind(ActionId.SHOW_SANDBOX, () -> bench.open("sandbox", () -> root.sandboxTab()));
        actions.bind(ActionId.TRUST_REPOSITORY, () -> questions.trust(repository.root(), feed::again));
    }

    private void tellResults() {
        git.onCommitted(c -> around.notices().tell(words.text("repository.committed", c.shortId(), c.subject())));
        git.following().onWaiting(waits -> around.notices()
                .tell(words.text(waits ? "repository.push.later" : "repository.push.not")));
        git.onPushed(branch -> around.notices().tell(words.text("repository.pushedTo", branch)));
        git.onPulled(result -> around.notices().tell(SessionTexts.pulled(words, result)));
        var aftermath = around.bridge().property(repository.aftermath(), disposer);
        aftermath.get().forEach(around.notices()::fail);
        aftermath.subscribe((before, now) ->
                now.stream().filter(problem -> !before.contains(problem)).forEach(around.notices()::fail));
    }

    /// Ends what runs, and leaves what is shown as it is. Any thread.
    ///
    /// @return done when its syncs have ended
    CompletableFuture<Void> endWork() {
        return feed.end();
    }

    /// Ends it.
    ///
    /// @return done when its syncs have ended, too
    CompletableFuture<Void> end() {
        bench.clear();
        for (ActionId id : SessionTexts.OWNED) {
            actions.unbind(id);
        }
        disposer.close();
        return feed.end();
    }
}
