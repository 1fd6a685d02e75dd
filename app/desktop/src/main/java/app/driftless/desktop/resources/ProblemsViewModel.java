package app.driftless.desktop.resources;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Severity;
import app.driftless.core.manifest.SourceRange;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.fx.KeyedList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What is wrong in the files, worst first, and the way from one to the next. FX thread.
public final class ProblemsViewModel {
    /// How far one looks.
    public enum Scope {
        FILE("problems.scope.file"),
        CHANGED("problems.scope.changed"),
        ALL("problems.scope.all");

        private final String text;

        Scope(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::path)
            .thenComparing(f -> f.range().map(SourceRange::start).orElse(0))
            .thenComparing(Finding::code);

    private final ObservableValue<List<Finding>> findings;
    private final ObservableValue<Set<String>> changed;
    private final ObservableValue<Optional<String>> file;
    private final ObservableList<Finding> rows = FXCollections.observableArrayList();
    private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.ALL);
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyIntegerWrapper errors = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper warnings = new ReadOnlyIntegerWrapper();
    private final Consumer<OpenTarget> open;
    private int at = -1;

    /// @param changed paths that differ from HEAD
    /// @param file the file that is shown
    public ProblemsViewModel(
            ObservableValue<List<Finding>> findings,
            ObservableValue<Set<String>> changed,
            ObservableValue<Optional<String>> file,
            Consumer<OpenTarget> open) {
        this.findings = findings;
        this.changed = changed;
        this.file = file;
        this.open = open;
        findings.subscribe(_ -> refresh());
        changed.subscribe(_ -> refresh());
        file.subscribe(_ -> refresh());
        scope.subscribe(_ -> refresh());
        text.subscribe(_ -> refresh());
    }

    public ObservableList<Finding> rows() {
        return rows;
    }

    public ObjectProperty<Scope> scopeProperty() {
        return scope;
    }

    public StringProperty textProperty() {
        return text;
    }

    public ReadOnlyIntegerProperty errors() {
        return errors.getReadOnlyProperty();
    }

    public ReadOnlyIntegerProperty warnings() {
        return warnings.getReadOnlyProperty();
    }

    public void activate(Finding finding) {
        at = rows.indexOf(finding);
        open.accept(new OpenTarget(
                Optional.of(finding.path()),
                finding.range().map(SourceRange::line).orElse(0),
                finding.resource(),
                Optional.empty(),
                Optional.empty()));
    }

    /// Goes to the next (1) or previous (-1) row, round the ends.
    ///
    /// @return its index; -1 where there is none
    public int step(int by) {
        if (rows.isEmpty()) {
            return -1;
        }
        int from = at < 0 && by < 0 ? 0 : at;
        int next = Math.floorMod(from + by, rows.size());
        activate(rows.get(next));
        return next;
    }

    private void refresh() {
        List<Finding> all = findings.getValue();
        errors.set(
                (int) all.stream().filter(f -> f.severity() == Severity.ERROR).count());
        warnings.set(
                (int) all.stream().filter(f -> f.severity() == Severity.WARNING).count());
        String wanted = text.get().strip().toLowerCase(Locale.ROOT);
        var next = all.stream()
                .filter(this::inScope)
                .filter(f -> wanted.isEmpty()
                        || (f.path() + " " + f.code() + " " + f.message().args())
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted))
                .sorted(ORDER)
                .toList();
        KeyedList.update(rows, next, f -> f);
        at = Math.min(at, rows.size() - 1);
    }

    private boolean inScope(Finding finding) {
        return switch (scope.get()) {
            case ALL -> true;
            case CHANGED -> changed.getValue().contains(finding.path());
            case FILE -> file.getValue().filter(finding.path()::equals).isPresent();
        };
    }
}
