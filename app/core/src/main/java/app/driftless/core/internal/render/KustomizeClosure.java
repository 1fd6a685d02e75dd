package app.driftless.core.internal.render;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.internal.render.Kustomization.Kind;
import app.driftless.core.internal.render.Kustomization.Reference;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.manifest.Severity;
import app.driftless.core.repo.TreeEntry;
import app.driftless.core.repo.TreeEntry.EntryKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Every file that kustomize needs for a folder, and every reason not to run it at all: whatever is not a file of
/// this repository is refused before a program starts (T6, T13 of the trust reference).
final class KustomizeClosure {
    private static final int MOST_FILES = 20_000;
    private static final long MOST_BYTES = 256L << 20;
    private static final Pattern REMOTE = Pattern.compile(
            "(?i).*://.*|git::.*|git@.*|[\\w.-]+\\.(com|org|io|net|dev|cloud)[/:].*|.*[?&]ref=.*|.*\\.git(/.*)?|[\\w.-]+@[\\w.-]+:.*");

    private final Listing listing;
    private final ManifestParser parser;
    private final SortedMap<String, TreeEntry> files = new TreeMap<>();
    private final List<Finding> refusals = new ArrayList<>();
    private final Deque<String> folders = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private long bytes;

    KustomizeClosure(Listing listing, ManifestParser parser) {
        this.listing = listing;
        this.parser = parser;
    }

    /// The files found by [#collect], by path.
    SortedMap<String, TreeEntry> files() {
        return files;
    }

    /// Why kustomize must not run; empty if it may.
    List<Finding> refusals() {
        return refusals;
    }

    /// @param folder a folder with a kustomization
    /// @return its kustomization
    Kustomization collect(String folder, CancelToken cancel) {
        @Nullable Kustomization top = null;
        seen.add(folder);
        folders.add(folder);
        while (!folders.isEmpty()) {
            cancel.throwIfCancelled();
            String next = folders.remove();
            Kustomization kustomization = Kustomization.read(
                    listing.tree(), listing.kustomizationOf(next).orElseThrow(), parser);
            top = top == null ? kustomization : top;
            visit(kustomization);
            if (files.size() > MOST_FILES || bytes > MOST_BYTES) {
                refusals.add(RenderFindings.about(
                        Severity.ERROR, "RENDER-112", kustomization.file(), MOST_FILES, MOST_BYTES >> 20));
                break;
            }
        }
        return Objects.requireNonNull(top);
    }

    private void visit(Kustomization kustomization) {
        take(kustomization.file(), kustomization, JsonPointer.ROOT);
        long names = Kustomization.FILE_NAMES.stream()
                .filter(name -> listing.entry(RepoPaths.join(kustomization.folder(), name))
                        .isPresent())
                .count();
        if (names > 1) {
            refusals.add(RenderFindings.about(Severity.ERROR, "RENDER-111", kustomization.file()));
        }
        if (kustomization.parsed().hasErrors()
                || kustomization.parsed().documents().size() > 1) {
            // Two parsers may read a broken file in two ways, and the check here must see what kustomize sees.
            refusals.addAll(kustomization.parsed().findings());
            refusals.add(RenderFindings.about(Severity.ERROR, "RENDER-110", kustomization.file()));
            return;
        }
        if (!kustomization.isKustomize()) {
            refusals.add(RenderFindings.at("RENDER-109", kustomization, JsonPointer.of("apiVersion")));
            return;
        }
        refusals.addAll(ForbiddenFields.in(kustomization));
        kustomization.references().forEach(reference -> follow(kustomization, reference));
    }

    private void follow(Kustomization from, Reference reference) {
        String written = reference.written();
        boolean inline = (reference.kind() == Kind.PATCH || reference.kind() == Kind.PLUGIN) && written.contains("\n");
        if (inline) {
            if (reference.kind() == Kind.PLUGIN) {
                refusals.addAll(PluginCheck.inline(from, reference, parser));
            }
            return;
        }
        if (written.contains("://") || written.startsWith("git@") || written.startsWith("git::")) {
            refusals.add(RenderFindings.at("RENDER-101", from, reference.pointer(), written));
            return;
        }
        Optional<String> path = RepoPaths.resolve(from.folder(), written);
        if (path.isEmpty()) {
            refusals.add(RenderFindings.at("RENDER-102", from, reference.pointer(), written));
        } else if (listing.entry(path.get()).isPresent()) {
            take(path.get(), from, reference.pointer());
            if (reference.kind() == Kind.PLUGIN) {
                refusals.addAll(PluginCheck.file(from, reference, path.get(), listing, parser));
            }
        } else if (reference.kind() == Kind.ENTRY && listing.isFolder(path.get())) {
            enter(path.get(), from, reference);
        } else {
            String code = REMOTE.matcher(written).matches() ? "RENDER-101" : "RENDER-103";
            refusals.add(RenderFindings.at(code, from, reference.pointer(), written));
        }
    }

    private void enter(String folder, Kustomization from, Reference reference) {
        if (listing.kustomizationOf(folder).isEmpty()) {
            refusals.add(RenderFindings.at("RENDER-104", from, reference.pointer(), reference.written()));
        } else if (seen.add(folder)) {
            folders.add(folder);
        }
    }

    private void take(String path, Kustomization from, JsonPointer pointer) {
        TreeEntry entry = listing.entry(path).orElseThrow();
        if (entry.kind() != EntryKind.FILE) {
            refusals.add(RenderFindings.at("RENDER-105", from, pointer, path));
        } else if (files.put(path, entry) == null) {
            bytes += entry.size();
        }
    }
}
