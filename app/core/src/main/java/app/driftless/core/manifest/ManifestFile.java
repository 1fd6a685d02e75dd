package app.driftless.core.manifest;

import java.util.List;

/// A parsed file. A file with an error keeps the documents before the error.
///
/// @param path relative to the repository, with `/`
/// @param findings what is wrong with it as YAML and as a list of Kubernetes objects, schemas not yet asked
public record ManifestFile(String path, List<Document> documents, List<Finding> findings) {
    public ManifestFile {
        documents = List.copyOf(documents);
        findings = List.copyOf(findings);
    }

    public List<Resource> resources() {
        return documents.stream().flatMap(d -> d.resources().stream()).toList();
    }

    public boolean hasErrors() {
        return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    }
}
