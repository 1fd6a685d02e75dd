package app.driftless.desktop.shell;

import app.driftless.desktop.theme.Mark;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// What the features put into the window's frame.
///
/// @param toolbarStart repository, branch, push
/// @param toolbarEnd what runs, how fresh the repository is
/// @param panels the panel of each place
/// @param bottom the panels below, in order
/// @param facts the left part of the status bar, after the target
/// @param end the right part of the status bar
/// @param target where a write would go
/// @param changedFiles the badge of the changes
/// @param noTab what stands in the work area while no tab is open
public record ShellParts(
        List<Node> toolbarStart,
        List<Node> toolbarEnd,
        Map<Place, Node> panels,
        List<Below> bottom,
        List<Fact> facts,
        List<Node> end,
        ObservableValue<Target> target,
        ObservableValue<Integer> changedFiles,
        Node noTab) {

    /// A panel below the work area.
    ///
    /// @param count shown beside the name while above 0
    public record Below(String id, String textKey, ObservableValue<Integer> count, Node content) {}

    /// A fact of the status bar; gone while its text is empty.
    public record Fact(ObservableValue<Mark> mark, ObservableValue<String> text) {}

    /// @param name `environment → cluster`, empty while there is none
    public record Target(String name, boolean locked) {
        public static final Target NONE = new Target("", false);
    }
}
