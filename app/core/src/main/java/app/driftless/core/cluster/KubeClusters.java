package app.driftless.core.cluster;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.kube.Connector;
import app.driftless.core.internal.kube.Kubeconfig;
import app.driftless.core.internal.kube.KubeconfigFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Real clusters, found by the usual rules for kubeconfig files. Any thread; [#connect] blocks.
public final class KubeClusters implements Clusters {
    private final Connector connector;
    private final KubeconfigFiles files;

    /// @param workers whose I/O threads carry requests and watches
    /// @param environment the process environment: `KUBECONFIG`, `PATH`, `SHELL` and the proxy variables count
    public KubeClusters(Workers workers, Map<String, String> environment) {
        this.files = new KubeconfigFiles(environment, Path.of(System.getProperty("user.home")));
        this.connector = new Connector(workers, environment);
    }

    @Override
    public List<Path> kubeconfigs(List<Path> chosen) {
        return files.choose(chosen);
    }

    @Override
    public List<ContextInfo> contexts(List<Path> paths) {
        return connector.describe(Kubeconfig.read(paths), paths);
    }

    @Override
    public Cluster connect(ContextRef context, Set<Path> allowedExec, CancelToken cancel) {
        return connector.connect(context, allowedExec, cancel);
    }
}
