package app.driftless.desktop.editor;

import java.util.Optional;

/// A line of the outline.
///
/// @param id the same for the same key after an edit elsewhere
/// @param open whether what is below it is shown; empty where nothing is
/// @param offset where it begins in the text, in UTF-16 units from 0
/// @param line from 1
/// @param column from 1
record OutlineRow(
        String id, int depth, String label, String detail, Optional<Boolean> open, int offset, int line, int column) {}
