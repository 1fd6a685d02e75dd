package app.driftless.desktop.diff;

import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreProposal;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.flow.Loadable;
import app.driftless.core.problem.EngineException;
import java.time.Instant;
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
    /// Makes the edit. Called off the FX thread; may block.
    @FunctionalInterface
    public interface Edits {
        /// @param environment where the rule is to count; empty for all
        /// @throws EngineException if no rule can be added
        EditPreview preview(IgnoreRule rule, Optional<String> environment);
    }

    private final ShownDiff shown;
    private final Difference difference;
    private final Edits edits;
    private final Executor background;
    private final Executor fx;
    private final List<IgnoreProposal> proposals;
    private final ObjectProperty<IgnoreProposal> chosen;
    private final BooleanProperty everywhere = new SimpleBooleanProperty();
    private final StringProperty reason = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Loadable<EditPreview>> preview =
            new ReadOnlyObjectWrapper<>(new Loadable.Empty<>());
    private long asked;

    public IgnoreViewModel(ShownDiff shown, Difference difference, Edits edits, Executor background, Executor fx) {
        this.shown = shown;
        this.difference = difference;
        this.edits = edits;
        proposals = IgnoreProposal.from(difference, shown.diff().key());
        chosen = new SimpleObjectProperty<>(proposals.getFirst());
        this.background = background;
        this.fx = fx;
        chosen.subscribe(_ -> ask());
        everywhere.subscribe(_ -> ask());
        reason.subscribe(_ -> ask());
    }

    ShownDiff shown() {
        return shown;
    }

    Difference difference() {
        return difference;
    }

    /// What can be chosen, from the narrowest to the widest.
    List<IgnoreProposal> proposals() {
        return proposals;
    }

    ObjectProperty<IgnoreProposal> chosenProperty() {
        return chosen;
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

    /// The chosen rule with its reason.
    IgnoreRule rule() {
        IgnoreRule rule = chosen.get().rule();
        return new IgnoreRule(
                rule.number(),
                rule.line(),
                rule.objects(),
                rule.fields(),
                rule.managers(),
                Optional.of(reason.get().strip()).filter(text -> !text.isEmpty()));
    }

    private void ask() {
        long ticket = ++asked;
        IgnoreRule rule = rule();
        Optional<String> environment = everywhere.get() ? Optional.empty() : Optional.of(shown.environment());
        background.execute(() -> {
            Loadable<EditPreview> answer;
            try {
                answer = new Loadable.Ready<>(edits.preview(rule, environment), Instant.EPOCH);
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
