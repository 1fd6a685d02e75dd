package app.driftless.desktop.log;

import app.driftless.core.flow.EventLog;
import app.driftless.core.flow.EventLog.Event;
import app.driftless.core.flow.EventLog.Level;
import app.driftless.core.problem.Problem;
import app.driftless.desktop.fx.Disposer;
import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The engine's log as lines, newest last, as far back as the engine keeps it. FX thread.
public final class LogViewModel {
    /// The least severity that is shown.
    public enum Scope {
        ALL("log.scope.all", Level.INFO),
        WARNINGS("log.scope.warnings", Level.WARNING),
        ERRORS("log.scope.errors", Level.ERROR);

        private final String text;
        private final Level least;

        Scope(String text, Level least) {
            this.text = text;
            this.least = least;
        }

        public String text() {
            return text;
        }
    }

    private final EventLog log;
    private final Words words;
    private final Ages ages;
    private final ObservableList<LogLine> rows = FXCollections.observableArrayList();
    private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.ALL);
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Integer> unseen = new ReadOnlyObjectWrapper<>(0);
    private Consumer<Problem> open = _ -> {};
    private boolean watched;
    private long last;

    public LogViewModel(EventLog log, Words words, Ages ages, FxBridge bridge, Disposer owner) {
        this.log = log;
        this.words = words;
        this.ages = ages;
        words.locale().subscribe(_ -> rebuild());
        scope.subscribe(_ -> rebuild());
        text.subscribe(_ -> rebuild());
        bridge.follow(log.newest(), owner, _ -> append());
    }

    public ObservableList<LogLine> rows() {
        return rows;
    }

    public ObjectProperty<Scope> scopeProperty() {
        return scope;
    }

    public StringProperty textProperty() {
        return text;
    }

    /// How many errors came since the log was last looked at.
    public ReadOnlyObjectProperty<Integer> unseen() {
        return unseen.getReadOnlyProperty();
    }

    /// Says whether a person has the log before them.
    public void watch(boolean now) {
        watched = now;
        if (now) {
            unseen.set(0);
        }
    }

    /// @param listener gets the problem that a person wants to know all about
    public void onOpen(Consumer<Problem> listener) {
        open = listener;
    }

    void activate(LogLine line) {
        line.problem().ifPresent(open);
    }

    /// The lines as text, for the clipboard.
    static String copied(List<LogLine> lines) {
        return lines.stream().map(LogLine::copied).collect(Collectors.joining("\n"));
    }

    private void append() {
        List<Event> fresh = log.after(last);
        if (fresh.isEmpty()) {
            return;
        }
        last = fresh.getLast().serial();
        rows.addAll(shown(fresh));
        long oldest = last - EventLog.KEPT;
        int gone = 0;
        while (gone < rows.size() && rows.get(gone).event().serial() <= oldest) {
            gone++;
        }
        rows.remove(0, gone);
        if (!watched) {
            int errors =
                    (int) fresh.stream().filter(e -> e.level() == Level.ERROR).count();
            unseen.set(unseen.get() + errors);
        }
    }

    private void rebuild() {
        List<Event> all = log.after(0);
        rows.setAll(shown(all.stream().filter(e -> e.serial() <= last).toList()));
    }

    private List<LogLine> shown(List<Event> events) {
        String wanted = text.get().strip().toLowerCase(Locale.ROOT);
        var lines = new ArrayList<LogLine>();
        for (Event event : events) {
            if (event.level().compareTo(scope.get().least) >= 0) {
                LogLine line = LogLine.of(event, words, ages);
                if (line.matches(wanted)) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }
}
