package app.driftless.core.internal.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.ProblemCode;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.ObjectResult;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The JSON of the ledger's lines. Pure.
final class LedgerJson {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private LedgerJson() {}

    /// A code that was read back: it has the same texts as the one that was written.
    private record StoredCode(String area, String id) implements ProblemCode {}

    static ObjectNode node() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode key(ResourceKey key) {
        return node().put("group", key.group())
                .put("kind", key.kind())
                .put("namespace", key.namespace())
                .put("name", key.name());
    }

    static ResourceKey key(JsonNode node) {
        return new ResourceKey(
                node.path("group").asText(),
                node.path("kind").asText(),
                node.path("namespace").asText(),
                node.path("name").asText());
    }

    static ObjectNode commit(Commit commit) {
        ObjectNode node = node().put("id", commit.id())
                .put("tree", commit.treeId())
                .put("author", commit.author())
                .put("email", commit.email())
                .put("when", commit.when().toString())
                .put("message", commit.message());
        commit.parents().forEach(node.putArray("parents")::add);
        return node;
    }

    static Commit commit(JsonNode node) {
        var parents = new ArrayList<String>();
        node.path("parents").forEach(p -> parents.add(p.asText()));
        return new Commit(
                node.path("id").asText(),
                node.path("tree").asText(),
                List.copyOf(parents),
                node.path("author").asText(),
                node.path("email").asText(),
                Instant.parse(node.path("when").asText()),
                node.path("message").asText());
    }

    static ObjectNode result(ObjectResult result) {
        ObjectNode node = node().put("t", "result")
                .put("action", result.action().name())
                .put("outcome", result.outcome().name())
                .put("at", result.at().toString());
        node.set("key", key(result.key()));
        result.problem().ifPresent(problem -> node.set("problem", problem(problem)));
        result.health().ifPresent(health -> node.set("health", health(health)));
        return node;
    }

    private static ObjectNode health(Health health) {
        ObjectNode node = node().put("status", health.status().name());
        health.reason().ifPresent(reason -> node.set("reason", message(reason)));
        health.cause().ifPresent(cause -> {
            ObjectNode c = node.putObject("cause");
            c.set("object", key(cause.object()));
            c.set("reason", message(cause.reason()));
        });
        return node;
    }

    private static Health health(JsonNode node) {
        return new Health(
                Health.Status.valueOf(node.path("status").asText()),
                optional(node, "reason").map(LedgerJson::message),
                optional(node, "cause").map(c -> new Health.Cause(key(c.path("object")), message(c.path("reason")))));
    }

    private static Message message(JsonNode node) {
        return new Message(node.path("area").asText(), node.path("key").asText(), values(node.path("args")));
    }

    static ObjectResult result(JsonNode node) {
        return new ObjectResult(
                key(node.path("key")),
                Action.valueOf(node.path("action").asText()),
                ObjectResult.Outcome.valueOf(node.path("outcome").asText()),
                optional(node, "problem").map(LedgerJson::problem),
                optional(node, "health").map(LedgerJson::health),
                Instant.parse(node.path("at").asText()));
    }

    static ObjectNode problem(Problem problem) {
        ObjectNode node = node().put("area", problem.code().area())
                .put("id", problem.code().id())
                .put("subject", problem.subject());
        node.set("args", array(problem.args()));
        if (problem.details() != null) {
            node.put("details", problem.details());
        }
        return node;
    }

    static Problem problem(JsonNode node) {
        return new Problem(
                new StoredCode(node.path("area").asText(), node.path("id").asText()),
                node.path("subject").asText(),
                values(node.path("args")),
                node.hasNonNull("details") ? node.path("details").asText() : null);
    }

    static Optional<JsonNode> optional(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.get(field)) : Optional.empty();
    }

    private static ObjectNode message(Message message) {
        ObjectNode node = node().put("area", message.area()).put("key", message.key());
        node.set("args", array(message.args()));
        return node;
    }

    private static ArrayNode array(List<Object> values) {
        ArrayNode array = MAPPER.createArrayNode();
        for (Object value : values) {
            switch (value) {
                case Integer number -> array.add(number);
                case Long number -> array.add(number);
                case Message inner -> array.add(message(inner));
                default -> array.add(String.valueOf(value));
            }
        }
        return array;
    }

    private static Object value(JsonNode item) {
        if (item.isObject()) {
            return message(item);
        }
        return item.isIntegralNumber() ? (Object) item.asLong() : item.asText();
    }

    private static List<Object> values(@Nullable JsonNode array) {
        var values = new ArrayList<>();
        if (array != null) {
            array.forEach(item -> values.add(value(item)));
        }
        return values;
    }
}
