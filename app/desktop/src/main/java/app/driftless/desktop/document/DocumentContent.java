package app.driftless.desktop.document;

import app.driftless.desktop.fx.Roving;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.shell.TabContent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A document with its view bar: the ways to look at it, made when they are first chosen.
final class DocumentContent implements TabContent {
    private final BorderPane pane = new BorderPane();
    private final HBox tools = new HBox(8);
    private final Map<Aspect, AspectView> made = new EnumMap<>(Aspect.class);
    private final Map<Aspect, ToggleButton> segments = new EnumMap<>(Aspect.class);
    private final Map<Aspect, AspectProvider> providers = new EnumMap<>(Aspect.class);
    private final SimpleBooleanProperty unsaved = new SimpleBooleanProperty();
    private final ObjectProperty<Aspect> chosen = new SimpleObjectProperty<>();
    private OpenTarget target;

    DocumentContent(OpenTarget target, List<AspectProvider> fitting, Words words) {
        this.target = target;
        var bar = new HBox();
        bar.getStyleClass().add("segments");
        bar.setMaxHeight(Region.USE_PREF_SIZE);
        for (AspectProvider provider : fitting) {
            providers.put(provider.aspect(), provider);
            var segment = new ToggleButton();
            segment.getStyleClass().add("segment");
            segment.textProperty().bind(words.live(provider.aspect().text()));
            segment.setOnAction(_ -> choose(provider.aspect()));
            segments.put(provider.aspect(), segment);
            bar.getChildren().add(segment);
        }
        Roving.over(bar, Orientation.HORIZONTAL);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        tools.setAlignment(Pos.CENTER_RIGHT);
        var viewBar = new HBox(bar, gap, tools);
        viewBar.getStyleClass().add("view-bar");
        pane.setTop(viewBar);
        choose(fitting.getFirst().aspect());
    }

    /// Shows the document in one way, where it has that one.
    void choose(Aspect aspect) {
        AspectProvider provider = providers.get(aspect);
        if (provider == null) {
            return;
        }
        AspectView view = made.computeIfAbsent(aspect, _ -> open(provider));
        chosen.set(aspect);
        segments.forEach((a, segment) -> segment.setSelected(a == aspect));
        tools.getChildren().setAll(view.tools());
        pane.setCenter(view.node());
        view.reveal(target);
    }

    OpenTarget target() {
        return target;
    }

    void reveal(OpenTarget next) {
        target = next;
        AspectView view = made.get(chosen.get());
        if (view != null) {
            view.reveal(next);
        }
    }

    /// Goes on with the document under its new path. Ways to look at it that can't are made anew when next chosen.
    void follow(OpenTarget next) {
        target = next;
        made.values().removeIf(view -> {
            boolean ends = !view.follow(next);
            if (ends) {
                view.close();
            }
            return ends;
        });
        choose(chosen.get());
    }

    private AspectView open(AspectProvider provider) {
        AspectView view = provider.open(target);
        view.unsaved()
                .subscribe(_ -> unsaved.set(made.values().stream()
                                .anyMatch(v -> Boolean.TRUE.equals(v.unsaved().getValue()))
                        || Boolean.TRUE.equals(view.unsaved().getValue())));
        return view;
    }

    @Override
    public Node node() {
        return pane;
    }

    @Override
    public ObservableValue<Boolean> unsaved() {
        return unsaved;
    }

    @Override
    public void focus() {
        AspectView view = made.get(chosen.get());
        if (view != null) {
            view.focus();
        }
    }

    @Override
    public void close() {
        made.values().forEach(AspectView::close);
    }
}
