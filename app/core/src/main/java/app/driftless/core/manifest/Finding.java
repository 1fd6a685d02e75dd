package app.driftless.core.manifest;

import app.driftless.core.problem.Message;
import java.util.Optional;

/// Something to say about a place in a file.
///
/// @param code stable, for example `YAML-002` or `SCHEMA-001`
/// @param path the file, relative to the repository
/// @param range the place, where it is known
/// @param resource the resource it is about, where there is one
/// @param pointer the field within the resource, where there is one
public record Finding(
        Severity severity,
        String code,
        Message message,
        String path,
        Optional<SourceRange> range,
        Optional<ResourceKey> resource,
        Optional<JsonPointer> pointer) {}
