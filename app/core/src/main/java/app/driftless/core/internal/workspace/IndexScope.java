package app.driftless.core.internal.workspace;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.internal.render.ContentHash;
import app.driftless.core.internal.render.Kustomization;
import app.driftless.core.internal.render.RepoPaths;
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
/// @param kustomized folders with a kustomization, whose files kustomize reads
/// @param id equal for equal content
public record IndexScope(
        Optional<SchemaSet> schemas, FileRoles roles, Set<String> shapers, Set<String> kustomized, String id) {
    public static final IndexScope NONE =
            new IndexScope(Optional.empty(), FileRoles.of(List.of()), Set.of(), Set.of(), "");
    private static final int LARGEST = 5 << 20;
    private static final byte[] WORD = "CustomResourceDefinition".getBytes(StandardCharsets.US_ASCII);

    /// Whether the file is, or was, one that others depend on.
    public boolean isShapedBy(String path) {
        return shapers.contains(path) || FileRoles.isKustomization(path) || path.equals(WorkspaceFinder.FILE);
    }

    /// How a file is read: as kustomize does where a kustomization stands beside it.
    YamlRoute route(String path) {
        return kustomized.contains(RepoPaths.folderOf(path)) ? YamlRoute.KUSTOMIZE : YamlRoute.RAW;
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
        var hash = new ContentHash().add("scope-1");
        Set<String> shapers = new HashSet<>();
        Set<String> kustomized = new HashSet<>();
        var files = new ArrayList<ManifestFile>();
        for (int i = 0; i < entries.size(); i++) {
            TreeEntry entry = entries.get(i);
            if (asked.get(i).join()) {
                shapers.add(entry.path());
                hash.add(List.of(entry));
                if (Kustomization.FILE_NAMES.contains(RepoPaths.nameOf(entry.path()))) {
                    kustomized.add(RepoPaths.folderOf(entry.path()));
                }
                String text = new String(tree.read(entry.path()), StandardCharsets.UTF_8);
                files.add(setup.parser().parse(entry.path(), text, YamlRoute.RAW));
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
                Set.copyOf(kustomized),
                hash.add(schemas.kubernetesVersion()).hex());
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
