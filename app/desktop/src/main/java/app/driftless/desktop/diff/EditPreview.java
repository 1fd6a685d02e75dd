package app.driftless.desktop.diff;

import java.util.Optional;

/// A change of one file of the work tree, before it is saved.
///
/// @param before empty where there is no file yet
/// @param hash of the file that the change was made from, for a save that refuses other content; empty for a new file
public record EditPreview(String path, String before, String after, Optional<String> hash) {}
