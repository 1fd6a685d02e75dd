package app.driftless.core.workspace;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.workspace.IndexFiles;
import app.driftless.core.internal.workspace.IndexScope;
import app.driftless.core.internal.workspace.NotJudged;
import app.driftless.core.internal.workspace.SourceRoutes;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.SourceRange;
import app.driftless.core.manifest.YamlRoute;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.TreeEntry;
import app.driftless.core.validate.FileRoles;
import app.driftless.core.validate.SchemaSet;
import app.driftless.core.validate.SchemaSets;
import app.driftless.core.validate.Validator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Checks every manifest of a tree of files against the bundled schemas and the CRDs among them, on all cores.
/// Offline.
public final class RepositoryCheck {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::path)
            .thenComparing(f -> f.range().map(SourceRange::start).orElse(0))
            .thenComparing(Finding::code);

    private final ManifestParser parser;
    private final Validator validator;
    private final SchemaSets schemas;
    private final Workers workers;

    public RepositoryCheck(ManifestParser parser, Validator validator, SchemaSets schemas, Workers workers) {
        this.parser = parser;
        this.validator = validator;
        this.schemas = schemas;
        this.workers = workers;
    }

    /// What was found.
    ///
    /// @param files how many were judged; each other file with the name of a manifest has a finding that says
    ///     why not
    /// @param types the type of each resource, for findings, which name resources only
    /// @param findings by file and place
    public record Result(int files, int resources, Map<ResourceKey, Gvk> types, List<Finding> findings) {}

    /// @param folder the part of the tree to check; empty for all
    /// @param kubernetesVersion whose schemas count; empty for the newest
    public Result check(
            FileTree tree, String folder, Optional<String> kubernetesVersion, Progress progress, CancelToken cancel) {
        List<TreeEntry> entries = tree.files(folder).stream()
                .filter(entry -> IndexFiles.isManifest(entry.path()))
                .toList();
        SourceRoutes routes =
                SourceRoutes.of(entries.stream().map(TreeEntry::path).toList());
        progress.begin(Message.of("workspace", "progress.check"), entries.size());
        List<Read> read = inParallel(entries, entry -> {
            cancel.throwIfCancelled();
            return read(tree, entry, routes.of(entry.path()));
        });
        List<Text> texts = read.stream().flatMap(r -> r.text().stream()).toList();
        List<ManifestFile> shaping =
                inParallel(texts.stream().filter(Text::shapes).toList(), this::parse);
        FileRoles roles = FileRoles.of(shaping);
        SchemaSet base = kubernetesVersion.map(schemas::bundled).orElseGet(schemas::newest);
        SchemaSet set = schemas.with(
                base, shaping.stream().flatMap(f -> f.resources().stream()).toList());
        List<Checked> checked = inParallel(texts, text -> {
            cancel.throwIfCancelled();
            ManifestFile file = parse(text);
            var findings = new ArrayList<>(validator.validate(file, set, roles.role(file.path())));
            findings.addAll(file.findings());
            progress.advance(1);
            return new Checked(
                    file.resources().stream()
                            .map(r -> Map.entry(r.key(), r.type()))
                            .toList(),
                    findings);
        });
        var findings = new ArrayList<Finding>(
                read.stream().flatMap(r -> r.notJudged().stream()).toList());
        Map<ResourceKey, Gvk> types = new HashMap<>();
        int resources = 0;
        for (Checked one : checked) {
            findings.addAll(one.findings());
            one.resources().forEach(r -> types.put(r.getKey(), r.getValue()));
            resources += one.resources().size();
        }
        findings.sort(ORDER);
        return new Result(texts.size(), resources, Map.copyOf(types), List.copyOf(findings));
    }

    /// A file as it was read. Its objects are not kept: those of a large repository are ten times its size.
    private record Text(String path, byte[] bytes, YamlRoute route) {
        /// Whether it may say what other files are or which types there are.
        boolean shapes() {
            return FileRoles.isKustomization(path) || IndexScope.definesTypes(bytes);
        }
    }

    /// @param text what stands in a file
    /// @param notJudged else why it was not read
    private record Read(Optional<Text> text, Optional<Finding> notJudged) {}

    private record Checked(List<Map.Entry<ResourceKey, Gvk>> resources, List<Finding> findings) {}

    private static Read read(FileTree tree, TreeEntry entry, YamlRoute route) {
        Optional<Finding> notJudged = NotJudged.by(entry);
        if (notJudged.isPresent()) {
            return new Read(Optional.empty(), notJudged);
        }
        try {
            return new Read(Optional.of(new Text(entry.path(), tree.read(entry.path()), route)), Optional.empty());
        } catch (EngineException e) {
            // Too large or gone meanwhile: it is named, and the other files go on.
            return new Read(Optional.empty(), Optional.of(NotJudged.because(entry, e)));
        }
    }

    private ManifestFile parse(Text text) {
        return parser.parse(text.path(), new String(text.bytes(), StandardCharsets.UTF_8), text.route());
    }

    private <A, B> List<B> inParallel(Collection<A> items, Function<A, B> work) {
        List<CompletableFuture<B>> futures = items.stream()
                .map(item -> CompletableFuture.supplyAsync(() -> work.apply(item), workers.cpu()))
                .toList();
        return futures.stream().map(CompletableFuture::join).toList();
    }
}
