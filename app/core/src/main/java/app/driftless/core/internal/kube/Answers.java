package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.DeleteAnswer;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server's answer about an object means.
final class Answers {
    private static final Pattern MANAGER = Pattern.compile("conflict with \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Set<ClusterProblem> SAID_BEFORE = Set.of(
            ClusterProblem.WEBHOOK_FAILED,
            ClusterProblem.QUOTA,
            ClusterProblem.ADMISSION_REFUSED,
            ClusterProblem.INVALID);
    private static final Pattern ITEM = Pattern.compile("\\[[^]]*]");
    private static final Pattern WEBHOOK = Pattern.compile("webhook \"([^\"]+)\"");

    private Answers() {}

    static ApplyAnswer apply(Reply reply, Gvk type, ResourceKey key, KnownSecrets.Message words) {
        if (reply.ok()) {
            return new ApplyAnswer.Applied(object(reply, type, key), reply.status() == 201);
        }
        Map<String, Object> status = reply.failure();
        String message = words.scrub(Trees.text(status, "message"));
        return switch (reply.status()) {
            case 409 -> conflict(status, message, words);
            case 404 -> missing(status, message);
            case 429, 503 -> new ApplyAnswer.Busy(reply.retryAfter());
            case 500, 502, 504 ->
                leavesInDoubt(reply, message)
                        ? new ApplyAnswer.Unknown(failed(reply, key, message))
                        : refused(reply, status, key.toString(), words);
            default -> refused(reply, status, key.toString(), words);
        };
    }

    /// Whether the change may have been made all the same: a server or load balancer that fails may do so after the
    /// object was stored (F59). What it says about the request itself it said before.
    private static boolean leavesInDoubt(Reply reply, String message) {
        return !reply.call().repeatable()
                && !(problem(reply.status(), "", message).code() instanceof ClusterProblem code
                        && SAID_BEFORE.contains(code));
    }

    private static Problem failed(Reply reply, ResourceKey key, String message) {
        return Problem.of(ClusterProblem.SERVER_ERROR, key.toString(), reply.status(), message);
    }

    /// The object in a good answer, checked to be the one that was asked for (T20).
    static LiveObject object(Reply reply, Gvk type, ResourceKey key) {
        Map<String, Object> body = reply.json();
        LiveObject object = live(type, body);
        if (!type.kind().equals(body.get("kind"))
                || !type.apiVersion().equals(body.get("apiVersion"))
                || !object.key().name().equals(key.name())
                || elsewhere(object, key.namespace())) {
            throw another(reply.call().title());
        }
        return object;
    }

    /// An item of a list or watch, checked to be of what was asked for.
    ///
    /// @param namespace empty for all
    static LiveObject item(Gvk type, String namespace, Map<String, Object> body) {
        LiveObject object = live(type, body);
        boolean kind = type.kind().equals(object.body().get("kind"))
                && type.apiVersion().equals(object.body().get("apiVersion"));
        if (!kind || elsewhere(object, namespace)) {
            throw another("LIST " + type.kind() + (namespace.isEmpty() ? "" : " " + namespace));
        }
        return object;
    }

    private static boolean elsewhere(LiveObject object, String namespace) {
        String found = object.key().namespace();
        return !namespace.isEmpty() && !found.isEmpty() && !found.equals(namespace);
    }

    private static EngineException another(String title) {
        return new EngineException(
                Problem.of(ClusterProblem.BAD_ANSWER, title, "it is another object than was asked for"));
    }

    /// An object, also an item of a list, which carries neither apiVersion nor kind.
    static LiveObject live(Gvk type, Map<String, Object> body) {
        Map<String, Object> metadata = Trees.map(body, "metadata");
        Map<String, Object> whole = body;
        if (!body.containsKey("kind") || !body.containsKey("apiVersion")) {
            whole = new LinkedHashMap<>();
            whole.put("apiVersion", type.apiVersion());
            whole.put("kind", type.kind());
            whole.putAll(body);
        }
        var key = new ResourceKey(
                type.group(), type.kind(), Trees.text(metadata, "namespace"), Trees.text(metadata, "name"));
        return new LiveObject(type, key, Trees.text(metadata, "uid"), Trees.text(metadata, "resourceVersion"), whole);
    }

