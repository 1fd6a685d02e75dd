package app.driftless.desktop.live;

import app.driftless.core.TakeOverConsent;
import app.driftless.core.Workspace;
import app.driftless.core.adopt.AdoptionPlan;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Operation;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.FileText;
import app.driftless.core.repo.Repository;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.IgnoreFile;
import app.driftless.core.workspace.WorkspaceFinder;
import app.driftless.core.workspace.WorkspaceProblem;
import app.driftless.core.workspace.WorkspaceText;
import app.driftless.desktop.diff.Decision;
import app.driftless.desktop.diff.EditPreview;
import app.driftless.desktop.diff.ShownDiff;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Edits of the work tree that come from a comparison: rules, and live values for the sources. Any thread.
final class SourceDesk {
    private final Workspace workspace;

    SourceDesk(Workspace workspace) {
        this.workspace = workspace;
    }

    /// `.driftless.yaml` with one rule more. Blocks; writes nothing.
    ///
    /// @throws EngineException if it cannot be added by one edit
    EditPreview rule(IgnoreRule rule, Optional<String> environment) {
        return edit(text -> IgnoreFile.added(text, rule, environment), environment);
    }

    /// The same with a rule for each decision that has none yet; empty where all have one. Starts it and returns at
    /// once.
    Operation<Optional<EditPreview>> remember(String environment, List<Decision> decisions) {
        return workspace
                .engine()
                .operations()
                .start(Message.of("window", "remember", WorkspaceFinder.FILE), (_, cancel) -> {
                    Optional<Environment> now = found(environment, cancel);
                    List<Decision> open = decisions.stream()
                            .filter(d -> now.filter(d::standsIn).isEmpty())
                            .toList();
                    return open.isEmpty()
                            ? Optional.empty()
                            : Optional.of(edit(text -> added(text, open, environment), Optional.of(environment)));
                });
    }

    private static Optional<String> added(String text, List<Decision> decisions, String environment) {
        Optional<String> after = Optional.of(text);
        for (Decision decision : decisions) {
            after = after.flatMap(t -> decision.addedTo(t, environment));
        }
        return after;
    }

    private EditPreview edit(Function<String, Optional<String>> change, Optional<String> environment) {
        Repository repository = workspace.repository();
        String path = WorkspaceFinder.FILE;
        Optional<FileText> before =
                repository.workTree().exists(path) ? Optional.of(repository.readText(path)) : Optional.empty();
        String text = before.map(FileText::text)
                .orElseGet(() -> WorkspaceText.propose(workspace
                        .desired()
                        .environments(Optional.empty(), new CancelToken())
                        .all()));
        String after = change.apply(text)
                .orElseThrow(() -> new EngineException(
                        Problem.of(WorkspaceProblem.RULE_NOT_ADDED, path, environment.orElse("*"))));
        return new EditPreview(path, before.map(FileText::text).orElse(""), after, before.map(FileText::contentHash));
    }

    /// Saves rules, and consents on this computer to those that take over. Starts it and returns at once.
    Operation<Boolean> saveRules(ClusterTrack track, EditPreview edit) {
        return workspace.engine().operations().start(Message.of("window", "saveEdit", edit.path()), (_, cancel) -> {
            TakeOverRules inForce = track.view()
                    .get()
                    .live()
                    .plan()
                    .map(TakeOverConsent::inForce)
                    .orElse(TakeOverRules.NONE);
            return saveRules(edit, track.environment(), inForce, cancel);
        });
    }

    /// Blocks.
    ///
    /// @param inForce the rules that count already
    /// @return whether what takes over was consented to
    boolean saveRules(EditPreview edit, String environment, TakeOverRules inForce, CancelToken cancel) {
        var consent = new TakeOverConsent(workspace, environment, inForce, cancel);
        save(edit);
        return consent.give(cancel);
    }

    /// An environment as the files on disk have it.
    private Optional<Environment> found(String environment, CancelToken cancel) {
        return workspace
                .finder()
                .find(workspace.repository().workTree(), cancel)
                .named(environment);
    }

    /// Saves an edit, if the file still is what it was made from. Blocks.
    void save(EditPreview edit) {
        workspace.repository().save(edit.path(), edit.after(), edit.hash());
    }

    /// Finds the lines of the sources that would say what is live. Starts it and returns at once.
    Operation<List<EditPreview>> adopt(ClusterTrack track, ShownDiff shown, Difference difference) {
        var key = shown.diff().key();
        return workspace
                .engine()
                .operations()
                .start(Message.of("window", "adopt", key.toString()), (progress, cancel) -> {
                    Cluster cluster = track.loop()
                            .cluster()
                            .orElseThrow(() -> new EngineException(
                                    Problem.of(SyncProblem.UNBOUND, shown.environment(), track.cluster())));
                    AdoptionPlan plan = workspace
                            .adoption()
                            .plan(cluster, shown.environment(), key, Set.of(difference.fieldPath()), progress, cancel);
                    if (plan.edits().isEmpty() && !plan.refused().isEmpty()) {
                        throw new EngineException(plan.refused().getFirst().problem());
                    }
                    return plan.edits().stream()
                            .map(e -> new EditPreview(
                                    e.before().path(),
                                    e.before().text(),
                                    e.after(),
                                    Optional.of(e.before().contentHash())))
                            .toList();
                });
    }
}
