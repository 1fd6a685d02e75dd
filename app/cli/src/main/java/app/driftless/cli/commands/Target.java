package app.driftless.cli.commands;

import app.driftless.core.Workspace;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.settings.Binding;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.workspace.Environment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// An environment in a cluster that a command works on, and how that cluster is reached: by the stored binding, or by
/// what the options say.
///
/// @param binding empty where the options name kubeconfig and context
record Target(Environment environment, String cluster, Optional<Binding> binding) {
    /// Everything that the options mean. Without a binding and without `--kubeconfig` or `--context` a cluster is
    /// left out: missing means none, never another one.
    static List<Target> of(Workspace workspace, List<Environment> environments, FolderOption.ClusterOption options) {
        boolean direct = !options.kubeconfigs().isEmpty() || options.context().isPresent();
        var targets = new ArrayList<Target>();
        for (Environment environment : environments) {
            List<String> names =
                    environment.clusters().isEmpty() ? List.of(environment.name()) : environment.clusters();
            for (String name : names) {
                if (options.cluster().isPresent() && !options.cluster().get().equals(name)) {
                    continue;
                }
                Optional<Binding> binding = direct
                        ? Optional.empty()
                        : workspace
                                .engine()
                                .trust()
                                .binding(workspace.repository().root(), environment.name(), name);
                if (direct || binding.isPresent()) {
                    targets.add(new Target(environment, name, binding));
                }
            }
        }
        return targets;
    }

    /// Connects; a bound cluster is checked against its binding.
    Cluster connect(Workspace workspace, FolderOption.ClusterOption options, CancelToken cancel) {
        if (binding.isPresent()) {
            return workspace.connections().bound(binding.get(), cancel);
        }
        var clusters = workspace.engine().clusters();
        var files = clusters.kubeconfigs(options.kubeconfigs());
        String context = options.context()
                .or(() -> clusters.contexts(files).stream()
                        .filter(c -> c.current())
                        .map(c -> c.ref().context())
                        .findFirst())
                .orElseThrow(() -> new EngineException(Problem.of(SyncProblem.UNBOUND, environment.name(), cluster)));
        return clusters.connect(new ContextRef(files, context), new HashSet<>(options.allowExec()), cancel);
    }

    /// The identity that a sync must find: the bound one, or the one whose UID the options expect.
    ClusterIdentity expected(Cluster connected, Optional<String> expectedUid) {
        if (binding.isPresent()) {
            if (binding.get().observeOnly()) {
                throw new EngineException(Problem.of(SyncProblem.READ_ONLY, environment.name(), "observe"));
            }
            return binding.get().identity();
        }
        ClusterIdentity found = connected.identity();
        String uid = expectedUid.orElseThrow(
                () -> new EngineException(Problem.of(SyncProblem.UNBOUND, environment.name(), cluster)));
        return new ClusterIdentity(found.server(), found.caHash(), uid);
    }
}
