package app.driftless.core.workspace;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.internal.workspace.EnvironmentNames;
import app.driftless.core.internal.workspace.FolderDiscovery;
import app.driftless.core.internal.workspace.KustomizeDiscovery;
import app.driftless.core.internal.workspace.WholeFolder;
import app.driftless.core.internal.workspace.WorkspaceFileReader;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.repo.FileTree;
import app.driftless.core.validate.SchemaSets;
import java.util.ArrayList;
import java.util.List;

/// Finds environments as the product does: what `.driftless.yaml` says counts alone; without it every discovery is
/// asked. Thread-safe.
public final class WorkspaceFinder implements EnvironmentFinder {
    /// The file at the repository's root that names its environments.
    public static final String FILE = ".driftless.yaml";

    private final WorkspaceFileReader reader;
    private final List<EnvironmentDiscovery> discoveries;

    public WorkspaceFinder(ManifestParser parser, SchemaSets schemas, List<EnvironmentDiscovery> discoveries) {
        this.reader = new WorkspaceFileReader(parser, schemas);
        this.discoveries = List.copyOf(discoveries);
    }

    /// With the discoveries of this version: Kustomize overlays, folders under environments' names, and, if neither
    /// finds anything, the repository as one environment.
    public static WorkspaceFinder standard(ManifestParser parser, SchemaSets schemas) {
        return new WorkspaceFinder(
                parser, schemas, List.of(new KustomizeDiscovery(parser), new FolderDiscovery(), new WholeFolder()));
    }

    @Override
    public Environments find(FileTree tree, CancelToken cancel) {
        return tree.exists(FILE) ? reader.read(tree, FILE) : discovered(tree, cancel);
    }

    /// What the discoveries say, whether or not there is a `.driftless.yaml`: the material of [WorkspaceText].
    public Environments discovered(FileTree tree, CancelToken cancel) {
        var found = new ArrayList<Environment>();
        for (EnvironmentDiscovery discovery : discoveries) {
            cancel.throwIfCancelled();
            found.addAll(discovery.find(
                    tree, found.stream().map(Environment::path).distinct().toList(), cancel));
        }
        return new Environments(EnvironmentNames.unique(found), List.of(), false);
    }
}
