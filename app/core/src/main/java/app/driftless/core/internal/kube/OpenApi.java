package app.driftless.core.internal.kube;

import app.driftless.core.manifest.Gvk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The types that a server publishes (`/openapi/v3`), one document for each group version, kept for as long as the
/// server names the same hash for it. Thread-safe.
final class OpenApi {
    private static final Duration FRESH = Duration.ofSeconds(10);
    /// A kind that was served a moment ago is published a little later.
    private static final Duration LATE = Duration.ofSeconds(1);
    private final Transport transport;
    private final Map<String, Document> documents = new ConcurrentHashMap<>();
    private Map<String, Object> index = Map.of();
    private long askedAt = System.nanoTime() - FRESH.toNanos();

    /// @param address with the document's hash
    private record Document(String address, Map<String, Object> types) {}

    OpenApi(Transport transport) {
        this.transport = transport;
    }

    /// `components.schemas` of the document, without descriptions; empty if the server has none.
    Map<String, Object> types(Gvk type) {
        String path = type.group().isEmpty() ? "api/" + type.version() : "apis/" + type.apiVersion();
        String address = address(path, FRESH);
        if (address.isEmpty()) {
            address = address(path, LATE);
        }
        if (address.isEmpty()) {
            return Map.of();
        }
        Document known = documents.get(path);
        if (known == null || !known.address().equals(address)) {
            Map<String, Object> whole = ask(address);
            Map<String, Object> schemas = Trees.map(Trees.map(whole, "components"), "schemas");
            known = new Document(address, Trees.map(brief(schemas)));
            documents.put(path, known);
        }
        return known.types();
    }

    private synchronized String address(String path, Duration fresh) {
        if (System.nanoTime() - askedAt >= fresh.toNanos()) {
            index = Trees.map(ask("/openapi/v3"), "paths");
            askedAt = System.nanoTime();
        }
        return Trees.text(Trees.map(index, path), "serverRelativeURL");
    }

    private Map<String, Object> ask(String address) {
        Reply reply = transport.send(Call.get(address));
        if (reply.status() == 404) {
            return Map.of();
        }
        if (!reply.ok()) {
            throw Answers.thrown(reply, address);
        }
        return reply.json();
    }

    /// Two thirds of a document are prose.
    private static @Nullable Object brief(@Nullable Object node) {
        return switch (node) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, value) -> {
                    if (!(key.equals("description") && value instanceof String)) {
                        copy.put(String.valueOf(key), brief(value));
                    }
                });
                yield copy;
            }
            case List<?> list -> {
                var copy = new ArrayList<@Nullable Object>();
                list.forEach(item -> copy.add(brief(item)));
                yield copy;
            }
            case null, default -> node;
        };
    }
}
