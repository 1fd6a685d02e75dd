package app.driftless.core.manifest;

/// Where a resource comes from.
///
/// @param path the file, relative to the repository, with `/`
/// @param document which YAML document of the file, from 0; items of a `List` share their document
/// @param line the line of the document's first content, from 1; 0 where a renderer knows the file only
public record Origin(String path, int document, int line) {}
