package app.driftless.core.internal.workspace;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.internal.render.ContentHash;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.YamlRoute;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.TreeEntry;
import app.driftless.core.validate.FileRole;
import app.driftless.core.validate.FileRoles;
import app.driftless.core.validate.SchemaSet;
import app.driftless.core.workspace.IndexSetup;
import app.driftless.core.workspace.WorkspaceFinder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// What decides how the files of a repository are read: the types that its CustomResourceDefinitions bring, and the
/// roles that its kustomizations give to files. Immutable.
///
/// @param schemas empty before the first pass only
/// @param shapers the files that it was made from
/// @param routes how the files are read
/// @param id equal for equal content
public record IndexScope(
        Optional<SchemaSet> schemas, FileRoles roles, Set<String> shapers, SourceRoutes routes, String id) {
    public static final IndexScope NONE =
            new IndexScope(Optional.empty(), FileRoles.of(List.of()), Set.of(), SourceRoutes.of(List.of()), "");
    private static final int LARGEST = 5 << 20;
    private static final byte[] WORD = "CustomResourceDefinition".getBytes(StandardCharsets.US_ASCII);

    /// Whether the file is, or was, one that others depend on.
    public boolean isShapedBy(String path) {
        return shapers.contains(path) || FileRoles.isKustomization(path) || path.equals(WorkspaceFinder.FILE);
    }

    YamlRoute route(String path) {
        return routes.of(path);
    }

    FileRole role(String path) {
        return roles.role(path);
    }

    /// Whether the word stands in the file; whether it really defines types is for the parser.
    public static boolean definesTypes(FileTree tree, TreeEntry entry) {
        if (entry.size() > LARGEST) {
            return false;
        }
        try {
            return definesTypes(tree.read(entry.path()));
        } catch (EngineException e) {
            // Gone since it was listed, or not readable: indexing it tells.
            return false;
        }
    }

    public static IndexScope read(
            FileTree tree, List<TreeEntry> entries, IndexSetup setup, IndexCache cache, CancelToken cancel) {
        List<CompletableFuture<Boolean>> asked = entries.stream()
                .map(entry -> CompletableFuture.supplyAsync(
                        () -> {
                            cancel.throwIfCancelled();
                            return FileRoles.isKustomization(entry.path())
                                    || cache.definesTypes(entry.contentId()).orElseGet(() -> definesTypes(tree, entry));
                        },
                        setup.workers().cpu()))
                .toList();
        var hash = new ContentHash().add("scope-2");
        Set<String> shapers = new HashSet<>();
        SourceRoutes routes =
                SourceRoutes.of(entries.stream().map(TreeEntry::path).toList());
        var files = new ArrayList<ManifestFile>();
        for (int i = 0; i < entries.size(); i++) {
            TreeEntry entry = entries.get(i);
            if (asked.get(i).join()) {
                shapers.add(entry.path());
                hash.add(List.of(entry));
                parse(tree, entry, routes, setup).ifPresent(files::add);
            }
        }
        SchemaSet schemas = setup.schemas()
                .with(
                        setup.schemas().newest(),
                        files.stream().flatMap(f -> f.resources().stream()).toList());
        return new IndexScope(
                Optional.of(schemas),
                FileRoles.of(files),
                Set.copyOf(shapers),
                routes,
                hash.add(schemas.kubernetesVersion()).hex());
    }

    private static Optional<ManifestFile> parse(FileTree tree, TreeEntry entry, SourceRoutes routes, IndexSetup setup) {
        try {
            String text = new String(tree.read(entry.path()), StandardCharsets.UTF_8);
            return Optional.of(setup.parser().parse(entry.path(), text, routes.of(entry.path())));
        } catch (EngineException e) {
            // Too large, or not readable: the file's own findings say so, and the others are still read.
            return Optional.empty();
        }
    }

    /// The same of a file's content.
    public static boolean definesTypes(byte[] bytes) {
        outer:
        for (int i = 0; i <= bytes.length - WORD.length; i++) {
            for (int j = 0; j < WORD.length; j++) {
                if (bytes[i + j] != WORD[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}
