package app.driftless.desktop;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ResourceKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a sync of the story found and what it left, as the engine keeps it: written beside found.
final class StoryWritten {
    private StoryWritten() {}

    static List<ResourceDiff> all() {
        return List.of(api());
    }

    /// A field changed, one added, one removed.
    static ResourceDiff api() {
        return diff(
                Action.UPDATE,
                StoryPlans.API,
                List.of(
                        difference(
                                "image",
                                Difference.Side.of("shop/payments-api:2.14.0"),
                                Difference.Side.of("shop/payments-api:2.13.2")),
                        difference("minReadySeconds", Difference.Side.of(5L), Difference.Side.ABSENT),
                        difference("paused", Difference.Side.ABSENT, Difference.Side.of(false))),
                Optional.of(body("2.14.0", true)),
                Optional.of(body("2.13.2", false)));
    }

    private static Map<String, Object> body(String version, boolean written) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("image", "shop/payments-api:" + version);
        if (written) {
            spec.put("minReadySeconds", 5L);
        } else {
            spec.put("paused", false);
        }
        spec.put("replicas", 5L);
        var body = new LinkedHashMap<String, Object>();
        body.put("apiVersion", "apps/v1");
        body.put("kind", "Deployment");
        body.put("metadata", Map.of("name", "api", "namespace", "payments"));
        body.put("spec", spec);
        return body;
    }

    private static Difference difference(String field, Difference.Side written, Difference.Side found) {
        return new Difference(
                JsonPointer.of("spec", field),
                ".spec." + field,
                DiffClass.YOURS,
                false,
                written,
                found,
                written,
                found.present() ? Optional.of("kubectl-edit") : Optional.empty(),
                found.present() ? Optional.of(Story.NOW.minus(Duration.ofHours(5))) : Optional.empty(),
                false);
    }

    private static ResourceDiff diff(
            Action action,
            ResourceKey key,
            List<Difference> differences,
            Optional<Map<String, Object>> written,
            Optional<Map<String, Object>> found) {
        return new ResourceDiff(
                action,
                new Gvk(key.group(), "v1", key.kind()),
                key,
                Optional.empty(),
                differences,
                written,
                found,
                written,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
