package app.driftless.core.internal.render;

import app.driftless.core.render.RenderResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The renderings of this process, by the hash of what they were made from; the least used ones are forgotten, so
/// that not more than a bounded number of resources is kept. Thread-safe.
final class ResultMemory {
    private static final int MOST_RESOURCES = 60_000;
    private final Map<String, RenderResult> results = new LinkedHashMap<>(16, 0.75f, true);
    private int resources;

    synchronized Optional<RenderResult> find(String contentId) {
        return Optional.ofNullable(results.get(contentId));
    }

    synchronized RenderResult keep(RenderResult result) {
        RenderResult former = results.put(result.contentId(), result);
        resources += weight(result) - (former == null ? 0 : weight(former));
        var oldest = results.entrySet().iterator();
        while (resources > MOST_RESOURCES && results.size() > 1) {
            resources -= weight(oldest.next().getValue());
            oldest.remove();
        }
        return result;
    }

    private static int weight(RenderResult result) {
        return result.resources().size() + 1;
    }
}
