package app.driftless.desktop.live;

import app.driftless.core.Workspace;
import app.driftless.core.adopt.AdoptionPlan;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Operation;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.FileText;
import app.driftless.core.repo.Repository;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.workspace.IgnoreFile;
import app.driftless.core.workspace.WorkspaceFinder;
import app.driftless.core.workspace.WorkspaceProblem;
import app.driftless.core.workspace.WorkspaceText;
import app.driftless.desktop.diff.EditPreview;
import app.driftless.desktop.diff.ShownDiff;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        Repository repository = workspace.repository();
        String path = WorkspaceFinder.FILE;
        Optional<FileText> before =
                repository.workTree().exists(path) ? Optional.of(repository.readText(path)) : Optional.empty();
        String text = before.map(FileText::text)
                .orElseGet(() -> WorkspaceText.propose(workspace
                        .desired()
                        .environments(Optional.empty(), new CancelToken())
                        .all()));
        String after = IgnoreFile.added(text, rule, environment)
                .orElseThrow(() -> new EngineException(
                        Problem.of(WorkspaceProblem.RULE_NOT_ADDED, path, environment.orElse("*"))));
        return new EditPreview(path, before.map(FileText::text).orElse(""), after, before.map(FileText::contentHash));
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
