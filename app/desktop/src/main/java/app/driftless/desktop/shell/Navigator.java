package app.driftless.desktop.shell;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// How features send the person somewhere. FX thread.
public interface Navigator {
    void go(Place place);

    /// Shows the tab `id`, making it if it is not open yet.
    void open(String id, Supplier<Tab> make);

    /// The tab that is shown.
    Optional<Tab> current();

    /// The open tab `id`.
    Optional<Tab> find(String id);

    List<Tab> tabs();

    /// Puts `next` in the place of the tab `id`, which is not closed: what it shows goes on in `next`.
    void replace(String id, Tab next);

    /// Closes the tab without asking: what it shows is gone.
    void drop(String id);

    /// Closes the tab, asking first where it holds something unsaved.
    void close(String id);

    /// Opens the panel below at `id`.
    void showBottom(String id);
}
