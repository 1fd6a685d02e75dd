package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ApiResource;
import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.ApplyRequest;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.DeleteAnswer;
import app.driftless.core.diff.SecretForm;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The requests that change objects, or ask what a change would do. Each is sent once; what the server says about the
/// object is a value.
final class Writes {
    private static final String MANAGER = "driftless";
    private static final String JSON = "application/json";
    private static final String COMMON = "?fieldManager=" + MANAGER + "&fieldValidation=Strict";
    private final Transport transport;
    private final Discovery discovery;
    private final KnownSecrets secrets;

    Writes(Transport transport, Discovery discovery, KnownSecrets secrets) {
        this.transport = transport;
        this.discovery = discovery;
        this.secrets = secrets;
    }

    ApplyAnswer apply(ApplyRequest request) {
        Resource resource = request.resource();
        return answer(resource.type(), resource.key(), resource.body(), kind -> {
            Map<String, Object> body = sent(resource, kind);
            request.resourceVersion()
                    .ifPresent(version -> Trees.map(body, "metadata").put("resourceVersion", version));
            String path = Paths.object(
                            kind, resource.key().namespace(), resource.key().name()) + COMMON + "&force="
                    + request.force() + (request.dryRun() ? "&dryRun=All" : "");
            return Call.send("PATCH", path, "application/apply-patch+yaml", body, request.dryRun());
        });
    }

    ApplyAnswer dryRunCreate(Resource resource) {
        return answer(resource.type(), resource.key(), resource.body(), kind -> {
            String path = Paths.home(kind, resource.key().namespace()) + COMMON + "&dryRun=All";
            return Call.send("POST", path, JSON, sent(resource, kind), true);
        });
    }

    ApplyAnswer jsonPatch(
            Gvk type, ResourceKey key, String resourceVersion, List<Map<String, Object>> operations, boolean dryRun) {
        var all = new ArrayList<Map<String, Object>>();
        // Not `test`: the server answers a failed test with a bare 422, but another resourceVersion with a 409.
        all.add(Map.of("op", "replace", "path", "/metadata/resourceVersion", "value", resourceVersion));
        all.addAll(operations);
        return answer(type, key, Map.of(), kind -> {
            String path = Paths.object(kind, key.namespace(), key.name()) + COMMON + (dryRun ? "&dryRun=All" : "");
            return Call.send("PATCH", path, "application/json-patch+json", all, dryRun);
        });
    }

    ApplyAnswer put(Resource resource, Optional<String> resourceVersion) {
        return answer(resource.type(), resource.key(), resource.body(), kind -> {
            Map<String, Object> body = sent(resource, kind);
            String namespace = resource.key().namespace();
            if (resourceVersion.isEmpty()) {
                return Call.send("POST", Paths.home(kind, namespace) + COMMON, JSON, body, false);
            }
            Trees.map(body, "metadata").put("resourceVersion", resourceVersion.get());
            String path = Paths.object(kind, namespace, resource.key().name()) + COMMON;
            return Call.send("PUT", path, JSON, body, false);
        });
    }

    /// @param propagation what becomes of the objects that it owns
    record Deletion(String uid, String resourceVersion, String propagation) {}

    DeleteAnswer delete(Gvk type, ResourceKey key, Deletion deletion) {
        Map<String, Object> preconditions = new LinkedHashMap<>();
        preconditions.put("uid", deletion.uid());
        preconditions.put("resourceVersion", deletion.resourceVersion());
        Map<String, Object> options = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "DeleteOptions",
                "propagationPolicy",
                deletion.propagation(),
                "preconditions",
                preconditions);
        try {
            ApiResource kind = discovery.get(type);
            String path = Paths.object(kind, key.namespace(), key.name());
            return Answers.delete(
                    transport.send(Call.send("DELETE", path, JSON, options, false)),
                    key,
                    secrets.about(type, key, Map.of()));
        } catch (TransportException e) {
            return e.notSent() ? new DeleteAnswer.Refused(e.problem()) : new DeleteAnswer.Unknown(unknown(key, e));
        }
    }

    private ApplyAnswer answer(
            Gvk type, ResourceKey key, Map<String, Object> body, Function<ApiResource, Call> request) {
        return asked(key, () -> {
            Optional<ApiResource> kind = discovery.find(type);
            if (kind.isEmpty()) {
                return new ApplyAnswer.Missing("the server does not serve " + type, true);
            }
            ApplyAnswer answer =
                    Answers.apply(transport.send(request.apply(kind.get())), type, key, secrets.about(type, key, body));
            if (answer instanceof ApplyAnswer.Applied(var object, var _)) {
                secrets.read(object);
            }
            return answer;
        });
    }

    private static ApplyAnswer asked(ResourceKey key, Supplier<ApplyAnswer> question) {
        try {
            return question.get();
        } catch (TransportException e) {
            if (e.notSent()) {
                throw new EngineException(e.problem(), e);
            }
            return new ApplyAnswer.Unknown(unknown(key, e));
        }
    }

    private static Problem unknown(ResourceKey key, TransportException e) {
        return Problem.of(
                        ClusterProblem.OUTCOME_UNKNOWN,
                        key.toString(),
                        e.problem().subject())
                .causedBy(e);
    }

    /// What goes over the wire: the namespace as the kind has it, and a Secret's `stringData` as `data`, since
    /// server-side apply cannot remove what was written through a write-only field.
    private static Map<String, Object> sent(Resource resource, ApiResource kind) {
        Map<String, Object> body = Trees.withOwnMetadata(SecretForm.stored(resource.body()));
        Map<String, Object> metadata = Trees.map(body, "metadata");
        if (!kind.namespaced()) {
            metadata.remove("namespace");
        } else if (!resource.key().namespace().isEmpty()) {
            metadata.put("namespace", resource.key().namespace());
        }
        return body;
    }
}
