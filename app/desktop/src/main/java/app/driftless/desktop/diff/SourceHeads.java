package app.driftless.desktop.diff;

import app.driftless.core.diff.SourceLine;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.Comparison;
import app.driftless.core.repo.SourceDiff;
import app.driftless.desktop.i18n.Words;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// What the two sides of a source diff are, and what differs beside the text: name, mode, line ends.
final class SourceHeads extends HBox {
    private static final double RULER = 12;

    private final Words words;
    private final Label left = strong();
    private final Label leftDetail = detail();
    private final Label right = strong();
    private final Label rightDetail = detail();
    private final HBox tags = new HBox(6);

    /// @param end the width of what stands right of both sides
    SourceHeads(Words words, double end) {
        this.words = words;
        getStyleClass().add("diff-heads");
        setAlignment(Pos.CENTER_LEFT);
        tags.setAlignment(Pos.CENTER_RIGHT);
        tags.setMinWidth(USE_PREF_SIZE);
        tags.getStyleClass().add("diff-tags");
        var filler = new Region();
        filler.setMinWidth(end + RULER);
        filler.setPrefWidth(end + RULER);
        HBox rightSide = side(right, rightDetail);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        rightSide.getChildren().addAll(gap, tags);
        getChildren().addAll(side(left, leftDetail), rightSide, filler);
    }

    /// @param before the commit on the left, where it is one: its short id
    void show(Comparison comparison, String before) {
        switch (comparison) {
            case Comparison.Unstaged _ -> names("source.index", "", "source.work-tree", "");
            case Comparison.Staged _ -> names("source.head", before, "source.index", "");
            case Comparison.Uncommitted _ -> names("source.head", before, "source.work-tree", "");
            case Comparison.InCommit(Commit commit) ->
                names("source.parent", before, "source.commit", commit.shortId() + "  " + commit.subject());
        }
    }

    /// What `diff` shows that is not in its lines.
    void show(SourceDiff diff) {
        tags.getChildren().clear();
        if (diff.conflicted()) {
            tag(words.text("source.tag.conflict"));
        }
        diff.formerPath().ifPresent(path -> tag(words.text("source.tag.renamed", path)));
        boolean both = !diff.left().mode().isEmpty() && !diff.right().mode().isEmpty();
        if (both && !diff.left().mode().equals(diff.right().mode())) {
            tag(words.text("source.tag.mode", diff.left().mode(), diff.right().mode()));
        }
        String leftEnds = ends(diff.leftLines());
        String rightEnds = ends(diff.rightLines());
        if (both && !leftEnds.isEmpty() && !rightEnds.isEmpty() && !leftEnds.equals(rightEnds)) {
            tag(words.text("source.tag.ends", leftEnds, rightEnds));
        }
        if (both && openEnded(diff.leftLines()) != openEnded(diff.rightLines())) {
            tag(words.text(openEnded(diff.rightLines()) ? "source.tag.end-removed" : "source.tag.end-added"));
        }
    }

    private void names(String leftKey, String leftMore, String rightKey, String rightMore) {
        left.setText(words.text(leftKey));
        leftDetail.setText(leftMore);
        right.setText(words.text(rightKey));
        rightDetail.setText(rightMore);
    }

    private void tag(String text) {
        var label = new Label(text);
        label.getStyleClass().add("tag");
        label.setMaxWidth(320);
        label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        tags.getChildren().add(label);
    }

    private static String ends(List<SourceLine> lines) {
        return lines.stream()
                .map(SourceLine::end)
                .filter(end -> end != SourceLine.End.NONE)
                .distinct()
                .sorted()
                .map(end -> end.name().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining("+"));
    }

    private static boolean openEnded(List<SourceLine> lines) {
        return !lines.isEmpty() && lines.getLast().end() == SourceLine.End.NONE;
    }

    private static HBox side(Label name, Label detail) {
        var box = new HBox(8, name, detail);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(0);
        box.setPrefWidth(1);
        box.getStyleClass().add("diff-head");
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private static Label strong() {
        var label = new Label();
        label.getStyleClass().add("strong");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Label detail() {
        var label = new Label();
        label.getStyleClass().addAll("muted", "small");
        return label;
    }
}
