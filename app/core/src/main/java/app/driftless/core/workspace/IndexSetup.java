package app.driftless.core.workspace;

import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.validate.SchemaSets;
import app.driftless.core.validate.Validator;
import java.nio.file.Path;

/// What an index needs of its surroundings.
///
/// @param cache a file of the application's cache, for this repository alone; made when needed
public record IndexSetup(ManifestParser parser, Validator validator, SchemaSets schemas, Workers workers, Path cache) {}
