package app.driftless.desktop.diff;

import app.driftless.core.repo.FileSide;
import app.driftless.core.repo.SourceDiff;
import app.driftless.desktop.i18n.Words;
import java.util.Optional;
import java.util.stream.Stream;

/// What is said of a file where no lines can be shown.
final class SourceTexts {
    private SourceTexts() {}

    /// What each side is.
    static String change(SourceDiff diff, Words words) {
        if (diff.left() instanceof FileSide.Absent) {
            return words.text("source.made", kind(diff.right(), words));
        }
        return diff.right() instanceof FileSide.Absent
                ? words.text("source.gone", kind(diff.left(), words))
                : words.text("source.became", kind(diff.left(), words), kind(diff.right(), words));
    }

    /// Why no lines are shown.
    static String why(SourceDiff diff, Words words) {
        Optional<String> key = Stream.of(diff.left(), diff.right())
                .flatMap(side -> key(side).stream())
                .findFirst();
        return words.text(key.orElse("source.why.text"));
    }

    private static Optional<String> key(FileSide side) {
        return switch (side) {
            case FileSide.Binary _ -> Optional.of("source.why.binary");
            case FileSide.TooLarge _ -> Optional.of("source.why.large");
            case FileSide.Link _ -> Optional.of("source.why.link");
            case FileSide.Submodule _ -> Optional.of("source.why.submodule");
            case FileSide.Text _, FileSide.Absent _ -> Optional.empty();
        };
    }

    private static String kind(FileSide side, Words words) {
        return switch (side) {
            case FileSide.Absent _ -> words.text("diff.absent");
            case FileSide.Text text ->
                words.text("source.kind.text", text.lines().size(), text.mode());
            case FileSide.Binary binary -> words.text("source.kind.binary", binary.size());
            case FileSide.TooLarge large -> words.text("source.kind.large", large.size());
            case FileSide.Link link -> words.text("source.kind.link", link.target());
            case FileSide.Submodule module ->
                words.text(
                        "source.kind.submodule",
                        module.id().substring(0, Math.min(7, module.id().length())));
        };
    }
}
