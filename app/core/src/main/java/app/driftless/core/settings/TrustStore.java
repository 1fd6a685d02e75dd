package app.driftless.core.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a person allowed, per real path of a repository: rendering, consents, and the bindings of clusters (§2 of the
/// trust reference). Thread-safe, durable.
public interface TrustStore {
    boolean mayRender(Path repository);

    void allowRendering(Path repository, boolean allowed);

    /// Exec credential plugins that a person allowed, by absolute path.
    List<Path> allowedExec();

    void allowExec(Path program);

    /// Whether this loosening of `.driftless.yaml`, named by its content, was consented to.
    boolean consented(Path repository, String loosening);

    void consent(Path repository, String loosening);

    List<Binding> bindings(Path repository);

    Optional<Binding> binding(Path repository, String environment, String cluster);

    void bind(Path repository, Binding binding);

    void unbind(Path repository, String environment, String cluster);
}
