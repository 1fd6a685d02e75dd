package app.driftless.core.cluster;

import app.driftless.core.manifest.Resource;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/// Somebody else who writes to a test's API server, under any manager and by any kind of patch.
final class OtherClient {
    private final HttpClient client;
    private final String server;

    OtherClient(Path kubeconfig) throws IOException, GeneralSecurityException {
        var config = new ObjectMapper(new YAMLFactory()).readTree(kubeconfig.toFile());
        var cluster = config.at("/clusters/0/cluster");
        var user = config.at("/users/0/user");
        var context = SSLContext.getInstance("TLS");
        String key = user.path("client-key-data").asText();
        boolean elliptic = new String(java.util.Base64.getDecoder().decode(key)).contains("BEGIN EC ");
        context.init(
                SSLUtils.keyManagers(
                        user.path("client-certificate-data").asText(),
                        null,
                        key,
                        null,
                        elliptic ? "EC" : "RSA",
                        "",
                        null,
                        null),
                SSLUtils.trustManagers(
                        cluster.path("certificate-authority-data").asText(), null, false, null, null),
                null);
        client = HttpClient.newBuilder().sslContext(context).build();
        server = cluster.path("server").asText();
    }

    /// Where the object is.
    static String path(Cluster cluster, Resource object) {
        ApiResource kind = cluster.discovery(false).stream()
                .filter(k -> k.type().equals(object.type()))
                .findFirst()
                .orElseThrow();
        String root = object.type().group().isEmpty()
                ? "/api/" + object.type().version()
                : "/apis/" + object.type().apiVersion();
        return root + (kind.namespaced() ? "/namespaces/" + object.key().namespace() : "") + "/" + kind.plural() + "/"
                + object.key().name();
    }

    /// An update of the whole object.
    ///
    /// @return the status code
    int put(String path, String manager, String body) throws IOException, InterruptedException {
        return send("PUT", path, manager, "application/json", body);
    }

    /// @return the status code
    int patch(String path, String manager, String contentType, String body) throws IOException, InterruptedException {
        return send("PATCH", path, manager, contentType, body);
    }

    private int send(String method, String path, String manager, String contentType, String body)
            throws IOException, InterruptedException {
        String separator = path.contains("?") ? "&" : "?";
        var request = HttpRequest.newBuilder(URI.create(server + path + separator + "fieldManager=" + manager))
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}
