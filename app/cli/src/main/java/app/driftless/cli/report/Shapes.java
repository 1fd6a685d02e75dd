package app.driftless.cli.report;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.Difference;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stable JSON of what all answers have in common (`docs/cli-schema.json`). Values of secrets are masked already.
final class Shapes {
    static final Texts ENGLISH = new Texts(Locale.ENGLISH);

    private Shapes() {}

    static Map<String, Object> resource(String apiVersion, ResourceKey key) {
        var object = new LinkedHashMap<String, Object>();
        object.put("apiVersion", apiVersion);
        object.put("kind", key.kind());
        object.put("namespace", key.namespace());
        object.put("name", key.name());
        return object;
    }

    static Map<String, Object> resource(Gvk type, ResourceKey key) {
        return resource(type.apiVersion(), key);
    }

    /// An object whose version does not matter.
    static Map<String, Object> object(ResourceKey key) {
        var object = new LinkedHashMap<String, Object>();
        object.put("group", key.group());
        object.put("kind", key.kind());
        object.put("namespace", key.namespace());
        object.put("name", key.name());
        return object;
    }

    static Map<String, @Nullable Object> health(Health health) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("status", camel(health.status().name()));
        object.put("reason", health.reason().map(ENGLISH::text).orElse(null));
        object.put("cause", health.cause().map(Shapes::cause).orElse(null));
        return object;
    }

    private static Map<String, @Nullable Object> cause(Health.Cause cause) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("object", cause.object().toString());
        object.put("reason", ENGLISH.text(cause.reason()));
        return object;
    }

    static void side(Map<String, @Nullable Object> object, String name, Difference.Side side) {
        if (side.present()) {
            object.put(name, side.value());
        }
    }

    static Map<String, @Nullable Object> problem(Problem problem) {
        Texts.ProblemText text = ENGLISH.text(problem);
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("code", text.code());
        object.put("message", text.what() + " " + text.why());
        object.put("todo", text.todo());
        return object;
    }

    static String name(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    /// `NO_SIGNAL` as `noSignal`.
    static String camel(String constant) {
        var words = List.of(constant.toLowerCase(Locale.ROOT).split("_"));
        var text = new StringBuilder(words.getFirst());
        words.stream().skip(1).forEach(w -> text.append(Character.toUpperCase(w.charAt(0)))
                .append(w.substring(1)));
        return text.toString();
    }
}
