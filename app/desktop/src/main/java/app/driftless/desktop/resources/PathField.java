package app.driftless.desktop.resources;

import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.Surroundings;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks for the path of a new or a renamed file. What is wrong with it is said while one types; the engine judges for
/// good.
final class PathField extends VBox {
    /// @param start what stands in the field at first; what follows the last `/` is selected, up to the dot
    /// @param action the bundle's key of the button, which gets the path
    record Question(String title, String start, String action) {}

    private final TextField field = new TextField();
    private final Label fault = new Label();
    private final Words words;
    private final Predicate<String> taken;

    private PathField(Question question, Surroundings around, Predicate<String> taken, Consumer<String> answer) {
        this.words = around.words();
        this.taken = taken;
        getStyleClass().add("dialog-card");
        setPrefWidth(480);
        setMaxSize(480, USE_PREF_SIZE);
        var title = new Label(question.title());
        title.getStyleClass().add("title");
        title.setWrapText(true);
        field.setText(question.start());
        field.setPromptText(words.text("files.path"));
        field.setAccessibleText(words.text("files.path"));
        fault.getStyleClass().addAll("small", "muted");
        fault.setWrapText(true);
        fault.setMinHeight(36);
        var cancel = new Button(words.text("dialog.cancel"));
        cancel.setOnAction(_ -> around.overlay().close());
        var go = new Button();
        go.getStyleClass().add("accent");
        go.setDefaultButton(true);
        go.setOnAction(_ -> {
            around.overlay().close();
            answer.accept(path());
        });
        var buttons = new HBox(cancel, go);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, field, fault, buttons);
        field.textProperty().subscribe(_ -> {
            String key = fault(path(), question.start());
            go.setText(words.text(question.action(), name(path())));
            go.setDisable(!key.isEmpty() || path().equals(question.start()));
            fault.setText(key.isEmpty() ? words.text("files.path.hint") : words.text(key, path()));
        });
    }

    static void ask(Surroundings around, Question question, Predicate<String> taken, Consumer<String> answer) {
        var pane = new PathField(question, around, taken, answer);
        around.overlay().show(pane, () -> {});
        // The field selects everything when its skin is made, so that is made first.
        pane.applyCss();
        String start = question.start();
        int from = start.lastIndexOf('/') + 1;
        int dot = start.indexOf('.', from + 1);
        pane.field.selectRange(from, dot < 0 ? start.length() : dot);
    }

    private String path() {
        return field.getText().strip().replaceFirst("^(\\./|/)+", "");
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String fault(String path, String start) {
        if (path.isEmpty() || path.endsWith("/")) {
            return "files.path.empty";
        }
        if (path.equals(start)) {
            return "";
        }
        return taken.test(path) ? "files.path.taken" : "";
    }
}
