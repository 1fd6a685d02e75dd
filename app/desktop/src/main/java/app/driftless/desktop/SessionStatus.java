package app.driftless.desktop;

import app.driftless.core.workspace.Protection;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.resources.ClusterEntry;
import app.driftless.desktop.resources.Counts;
import app.driftless.desktop.resources.EnvironmentEntry;
import app.driftless.desktop.resources.ProblemsViewModel;
import app.driftless.desktop.shell.ShellParts;
import app.driftless.desktop.sync.ClusterSync;
import app.driftless.desktop.theme.Mark;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;

/// The facts of the status bar.
final class SessionStatus {
    private final Words words;
    private final ObservableValue<List<EnvironmentEntry>> environments;
    private final ProblemsViewModel problems;
    private final ObservableValue<Boolean> paused;

    /// @param paused whether nothing is written unattended
    SessionStatus(
            Words words,
            ObservableValue<List<EnvironmentEntry>> environments,
            ProblemsViewModel problems,
            ObservableValue<Boolean> paused) {
        this.words = words;
        this.paused = paused;
        this.environments = environments;
        this.problems = problems;
    }

    /// Where a write would go: the chosen cluster, else the first environment's first.
    ObservableValue<ShellParts.Target> target(ObservableValue<Optional<ClusterSync>> chosen) {
        return chosen.flatMap(sync -> environments.map(list -> sync.map(s -> target(
                        s.environment().name(), s.cluster(), s.environment().protection()))
                .or(() -> list.stream()
                        .filter(e -> !e.environment().clusters().isEmpty())
                        .findFirst()
                        .map(e -> target(
                                e.environment().name(),
                                e.environment().clusters().getFirst(),
                                e.environment().protection())))
                .orElse(ShellParts.Target.NONE)));
    }

    private static ShellParts.Target target(String environment, String cluster, Protection protection) {
        return new ShellParts.Target(environment + " → " + cluster, protection == Protection.LOCKED);
    }

    List<ShellParts.Fact> facts() {
        ObservableValue<Integer> differing = environments.map(list -> list.stream()
                .map(e -> Counts.of(e.resources()))
                .mapToInt(c -> c.differ() + c.create() + c.delete())
                .sum());
        var differ = new ShellParts.Fact(
                differing.map(n -> Mark.DIFFERS),
                differing.flatMap(n ->
                        n > 0 ? words.live("status.differ", n) : words.locale().map(_ -> "")));
        ObservableValue<String> away = environments.map(list -> list.stream()
                .flatMap(e -> e.clusters().stream())
                .filter(c -> c.link() instanceof ClusterEntry.Link.Offline)
                .map(ClusterEntry::name)
                .distinct()
                .reduce((a, b) -> a + ", " + b)
                .orElse(""));
        var offline = new ShellParts.Fact(
                new SimpleObjectProperty<>(Mark.OFFLINE),
                away.flatMap(
                        names -> names.isEmpty() ? words.locale().map(_ -> "") : words.live("status.offline", names)));
        var stopped = new ShellParts.Fact(
                new SimpleObjectProperty<>(Mark.SUSPENDED),
                paused.flatMap(now ->
                        now ? words.live("status.paused") : words.locale().map(_ -> "")));
        return List.of(stopped, differ, offline);
    }

    List<Node> end(ActionRegistry actions) {
        var button = new Button();
        button.getStyleClass().addAll("flat", "status-button");
        button.textProperty().bind(problems.errors().flatMap(errors -> problems.warnings()
                .flatMap(warnings -> words.live("status.problems", errors.intValue(), warnings.intValue()))));
        button.setOnAction(_ -> actions.run(ActionId.SHOW_PROBLEMS));
        return List.of(button);
    }
}
