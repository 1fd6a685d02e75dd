package app.driftless.desktop.editor;

import java.util.List;
import java.util.Optional;

/// What the editor asks about the text it shows. Called on a background thread, with the text as it was at the time.
public interface Language {
    /// @param replaceFrom where the typed part begins that the proposal replaces
    /// @param caretBack how far before the end of `insert` the caret goes
    record Proposal(String label, String detail, String documentation, int replaceFrom, String insert, int caretBack) {}

    /// @param title the field's path and type
    record Documentation(String title, String text) {}

    List<Proposal> complete(String text, int offset);

    Optional<Documentation> documentation(String text, int offset);

    /// Knows nothing: for files that are not manifests.
    static Language plain() {
        return new Language() {
            @Override
            public List<Proposal> complete(String text, int offset) {
                return List.of();
            }

            @Override
            public Optional<Documentation> documentation(String text, int offset) {
                return Optional.empty();
            }
        };
    }
}
