package app.driftless.core.internal.kube;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.ContextInfo;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.net.ProxyChoice;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes connections out of kubeconfig contexts.
public final class Connector {
    private final Workers workers;
    private final Map<String, String> environment;
    private final Programs programs;

    public Connector(Workers workers, Map<String, String> environment) {
        this.workers = workers;
        this.environment = Map.copyOf(environment);
        this.programs = new Programs(this.environment);
    }

    /// What each context would use, for choosing one. Runs nothing of it.
    public List<ContextInfo> describe(Kubeconfig config, List<Path> files) {
        var infos = new ArrayList<ContextInfo>();
        config.contexts().forEach((name, context) -> {
            String cluster = context.text("cluster");
            String user = context.text("user");
            var clusterEntry = Optional.ofNullable(config.clusters().get(cluster));
            var userEntry = Optional.ofNullable(config.users().get(user));
            Optional<String> command = userEntry.flatMap(Connector::execCommand);
            Optional<Path> program =
                    command.flatMap(c -> userEntry.flatMap(entry -> programs.find(c, entry.directory())));
            infos.add(new ContextInfo(
                    new ContextRef(files, name),
                    cluster,
                    clusterEntry.map(entry -> entry.text("server")).orElse(""),
                    user,
                    command,
                    program,
                    name.equals(config.currentContext())));
        });
        return infos;
    }

    private static Optional<String> execCommand(Kubeconfig.Entry user) {
        Map<?, ?> exec = user.map("exec");
        return exec != null && exec.get("command") instanceof String command && !command.isEmpty()
                ? Optional.of(command)
                : Optional.empty();
    }

    /// A cancel interrupts whatever is waited for.
    public Cluster connect(ContextRef ref, Set<Path> allowedExec, CancelToken cancel) {
        cancel.throwIfCancelled();
        Thread caller = Thread.currentThread();
        try (Subscription interruption = cancel.onCancel(caller::interrupt)) {
            return connected(ref, allowedExec);
        } catch (RuntimeException e) {
            cancel.throwIfCancelled();
            throw e;
        } finally {
            if (cancel.isCancelled()) {
                // The interrupt was ours and has done its work.
                Thread.interrupted();
            }
        }
    }

    private Cluster connected(ContextRef ref, Set<Path> allowedExec) {
        Target target = target(ref, allowedExec);
        var cluster = new Fabric8Cluster(target, new Transport(target, workers), workers);
        try {
            cluster.greet();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    Target target(ContextRef ref, Set<Path> allowedExec) {
        Kubeconfig config = Kubeconfig.read(ref.files());
        Kubeconfig.Entry context = config.contexts().get(ref.context());
        if (context == null) {
            throw new EngineException(Problem.of(
                    ClusterProblem.CONTEXT_MISSING,
                    ref.context(),
                    names(ref.files()),
                    String.join(", ", config.contexts().keySet())));
        }
        Kubeconfig.Entry cluster = entry(config.clusters(), context, "cluster", ref.context());
        URI server = server(cluster, context.text("cluster"));
        if ("true".equals(cluster.text("insecure-skip-tls-verify"))) {
            throw new EngineException(
                    Problem.of(ClusterProblem.INSECURE_REFUSED, context.text("cluster"), "insecure-skip-tls-verify"));
        }
        var reader = new UserReader(workers.io(), programs, ref.context(), allowedExec);
        var user = context.text("user").isEmpty()
                ? UserReader.User.NOBODY
                : reader.read(
                        entry(config.users(), context, "user", ref.context()), context.text("user"), server, cluster);
        Tls tls = Tls.of(
                ref.context(),
                UserReader.bytes(cluster, "certificate-authority-data", "certificate-authority"),
                user.certificate(),
                user.key());
        if (!"https".equals(server.getScheme()) && user.hasCredentials() && !ProxyChoice.isLoopback(server.getHost())) {
            throw new EngineException(
                    Problem.of(ClusterProblem.INSECURE_REFUSED, context.text("cluster"), server.toString()));
        }
        String serverName = cluster.text("tls-server-name");
        return new Target(
                ref,
                server,
                serverName.isEmpty() ? tls : tls.expecting(serverName),
                serverName,
                proxy(server, cluster.text("proxy-url")),
                user.credentials());
    }

    private Optional<ProxyChoice> proxy(URI server, String configured) {
        try {
            return ProxyChoice.of(server, configured, environment);
        } catch (ProxyChoice.Unusable e) {
            throw new EngineException(Problem.of(ClusterProblem.PROXY_UNUSABLE, e.proxy(), e.reason()), e);
        }
    }

    private static Kubeconfig.Entry entry(
            Map<String, Kubeconfig.Entry> entries, Kubeconfig.Entry context, String field, String contextName) {
        var found = entries.get(context.text(field));
        if (found == null) {
            throw new EngineException(
                    Problem.of(ClusterProblem.ENTRY_MISSING, contextName, field, context.text(field)));
        }
        return found;
    }

    private static URI server(Kubeconfig.Entry cluster, String name) {
        String text = cluster.text("server");
        try {
            URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new EngineException(
                    Problem.of(
                            ClusterProblem.FILE_INVALID,
                            cluster.file().toString(),
                            "the server of " + name + " is not a URL"),
                    e);
        }
        throw new EngineException(Problem.of(
                ClusterProblem.FILE_INVALID,
                cluster.file().toString(),
                "the server of " + name + " is not an https URL"));
    }

    private static String names(List<Path> files) {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }
}
