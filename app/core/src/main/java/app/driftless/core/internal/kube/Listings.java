package app.driftless.core.internal.kube;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Reads collections page by page. Thread-safe; blocks.
record Listings(Transport transport, KnownSecrets secrets) {
    private static final int PAGE = 500;

    /// @param resourceVersion of the list: where a watch goes on
    record Listing(List<LiveObject> objects, String resourceVersion) {}

    /// @param wanted what is kept; the rest is dropped page by page
    /// @throws TransportException if an answer does not come
    Listing read(CollectionScope scope, Predicate<ResourceKey> wanted, CancelToken cancel) {
        Gvk type = scope.type();
        String namespace = scope.namespace();
        var objects = new ArrayList<LiveObject>();
        String next = "";
        int restarts = 0;
        int seen = 0;
        for (var pace = new ListPace("LIST " + type.kind(), transport.timing().call()); ; ) {
            cancel.throwIfCancelled();
            Reply reply = transport.send(Call.get(scope.page(PAGE, next)));
            if (reply.status() == 410 && restarts++ < 3) {
                // The list is older than the server remembers: only a new one is complete (F61).
                objects.clear();
                seen = 0;
                next = "";
                continue;
            }
            if (!reply.ok()) {
                throw Answers.thrown(reply, type.kind() + (namespace.isEmpty() ? "" : " " + namespace));
            }
            Map<String, Object> body = reply.json();
            List<?> items = Trees.list(body, "items");
            seen += items.size();
            for (Object item : items) {
                LiveObject object = Answers.item(type, namespace, Trees.map(item));
                if (wanted.test(object.key())) {
                    objects.add(secrets.read(object));
                }
            }
            Map<String, Object> metadata = Trees.map(body, "metadata");
            next = Trees.text(metadata, "continue");
            if (next.isEmpty()) {
                return new Listing(objects, Trees.text(metadata, "resourceVersion"));
            }
            pace.page(seen, reply.body().length);
        }
    }
}
