package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ApiResource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The URL paths of the Kubernetes API.
final class Paths {
    static final String DEFAULT_NAMESPACE = "default";

    private Paths() {}

    /// @param namespace empty: all namespaces (or a cluster-scoped kind)
    static String collection(ApiResource kind, String namespace) {
        String group = kind.type().group();
        String root = group.isEmpty()
                ? "/api/" + kind.type().version()
                : "/apis/" + group + "/" + kind.type().version();
        return kind.namespaced() && !namespace.isEmpty()
                ? root + "/namespaces/" + encode(namespace) + "/" + kind.plural()
                : root + "/" + kind.plural();
    }

    /// Where objects of this namespace are created: a namespaced kind without one goes to `default`, as with kubectl.
    static String home(ApiResource kind, String namespace) {
        return collection(kind, kind.namespaced() && namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace);
    }

    static String object(ApiResource kind, String namespace, String name) {
        return home(kind, namespace) + "/" + encode(name);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
