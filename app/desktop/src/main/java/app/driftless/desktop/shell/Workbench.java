package app.driftless.desktop.shell;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which place, tab and lower panel are shown. FX thread.
public final class Workbench implements Navigator {
    private final ObservableList<Tab> tabs = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Tab> selected = new SimpleObjectProperty<>();
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.ENVIRONMENTS);
    private final StringProperty bottom = new SimpleStringProperty("");
    private BiConsumer<Tab, Runnable> askUnsaved = (_, close) -> close.run();

    @Override
    public ObservableList<Tab> tabs() {
        return tabs;
    }

    public ObjectProperty<@Nullable Tab> selectedProperty() {
        return selected;
    }

    public ObjectProperty<Place> placeProperty() {
        return place;
    }

    /// The id of the open panel below; empty when it is folded.
    public StringProperty bottomProperty() {
        return bottom;
    }

    /// @param ask gets a tab with something unsaved, and what closes it
    public void onUnsaved(BiConsumer<Tab, Runnable> ask) {
        askUnsaved = ask;
    }

    @Override
    public void go(Place next) {
        place.set(next);
    }

    @Override
    public void open(String id, Supplier<Tab> make) {
        Tab tab = find(id).orElse(null);
        if (tab == null) {
            tab = make.get();
            tabs.add(tab);
        }
        selected.set(tab);
    }

    @Override
    public Optional<Tab> current() {
        return Optional.ofNullable(selected.get());
    }

    @Override
    public Optional<Tab> find(String id) {
        return tabs.stream().filter(t -> t.id().equals(id)).findFirst();
    }

    @Override
    public void replace(String id, Tab next) {
        find(id).ifPresent(tab -> {
            boolean shown = tab == selected.get();
            tabs.set(tabs.indexOf(tab), next);
            if (shown) {
                selected.set(next);
            }
        });
    }

    @Override
    public void drop(String id) {
        find(id).ifPresent(this::remove);
    }

    @Override
    public void close(String id) {
        find(id).ifPresent(tab -> {
            if (Boolean.TRUE.equals(tab.content().unsaved().getValue())) {
                askUnsaved.accept(tab, () -> remove(tab));
            } else {
                remove(tab);
            }
        });
    }

    /// Closes all tabs without asking: the repository is closed.
    public void clear() {
        selected.set(null);
        var closing = tabs.stream().toList();
        tabs.clear();
        closing.forEach(tab -> tab.content().close());
    }

    @Override
    public void showBottom(String id) {
        bottom.set(id);
    }

    private void remove(Tab tab) {
        int at = tabs.indexOf(tab);
        if (at < 0) {
            return;
        }
        if (tab == selected.get()) {
            selected.set(tabs.size() == 1 ? null : tabs.get(at == tabs.size() - 1 ? at - 1 : at + 1));
        }
        tabs.remove(tab);
        tab.content().close();
    }
}
