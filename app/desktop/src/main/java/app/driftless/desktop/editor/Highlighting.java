package app.driftless.desktop.editor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.model.TwoDimensional.Bias;

/// Colours the visible lines of a code area, and nothing else: a keystroke costs the lines on screen, not the file.
final class Highlighting {
    private static final int LONGEST_LINE = 5_000;
    private final CodeArea area;
    private final LineStates states = new LineStates();
    private final Executor fx;
    private List<Mark> marks = List.of();
    private boolean restyling;

    /// @param fx runs a task on the FX thread, later
    Highlighting(CodeArea area, Executor fx) {
        this.area = area;
        this.fx = fx;
        area.plainTextChanges().subscribe(this::changed);
        area.viewportDirtyEvents().subscribe(_ -> restyleSoon());
    }

    void show(List<Mark> newMarks) {
        marks = List.copyOf(newMarks);
        restyleSoon();
    }

    private void changed(PlainTextChange change) {
        int line = area.offsetToPosition(change.getPosition(), Bias.Forward).getMajor();
        int removed = newlines(change.getRemoved());
        int inserted = newlines(change.getInserted());
        states.edited(line, removed, inserted, area.getParagraphs().size(), i -> area.getParagraph(i)
                .getText());
        restyleSoon();
    }

    /// Once per pulse, and never in the middle of a layout: styling a line replaces it, which the layout would not
    /// survive.
    private void restyleSoon() {
        if (!restyling) {
            restyling = true;
            fx.execute(() -> {
                restyling = false;
                restyleVisible();
            });
        }
    }

    private void restyleVisible() {
        for (int i = 0; i < area.getVisibleParagraphs().size(); i++) {
            int line = area.visibleParToAllParIndex(i);
            // -1 where the area has not been laid out yet: the viewport is dirty again right after.
            if (line >= 0) {
                restyle(line);
            }
        }
    }

    private void restyle(int line) {
        String text = area.getParagraph(line).getText();
        if (text.isEmpty() || text.length() > LONGEST_LINE) {
            return;
        }
        StyleSpans<Collection<String>> wanted =
                spans(text, YamlLexer.line(text, states.at(line)).tokens(), marksOn(line));
        if (!wanted.equals(area.getStyleSpans(line))) {
            area.setStyleSpans(line, 0, wanted);
        }
    }

    private List<Mark> marksOn(int line) {
        int start = area.getAbsolutePosition(line, 0);
        int end = start + area.getParagraphLength(line);
        var result = new ArrayList<Mark>();
        for (Mark mark : marks) {
            if (mark.start() <= end && mark.end() >= start) {
                int from = Math.max(0, mark.start() - start);
                int to = Math.min(end - start, Math.max(mark.end() - start, from + 1));
                if (to > from) {
                    result.add(new Mark(from, to, line, mark.severity(), mark.text()));
                }
            }
        }
        return result;
    }

    /// Cuts the line wherever a token or a mark begins or ends.
    private static StyleSpans<Collection<String>> spans(String text, List<YamlToken> tokens, List<Mark> marks) {
        var cuts = new TreeSet<Integer>(List.of(0, text.length()));
        tokens.forEach(t -> cuts.addAll(List.of(t.start(), t.end())));
        marks.forEach(m -> cuts.addAll(List.of(m.start(), m.end())));
        var builder = new StyleSpansBuilder<Collection<String>>();
        int from = 0;
        for (int to : cuts) {
            if (to > from) {
                builder.add(stylesAt(from, tokens, marks), to - from);
                from = to;
            }
        }
        return builder.create();
    }

    private static Collection<String> stylesAt(int offset, List<YamlToken> tokens, List<Mark> marks) {
        var styles = new ArrayList<String>(2);
        tokens.stream()
                .filter(t -> t.start() <= offset && offset < t.end())
                .findFirst()
                .ifPresent(t -> styles.add(t.kind().styleClass()));
        marks.stream()
                .filter(m -> m.start() <= offset && offset < m.end())
                .min(Comparator.comparing(Mark::severity))
                .ifPresent(m -> styles.add("mark-" + m.severity().name().toLowerCase(Locale.ROOT)));
        return styles;
    }

    private static int newlines(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                count++;
            }
        }
        return count;
    }
}
