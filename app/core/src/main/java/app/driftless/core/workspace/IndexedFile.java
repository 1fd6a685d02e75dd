package app.driftless.core.workspace;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.SourceRange;
import java.util.List;

/// What the index keeps of a file: identities and findings, no bodies and no values. Only manifests are looked into.
///
/// @param contentId the blob id that this was read from
public record IndexedFile(String path, String contentId, List<Entry> entries, List<Finding> findings) {
    /// @param document from 0
    public record Entry(Gvk type, ResourceKey key, int document, SourceRange range) {}
}
