package app.driftless.desktop.diff;

import app.driftless.core.diff.Difference;
import app.driftless.core.flow.Loadable;
import app.driftless.core.problem.EngineException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Which rule a person makes from a difference, with what it adds to the file as soon as that is known. FX thread.
public final class IgnoreViewModel {
    /// How far the rule reaches.
    public enum Reach {
        /// The field of this object.
        FIELD_HERE,
        /// The field of all objects of this kind.
        FIELD_OF_KIND,
        /// All that the manager owns, in objects of this kind.
        MANAGER
    }

    /// Makes the edit. Called off the FX thread; may block.
    @FunctionalInterface
    public interface Edits {
        /// @throws EngineException if no rule can be added
        EditPreview preview(IgnoreWish wish);
    }

    private final ShownDiff shown;
    private final Difference difference;
    private final Edits edits;
    private final Executor background;
    private final Executor fx;
    private final ObjectProperty<Reach> reach = new SimpleObjectProperty<>(Reach.FIELD_HERE);
    private final BooleanProperty everywhere = new SimpleBooleanProperty();
    private final StringProperty reason = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Loadable<EditPreview>> preview =
            new ReadOnlyObjectWrapper<>(new Loadable.Empty<>());
    private long asked;

    public IgnoreViewModel(ShownDiff shown, Difference difference, Edits edits, Executor background, Executor fx) {
        this.shown = shown;
        this.difference = difference;
        this.edits = edits;
        this.background = background;
        this.fx = fx;
        reach.subscribe(_ -> ask());
        everywhere.subscribe(_ -> ask());
        reason.subscribe(_ -> ask());
    }

    ShownDiff shown() {
        return shown;
    }

    Difference difference() {
        return difference;
    }

    /// What can be chosen: a manager only where one is known.
    List<Reach> reaches() {
        var all = new ArrayList<>(List.of(Reach.FIELD_HERE, Reach.FIELD_OF_KIND));
        if (difference.manager().isPresent()) {
            all.add(Reach.MANAGER);
        }
        return all;
    }

    ObjectProperty<Reach> reachProperty() {
        return reach;
    }

    /// Whether it counts in all environments, else in this one only.
    BooleanProperty everywhereProperty() {
        return everywhere;
    }

    /// Why, for the next reader of the file.
    StringProperty reasonProperty() {
        return reason;
    }

    ReadOnlyObjectProperty<Loadable<EditPreview>> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    IgnoreWish wish() {
        boolean here = reach.get() == Reach.FIELD_HERE;
        return new IgnoreWish(
                everywhere.get() ? Optional.empty() : Optional.of(shown.environment()),
                shown.diff().key(),
                here,
                reach.get() == Reach.MANAGER ? List.of() : List.of(difference.fieldPath()),
                reach.get() == Reach.MANAGER ? difference.manager().stream().toList() : List.of(),
                Optional.of(reason.get().strip()).filter(text -> !text.isEmpty()));
    }

    private void ask() {
        long ticket = ++asked;
        IgnoreWish wish = wish();
        background.execute(() -> {
            Loadable<EditPreview> answer;
            try {
                answer = new Loadable.Ready<>(edits.preview(wish), Instant.EPOCH);
            } catch (EngineException e) {
                answer = new Loadable.Failed<>(e.problem(), Optional.empty());
            }
            Loadable<EditPreview> told = answer;
            fx.execute(() -> {
                if (ticket == asked) {
                    preview.set(told);
                }
            });
        });
    }
}
