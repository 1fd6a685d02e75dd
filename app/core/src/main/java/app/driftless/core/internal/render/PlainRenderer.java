package app.driftless.core.internal.render;

import app.driftless.core.flow.Awaited;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.internal.render.Kustomization.Kind;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.Severity;
import app.driftless.core.manifest.YamlRoute;
import app.driftless.core.problem.Message;
import app.driftless.core.render.RenderResult;
import app.driftless.core.render.RenderSetup;
import app.driftless.core.repo.TreeEntry;
import app.driftless.core.repo.TreeEntry.EntryKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/// Renders a folder of plain manifests: every object of every file in it and its folders. Whatever it can't take as
/// it is, is named: a rendering that quietly lacks something would let a prune delete it.
final class PlainRenderer {
    private static final String ROUTE = "plain-1";
    private final RenderSetup setup;
    private final ResultMemory memory;

    PlainRenderer(RenderSetup setup, ResultMemory memory) {
        this.setup = setup;
        this.memory = memory;
    }

    RenderResult render(Listing listing, String folder, Progress progress, CancelToken cancel) {
        Collection<TreeEntry> entries = listing.under(folder);
        String contentId = new ContentHash().add(ROUTE).add(folder).add(entries).hex();
        Optional<RenderResult> known = memory.find(contentId);
        return known.orElseGet(() -> memory.keep(compute(listing, folder, contentId, progress, cancel)));
    }

    private RenderResult compute(
            Listing listing, String folder, String contentId, Progress progress, CancelToken cancel) {
        var findings = new ArrayList<Finding>();
        Set<String> foreign = foreignFolders(listing, folder, findings);
        List<TreeEntry> files = new ArrayList<>();
        for (TreeEntry entry : listing.under(folder)) {
            String path = entry.path();
            boolean ours = Listing.isManifestName(path)
                    && !Listing.isHidden(path.substring(folder.isEmpty() ? 0 : folder.length() + 1))
                    && foreign.stream().noneMatch(f -> RepoPaths.isUnder(path, f));
            if (ours && entry.kind() == EntryKind.FILE) {
                files.add(entry);
            } else if (ours) {
                findings.add(RenderFindings.about(Severity.ERROR, "RENDER-105", path, path));
            }
        }
        progress.begin(Message.of("render", "progress.plain", folder.isEmpty() ? "." : folder), files.size());
        var resources = new ArrayList<Resource>();
        var places = new ResourcePlaces();
        for (ManifestFile file : parse(listing, files, progress, cancel)) {
            findings.addAll(file.findings());
            if (file.resources().isEmpty() && file.findings().isEmpty()) {
                findings.add(RenderFindings.about(Severity.INFO, "RENDER-120", file.path()));
            }
            resources.addAll(file.resources());
            places.add(file);
        }
        findings.addAll(places.duplicates());
        return new RenderResult(resources, findings, Optional.empty(), Optional.empty(), contentId);
    }

    /// Folders that belong to another tool, and files that a kustomization outside the folder patches with. All of
    /// them are reported, since their resources are missing here.
    private Set<String> foreignFolders(Listing listing, String folder, List<Finding> findings) {
        Set<String> foreign = new TreeSet<>();
        for (TreeEntry entry : listing.under(folder)) {
            String name = RepoPaths.nameOf(entry.path());
            if (Kustomization.FILE_NAMES.contains(name) && entry.kind() == EntryKind.FILE) {
                var kustomization = Kustomization.read(listing.tree(), entry.path(), setup.parser());
                if (kustomization.isKustomize()) {
                    foreign.add(kustomization.folder().isEmpty() ? entry.path() : kustomization.folder());
                    foreign.addAll(kustomization.targets(Kind.ENTRY));
                    foreign.addAll(kustomization.targets(Kind.PATCH));
                    foreign.addAll(kustomization.targets(Kind.CONTENT));
                    foreign.addAll(kustomization.targets(Kind.CONFIGURATION));
                    foreign.addAll(kustomization.targets(Kind.PLUGIN));
                    findings.add(
                            kustomization.folder().equals(folder)
                                    ? RenderFindings.about(Severity.ERROR, "RENDER-121", entry.path())
                                    : RenderFindings.about(
                                            Severity.ERROR,
                                            "RENDER-124",
                                            entry.path(),
                                            kustomization.folder(),
                                            folder.isEmpty() ? "." : folder));
                }
            } else if (name.equals("Chart.yaml")) {
                foreign.add(RepoPaths.folderOf(entry.path()));
                findings.add(RenderFindings.about(Severity.ERROR, "RENDER-122", entry.path()));
            }
        }
        return foreign;
    }

    private List<ManifestFile> parse(Listing listing, List<TreeEntry> files, Progress progress, CancelToken cancel) {
        List<CompletableFuture<ManifestFile>> parsing = files.stream()
                .map(entry -> CompletableFuture.supplyAsync(
                        () -> {
                            cancel.throwIfCancelled();
                            String text = new String(listing.tree().read(entry.path()), StandardCharsets.UTF_8);
                            ManifestFile file = setup.parser().parse(entry.path(), text, YamlRoute.RAW);
                            progress.advance(1);
                            return file;
                        },
                        setup.workers().cpu()))
                .toList();
        return parsing.stream().map(Awaited::of).toList();
    }
}
