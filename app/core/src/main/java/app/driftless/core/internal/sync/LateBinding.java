package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.problem.EngineException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks which storage classes bind a claim only once a pod uses it, so that nobody waits for the claim. Blocks.
final class LateBinding {
    private static final Logger LOG = LoggerFactory.getLogger(LateBinding.class);
    private static final Gvk STORAGE_CLASS = new Gvk("storage.k8s.io", "v1", "StorageClass");
    static final Gvk CLAIM = new Gvk("", "v1", "PersistentVolumeClaim");

    private LateBinding() {}

    /// Without a request for other kinds than claims; empty if the classes may not be read.
    static Set<String> classes(Cluster cluster, Gvk type, CancelToken cancel) {
        Set<String> names = new HashSet<>();
        if (!type.equals(CLAIM)) {
            return names;
        }
        try {
            for (LiveObject storage : cluster.list(STORAGE_CLASS, "", "", cancel)) {
                if ("WaitForFirstConsumer".equals(storage.body().get("volumeBindingMode"))) {
                    names.add(storage.key().name());
                }
            }
        } catch (EngineException e) {
            LOG.debug("The storage classes could not be read: {}", e.getMessage());
        }
        return names;
    }
}
