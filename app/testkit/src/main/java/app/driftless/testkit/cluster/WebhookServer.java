package app.driftless.testkit.cluster;

import app.driftless.testkit.git.TestCertificate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A mutating admission webhook over HTTPS in this JVM. It lets everything through, changed by a JSON patch,
/// unless it is told to fail.
public final class WebhookServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final String caBundle;
    private volatile int status = 200;

    private WebhookServer(HttpsServer server, String caBundle) {
        this.server = server;
        this.caBundle = caBundle;
    }

    /// @param folder for its certificate
    /// @param patch the operations for the request of an AdmissionReview; none to leave its object alone
    public static WebhookServer start(Path folder, Function<JsonNode, List<Map<String, Object>>> patch)
            throws IOException {
        TestCertificate certificate = TestCertificate.in(folder);
        byte[] pem = Files.readAllBytes(certificate.writePem(folder.resolve("webhook.pem")));
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        var webhook = new WebhookServer(https, Base64.getEncoder().encodeToString(pem));
        https.setExecutor(webhook.threads);
        https.createContext("/", exchange -> webhook.answer(exchange, patch));
        https.start();
        return webhook;
    }

    private void answer(HttpExchange exchange, Function<JsonNode, List<Map<String, Object>>> patch) throws IOException {
        try (exchange) {
            JsonNode review = JSON.readTree(exchange.getRequestBody());
            JsonNode request = review.path("request");
            requests.add(request);
            ObjectNode response = JSON.createObjectNode();
            response.put("uid", request.path("uid").asText()).put("allowed", true);
            List<Map<String, Object>> operations = patch.apply(request);
            if (!operations.isEmpty()) {
                response.put("patchType", "JSONPatch");
                response.put("patch", Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(operations)));
            }
            ObjectNode answer = JSON.createObjectNode();
            answer.set("apiVersion", review.path("apiVersion"));
            answer.set("kind", review.path("kind"));
            answer.set("response", response);
            byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /// Answers with this status code from now on, whatever the answer says.
    public void fail(int code) {
        status = code;
    }

    /// For `clientConfig.url`.
    public String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /// The configuration that lets it change objects of one namespace, named like that namespace.
    ///
    /// @param apiGroups as YAML, joined with commas, like `resources`
    public String mutating(String namespace, String apiGroups, String resources) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: NS}
                webhooks:
                - name: side.example.org
                  clientConfig: {url: "URL", caBundle: CA}
                  admissionReviewVersions: [v1]
                  sideEffects: None
                  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NS}}
                  rules: [{apiGroups: [GROUPS], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [RESOURCES]}]
                """.replace("NS", namespace)
                .replace("URL", url())
                .replace("GROUPS", apiGroups)
                .replace("RESOURCES", resources)
                .replace("CA", caBundle());
    }

    /// For `clientConfig.caBundle`.
    public String caBundle() {
        return caBundle;
    }

    /// What it was asked so far: the `request` of each AdmissionReview.
    public List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
