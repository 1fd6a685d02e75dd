package app.driftless.desktop.editor;

import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.SourceRange;
import app.driftless.core.validate.Outline;
import app.driftless.desktop.fx.KeyedList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The structure of the text that is edited, and where in it the caret is. FX thread; the text is parsed on the
/// bounded pool.
///
/// Of several documents only the one with the caret is unfolded by itself; what a person folds stays so.
public final class OutlineViewModel implements AutoCloseable {
    /// Reads the structure of a text. Called on the bounded pool.
    @FunctionalInterface
    public interface Source {
        List<Outline.Entry> of(String path, String text);
    }

    private static final Duration DELAY = Duration.ofMillis(180);

    private final Source source;
    private final Workers workers;
    private final Executor fx;
    private final ObservableList<OutlineRow> rows = FXCollections.observableArrayList();
    private final Set<String> folded = new HashSet<>();
    private final Set<String> documents = new HashSet<>();
    private List<Outline.Entry> entries = List.of();
    private IntConsumer follow = _ -> {};
    private Subscription pending = () -> {};
    private YamlEditor.Caret caret = new YamlEditor.Caret(1, 1);
    private long asked;

    OutlineViewModel(Source source, Workers workers, Executor fx) {
        this.source = source;
        this.workers = workers;
        this.fx = fx;
    }

    ObservableList<OutlineRow> rows() {
        return rows;
    }

    /// @param listener gets the line that the caret is in, or -1
    void onFollow(IntConsumer listener) {
        follow = listener;
    }

    /// Takes the text after an edit; the outline follows when no other came for a moment.
    void read(String path, String text) {
        pending.close();
        long mine = ++asked;
        pending = workers.after(entries.isEmpty() ? Duration.ZERO : DELAY, "outline", () -> workers.cpu()
                .execute(() -> {
                    List<Outline.Entry> found = source.of(path, text);
                    fx.execute(() -> {
                        if (mine == asked) {
                            show(found);
                        }
                    });
                }));
    }

    /// Takes where the caret is.
    void caret(YamlEditor.Caret now) {
        caret = now;
        if (unfoldDocument()) {
            refresh();
        } else {
            follow.accept(current());
        }
    }

    void fold(OutlineRow row, boolean fold) {
        if (row.open().isPresent() && (fold ? folded.add(row.id()) : folded.remove(row.id()))) {
            refresh();
        }
    }

    private void show(List<Outline.Entry> found) {
        entries = found;
        if (found.size() > 1) {
            for (int i = 0; i < found.size(); i++) {
                String id = idOf(i, found.get(i));
                if (documents.add(id)) {
                    folded.add(id);
                }
            }
        }
        unfoldDocument();
        refresh();
    }

    private static String idOf(int index, Outline.Entry document) {
        return index + ":" + document.label();
    }

    /// Unfolds the document that the caret has come to.
    private boolean unfoldDocument() {
        int at = -1;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).range().line() <= caret.line()) {
                at = i;
            }
        }
        return at >= 0 && entries.size() > 1 && folded.remove(idOf(at, entries.get(at)));
    }

    private void refresh() {
        var next = new ArrayList<OutlineRow>();
        for (int i = 0; i < entries.size(); i++) {
            add(entries.get(i), idOf(i, entries.get(i)), 0, next);
        }
        KeyedList.update(rows, next, OutlineRow::id);
        follow.accept(current());
    }

    private void add(Outline.Entry entry, String id, int depth, List<OutlineRow> into) {
        boolean open = !folded.contains(id);
        SourceRange range = entry.range();
        into.add(new OutlineRow(
                id,
                depth,
                entry.label(),
                entry.detail(),
                entry.children().isEmpty() ? Optional.empty() : Optional.of(open),
                range.start(),
                range.line(),
                range.column()));
        if (open) {
            var used = new HashSet<String>();
            for (Outline.Entry child : entry.children()) {
                String name = id + "/" + child.label();
                while (!used.add(name)) {
                    name += "'";
                }
                add(child, name, depth + 1, into);
            }
        }
    }

    /// The last line that begins at or before the caret: rows stand in the order of the text.
    private int current() {
        int found = -1;
        for (int i = 0; i < rows.size(); i++) {
            OutlineRow row = rows.get(i);
            boolean begun = row.line() < caret.line() || row.line() == caret.line() && row.column() <= caret.column();
            // On the line of a key the caret may stand in its indent.
            if (begun
                    || row.line() == caret.line()
                            && found >= 0
                            && rows.get(found).line() < caret.line()) {
                found = i;
            }
        }
        return found;
    }

    @Override
    public void close() {
        asked++;
        pending.close();
    }
}
