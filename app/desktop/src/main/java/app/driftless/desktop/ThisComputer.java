package app.driftless.desktop;

import app.driftless.core.cluster.Clusters;
import app.driftless.core.cluster.ContextInfo;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Texts.ProblemText;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.shell.WelcomeView.Found;
import app.driftless.desktop.theme.Mark;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/// What the welcome page tells of this computer: the clusters that its kubeconfig names. Reading them runs nothing and
/// connects to nothing.
final class ThisComputer {
    private static final int NAMED = 4;

    private ThisComputer() {}

    /// Empty until it has been read. FX thread.
    static ObservableValue<List<Found>> facts(CompositionRoot root) {
        var told = new SimpleObjectProperty<Optional<Function<Words, Found>>>(Optional.empty());
        var files = root.settings().get().kubeconfigs();
        root.engine().workers().io("contexts", () -> {
            Optional<Function<Words, Found>> fact = read(root.engine().clusters(), files);
            root.surroundings().bridge().executor().execute(() -> told.set(fact));
        });
        return root.words()
                .locale()
                .flatMap(_ -> told.map(
                        fact -> fact.map(f -> List.of(f.apply(root.words()))).orElse(List.of())));
    }

    private static Optional<Function<Words, Found>> read(Clusters clusters, List<Path> chosen) {
        try {
            List<ContextInfo> contexts = clusters.contexts(clusters.kubeconfigs(chosen));
            return contexts.isEmpty()
                    ? Optional.empty()
                    : Optional.of(words -> new Found(
                            Mark.IN_SYNC,
                            words.text("welcome.contexts", contexts.size()),
                            contexts.stream()
                                            .limit(NAMED)
                                            .map(c -> c.ref().context())
                                            .collect(Collectors.joining(", "))
                                    + (contexts.size() > NAMED ? " …" : "")));
        } catch (EngineException e) {
            return Optional.of(words -> {
                ProblemText text = words.engine().text(e.problem());
                return new Found(Mark.WARNING, text.what(), text.why() + "  " + text.code());
            });
        }
    }
}
