package app.driftless.desktop.editor;

import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Finding;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Drafts;
import app.driftless.core.repo.FileText;
import app.driftless.core.repo.Repository;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One edited file: its text on disk, the person's text, and how the two relate. FX thread, except where it says
/// otherwise.
///
/// Unsaved text goes to the journal of drafts with each edit, so that a crash loses at most a second of typing. A
/// file that changed outside is taken over silently only where nothing was edited here; otherwise the person decides.
public final class EditorViewModel implements AutoCloseable {
    /// What the edit works on: engine parts that do the reading, saving, keeping and checking.
    public record Parts(
            Repository repository, Drafts drafts, FileCheck check, Workers workers, InstantSource clock, Executor fx) {}

    private static final Duration CHECK_DELAY = Duration.ofMillis(180);

    private final Parts parts;
    private final KeptDraft draft;
    private volatile String path;
    private final ReadOnlyObjectWrapper<Optional<FileText>> base = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<EditCondition> condition =
            new ReadOnlyObjectWrapper<>(new EditCondition.Fine());
    private final ReadOnlyObjectWrapper<List<Finding>> findings = new ReadOnlyObjectWrapper<>(List.of());
    private String text = "";
    private long version;
    private Consumer<String> showText = _ -> {};
    private Subscription pendingCheck = () -> {};
    private final Subscription outside;

    public EditorViewModel(String path, Parts parts) {
        this.path = path;
        this.parts = parts;
        draft = new KeptDraft(parts.drafts(), parts.repository().root(), parts.clock());
        outside = parts.repository().changedPaths().subscribe(changed -> {
            if (changed.paths().isEmpty() || changed.paths().contains(this.path)) {
                parts.workers().io("look-again", this::lookAgain);
            }
        });
    }

    public String path() {
        return path;
    }

    public String text() {
        return text;
    }

    /// Empty until the file has been read.
    public ReadOnlyObjectProperty<Optional<FileText>> baseProperty() {
        return base.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<EditCondition> conditionProperty() {
        return condition.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<Finding>> findingsProperty() {
        return findings.getReadOnlyProperty();
    }

    /// Goes on under the new name of the file. What is not saved moves on in the journal.
    public void renamed(String to) {
        draft.drop(path);
        path = to;
        if (dirty.get()) {
            draft.keep(path, text, base.get());
        }
        if (condition.get() instanceof EditCondition.ChangedOutside(var theirs) && theirs.isEmpty()) {
            condition.set(new EditCondition.Fine());
        }
        parts.workers().io("look-again", this::lookAgain);
        checkSoon(Duration.ZERO);
    }

    /// Called when the shown text must become another one.
    public void setOnText(Consumer<String> listener) {
        showText = listener;
    }

    /// Reads the file, or the draft that an earlier session left.
    public void load() {
        parts.workers().io("open " + path, () -> {
            Optional<Drafts.Draft> left = draft.of(path);
            try {
                FileText file = parts.repository().readText(path);
                parts.fx().execute(() -> loaded(file, left));
            } catch (EngineException e) {
                parts.fx().execute(() -> condition.set(new EditCondition.Unreadable(e.problem())));
            }
        });
    }

    private void loaded(FileText file, Optional<Drafts.Draft> left) {
        base.set(Optional.of(file));
        boolean recover = left.isPresent() && !left.get().text().equals(file.text());
        text = recover ? left.get().text() : file.text();
        dirty.set(recover);
        if (file.readOnly().isPresent()) {
            condition.set(new EditCondition.ReadOnly(file.readOnly().get()));
        } else if (recover && !left.get().basedOn().equals(Optional.of(file.contentHash()))) {
            condition.set(new EditCondition.ChangedOutside(Optional.of(file)));
        } else {
            condition.set(recover ? new EditCondition.Recovered() : new EditCondition.Fine());
        }
        showText.accept(text);
        checkSoon(Duration.ZERO);
    }

    /// Takes the person's text after each edit.
    public void edited(String newText) {
        text = newText;
        version++;
        boolean differs = base.get().map(f -> !f.text().equals(newText)).orElse(true);
        dirty.set(differs);
        if (differs) {
            draft.keep(path, text, base.get());
        } else {
            draft.drop(path);
        }
        checkSoon(CHECK_DELAY);
    }

    /// Saves if the file on disk is still what the edit started from.
    public void save() {
        String saving = text;
        Optional<String> expected = base.get().map(FileText::contentHash);
        parts.workers().io("save " + path, () -> {
            try {
                FileText saved = parts.repository().save(path, saving, expected);
                parts.fx().execute(() -> saved(saved));
            } catch (EngineException e) {
                parts.fx().execute(() -> condition.set(new EditCondition.SaveFailed(e.problem())));
                lookAgain();
            }
        });
    }

    private void saved(FileText file) {
        base.set(Optional.of(file));
        dirty.set(!text.equals(file.text()));
        condition.set(new EditCondition.Fine());
        if (!dirty.get()) {
            draft.drop(path);
        }
    }

    /// Drops the person's text for what is on disk.
    public void takeTheirs() {
        draft.drop(path);
        load();
    }

    /// Keeps the person's text: the next save replaces what is on disk now.
    public void keepMine() {
        if (condition.get() instanceof EditCondition.ChangedOutside(var theirs)) {
            base.set(theirs);
            dirty.set(true);
            condition.set(new EditCondition.Fine());
        }
    }

    /// On any thread: reads the file again and compares it with what the edit started from.
    private void lookAgain() {
        String asked = path;
        Optional<FileText> now;
        try {
            now = Optional.of(parts.repository().readText(asked));
        } catch (EngineException e) {
            now = Optional.empty();
        }
        Optional<FileText> theirs = now;
        parts.fx().execute(() -> {
            Optional<String> started = base.get().map(FileText::contentHash);
            if (!asked.equals(path) || started.isEmpty() || started.equals(theirs.map(FileText::contentHash))) {
                return;
            }
            if (theirs.isPresent() && !dirty.get()) {
                loaded(theirs.get(), Optional.empty());
            } else if (theirs.isPresent() && theirs.get().text().equals(text)) {
                saved(theirs.get());
            } else {
                condition.set(new EditCondition.ChangedOutside(theirs));
            }
        });
    }

    private void checkSoon(Duration delay) {
        pendingCheck.close();
        long asked = version;
        String checked = text;
        pendingCheck = parts.workers()
                .after(delay, "check " + path, () -> parts.workers().cpu().execute(() -> {
                    List<Finding> found = parts.check().check(path, checked);
                    parts.fx().execute(() -> {
                        if (asked == version) {
                            findings.set(found);
                        }
                    });
                }));
    }

    @Override
    public void close() {
        outside.close();
        pendingCheck.close();
    }
}
