package app.driftless.desktop;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.Clusters;
import app.driftless.core.cluster.ContextInfo;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.settings.Binding;
import app.driftless.core.settings.TrustStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Contexts that can be chosen, and nothing behind them.
final class StoryClusters implements Clusters {
    @Override
    public List<Path> kubeconfigs(List<Path> chosen) {
        return List.of(Path.of("/home/mara/.kube/config"));
    }

    @Override
    public List<ContextInfo> contexts(List<Path> files) {
        return List.of(
                context(files, "prod-eu", true), context(files, "prod-us", false), context(files, "staging-eu", false));
    }

    private static ContextInfo context(List<Path> files, String name, boolean exec) {
        return new ContextInfo(
                new ContextRef(files, name),
                name,
                "https://" + name + ".shop.example:6443",
                "mara",
                exec ? Optional.of("shop-login") : Optional.empty(),
                exec ? Optional.of(Path.of("/usr/local/bin/shop-login")) : Optional.empty(),
                false);
    }

    @Override
    public Cluster connect(ContextRef context, Set<Path> allowedExec, CancelToken cancel) {
        throw new UnsupportedOperationException();
    }

    /// What is allowed, in memory.
    static final class Trust implements TrustStore {
        final List<Path> exec = new ArrayList<>();
        final List<Binding> bindings = new ArrayList<>();

        @Override
        public boolean mayRender(Path repository) {
            return false;
        }

        @Override
        public void allowRendering(Path repository, boolean allowed) {}

        @Override
        public List<Path> allowedExec() {
            return List.copyOf(exec);
        }

        @Override
        public void allowExec(Path program) {
            exec.add(program);
        }

        @Override
        public boolean consented(Path repository, String loosening) {
            return false;
        }

        @Override
        public void consent(Path repository, String loosening) {}

        @Override
        public List<Binding> bindings(Path repository) {
            return List.copyOf(bindings);
        }

        @Override
        public Optional<Binding> binding(Path repository, String environment, String cluster) {
            return bindings.stream()
                    .filter(b ->
                            b.environment().equals(environment) && b.cluster().equals(cluster))
                    .findFirst();
        }

        @Override
        public void bind(Path repository, Binding binding) {
            bindings.add(binding);
        }

        @Override
        public void unbind(Path repository, String environment, String cluster) {
            bindings.removeIf(
                    b -> b.environment().equals(environment) && b.cluster().equals(cluster));
        }
    }
}
