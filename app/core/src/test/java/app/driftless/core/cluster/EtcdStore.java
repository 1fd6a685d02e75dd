package app.driftless.core.cluster;

import app.driftless.testkit.cluster.ControlPlane;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// The store of a control plane: puts there what today's API server would refuse, as older ones left it behind.
final class EtcdStore {
    private final HttpClient client;
    private final String address;

    EtcdStore(ControlPlane plane) throws IOException, GeneralSecurityException {
        Path data = plane.kubeconfig().getParent();
        Path keys = data.resolve("pki");
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                SSLUtils.keyManagers(
                        base64(keys, "etcd.crt"), null, base64(keys, "etcd.key"), null, "EC", "", null, null),
                SSLUtils.trustManagers(base64(keys, "ca.crt"), null, false, null, null),
                null);
        client = HttpClient.newBuilder().sslContext(context).build();
        address = "https://127.0.0.1:"
                + new ObjectMapper()
                        .readTree(data.resolve("state.json").toFile())
                        .path("etcdPort")
                        .asInt();
    }

    private static String base64(Path folder, String file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve(file)));
    }

    /// @param key below `/registry/`
    void put(String key, String json) throws IOException, InterruptedException {
        String body = new ObjectMapper()
                .writeValueAsString(Map.of("key", encoded("/registry/" + key), "value", encoded(json)));
        var request = HttpRequest.newBuilder(URI.create(address + "/v3/kv/put"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
