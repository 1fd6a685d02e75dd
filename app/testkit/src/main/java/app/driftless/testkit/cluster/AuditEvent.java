package app.driftless.testkit.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// A request as the API server recorded it.
///
/// @param verb such as `get`, `list`, `watch`, `create`, `patch`, `delete`
/// @param uri path and query, in which `fieldManager`, `force` and the like are
/// @param resource plural name such as `deployments`; empty for requests that are not about resources
/// @param subresource such as `status`; mostly empty
/// @param code HTTP status
/// @param body what was sent; a missing node where nothing was, or for reads
public record AuditEvent(
        String verb,
        String uri,
        String resource,
        String namespace,
        String name,
        String subresource,
        String user,
        String userAgent,
        int code,
        JsonNode body,
        Instant received) {
    static AuditEvent of(JsonNode event) {
        JsonNode object = event.path("objectRef");
        return new AuditEvent(
                event.path("verb").asText(),
                event.path("requestURI").asText(),
                object.path("resource").asText(),
                object.path("namespace").asText(),
                object.path("name").asText(),
                object.path("subresource").asText(),
                event.path("user").path("username").asText(),
                event.path("userAgent").asText(),
                event.path("responseStatus").path("code").asInt(),
                event.path("requestObject"),
                Instant.parse(event.path("requestReceivedTimestamp").asText()));
    }

    /// Whether the server was only asked what would happen.
    public boolean dryRun() {
        return uri.contains("dryRun=All");
    }

    /// Whether it was meant to change something, dry runs and reviews left out.
    public boolean write() {
        return !dryRun()
                && !resource.endsWith("reviews")
                && switch (verb) {
                    case "create", "update", "patch", "delete", "deletecollection" -> true;
                    default -> false;
                };
    }
}