    private static ApplyAnswer conflict(Map<String, Object> status, String message, KnownSecrets.Message words) {
        var causes = new ArrayList<ApplyAnswer.Conflict.Cause>();
        for (Object item : Trees.list(Trees.map(status, "details"), "causes")) {
            Map<String, Object> cause = Trees.map(item);
            if ("FieldManagerConflict".equals(cause.get("reason"))) {
                Matcher manager = MANAGER.matcher(Trees.text(cause, "message"));
                causes.add(new ApplyAnswer.Conflict.Cause(field(cause, words), manager.find() ? manager.group(1) : ""));
            }
        }
        return causes.isEmpty() ? new ApplyAnswer.Moved(message) : new ApplyAnswer.Conflict(causes, message);
    }

    /// Items of a list are named by their values; names of fields are open.
    private static String field(Map<String, Object> cause, KnownSecrets.Message words) {
        return ITEM.matcher(Trees.text(cause, "field"))
                .replaceAll(item -> Matcher.quoteReplacement(words.scrub(item.group())));
    }

    private static ApplyAnswer missing(Map<String, Object> status, String message) {
        boolean namespace = "namespaces".equals(Trees.text(Trees.map(status, "details"), "kind"));
        return new ApplyAnswer.Missing(message, !namespace);
    }

    private static ApplyAnswer refused(
            Reply reply, Map<String, Object> status, String subject, KnownSecrets.Message words) {
        Map<String, String> causes = new LinkedHashMap<>();
        String message = words.scrub(Trees.text(status, "message"));
        for (Object item : Trees.list(Trees.map(status, "details"), "causes")) {
            Map<String, Object> cause = Trees.map(item);
            causes.merge(field(cause, words), words.scrub(Trees.text(cause, "message")), (a, b) -> a + "; " + b);
        }
        if (causes.isEmpty()) {
            causes.putAll(Refusals.paths(message));
        }
        boolean immutable = Refusals.immutable(reply.status(), causes, message);
        Problem problem = immutable
                ? Problem.of(ClusterProblem.IMMUTABLE, subject, message)
                : problem(reply.status(), subject, message);
        return new ApplyAnswer.Refused(problem, causes, immutable, reply.status());
    }

    static DeleteAnswer delete(Reply reply, ResourceKey key, KnownSecrets.Message words) {
        if (reply.ok()) {
            Map<String, Object> body = reply.json();
            var finalizers = new ArrayList<String>();
            Trees.list(Trees.map(body, "metadata"), "finalizers").forEach(f -> finalizers.add(String.valueOf(f)));
            return new DeleteAnswer.Deleted(List.copyOf(finalizers));
        }
        String message = words.scrub(Trees.text(reply.failure(), "message"));
        return switch (reply.status()) {
            case 404 -> new DeleteAnswer.AlreadyGone();
            case 409 -> new DeleteAnswer.Moved(message);
            case 429, 503 -> new DeleteAnswer.Busy(reply.retryAfter());
            case 500, 502, 504 ->
                leavesInDoubt(reply, message)
                        ? new DeleteAnswer.Unknown(failed(reply, key, message))
                        : new DeleteAnswer.Refused(problem(reply.status(), key.toString(), message));
            default -> new DeleteAnswer.Refused(problem(reply.status(), key.toString(), message));
        };
    }

    /// For requests that have no other way to tell a failure.
    static EngineException thrown(Reply reply, String subject) {
        return new EngineException(problem(reply.status(), subject, Trees.text(reply.failure(), "message")));
    }

    static Problem problem(int status, String subject, String message) {
        Matcher webhook = WEBHOOK.matcher(message);
        String name = webhook.find() ? webhook.group(1) : "";
        if (message.contains("does not support dry run")) {
            return Problem.of(ClusterProblem.WEBHOOK_WITHOUT_DRY_RUN, subject, name);
        }
        if (message.contains("failed calling webhook")) {
            return Problem.of(ClusterProblem.WEBHOOK_FAILED, subject, name, message);
        }
        if (message.contains("exceeded quota") || message.contains("failed quota")) {
            return Problem.of(ClusterProblem.QUOTA, subject, message);
        }
        if (Refusals.byAdmission(status, message)) {
            return Problem.of(ClusterProblem.ADMISSION_REFUSED, subject, message);
        }
        return switch (status) {
            case 403 -> Problem.of(ClusterProblem.FORBIDDEN, subject, message);
            case 429, 503 -> Problem.of(ClusterProblem.BUSY, subject, message);
            case 400, 413, 415, 422 -> Problem.of(ClusterProblem.INVALID, subject, message);
            default ->
                Refusals.undecodable(message)
                        ? Problem.of(ClusterProblem.INVALID, subject, message)
                        : Problem.of(ClusterProblem.SERVER_ERROR, subject, status, message);
        };
    }
}
