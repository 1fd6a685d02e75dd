package app.driftless.desktop.notice;

import app.driftless.core.problem.Texts.ProblemText;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.util.HashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.octicons.Octicons;

/// Shows notices low in the middle, where no button of a screen is: news for six seconds, problems until somebody
/// closes them.
public final class ToastLayer extends VBox {
    private static final Duration NEWS = Duration.seconds(6);

    private final Map<Notice, Node> shown = new HashMap<>();
    private final Notices notices;
    private final Overlay overlay;
    private final Words words;

    public ToastLayer(Notices notices, Overlay overlay, Words words) {
        this.notices = notices;
        this.overlay = overlay;
        this.words = words;
        getStyleClass().add("toasts");
        setPickOnBounds(false);
        notices.toasts().addListener((ListChangeListener<Notice>) this::follow);
    }

    private void follow(ListChangeListener.Change<? extends Notice> change) {
        while (change.next()) {
            for (Notice gone : change.getRemoved()) {
                getChildren().remove(shown.remove(gone));
            }
            for (Notice added : change.getAddedSubList()) {
                Node toast = toast(added);
                shown.put(added, toast);
                getChildren().add(toast);
            }
        }
    }

    private Node toast(Notice notice) {
        var box = new VBox(2);
        HBox.setHgrow(box, Priority.ALWAYS);
        var glyph = new StateGlyph(notice.problem().isPresent() ? Mark.ERROR : Mark.IN_SYNC);
        notice.problem()
                .ifPresentOrElse(
                        problem -> {
                            ProblemText text = words.engine().text(problem);
                            box.getChildren().add(line(text.what(), "medium"));
                            box.getChildren().add(line(text.why(), "muted"));
                            var show = new Hyperlink(words.text("notice.show"));
                            show.setOnAction(_ -> {
                                notices.dismiss(notice);
                                overlay.show(ProblemPane.dialog(problem, words, overlay::close), () -> {});
                            });
                            box.getChildren().add(show);
                        },
                        () -> box.getChildren().add(line(notice.text(), "medium")));
        var close = new Button();
        close.setGraphic(Icons.of(Octicons.X_16, 12));
        close.getStyleClass().addAll("flat", "icon-only", "small");
        close.setAccessibleText(words.text("notice.dismiss"));
        close.setOnAction(_ -> notices.dismiss(notice));
        var toast = new HBox(glyph, box, close);
        toast.getStyleClass().add("toast");
        toast.setMaxWidth(420);
        if (notice.problem().isEmpty()) {
            var timer = new PauseTransition(NEWS);
            timer.setOnFinished(_ -> notices.dismiss(notice));
            timer.play();
        }
        return toast;
    }

    private static Label line(String text, String style) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMaxWidth(330);
        label.getStyleClass().add(style);
        return label;
    }
}
