package app.driftless.core.render;

import app.driftless.core.repo.FileTree;

/// What to render.
///
/// @param path the environment's folder, relative to the repository; empty for its root
/// @param trusted whether a person allowed rendering programs for this repository; plain files need none
public record RenderRequest(FileTree tree, String path, RenderMode mode, boolean trusted) {}
