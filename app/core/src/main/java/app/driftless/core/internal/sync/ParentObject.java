package app.driftless.core.internal.sync;

import app.driftless.core.Product;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.Resource;
import app.driftless.core.sync.SyncMark;
import app.driftless.core.sync.SyncScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The inventory's parent: a ConfigMap in the format of ApplySets (§5.6 of the engine reference), which is lock and
/// high-water mark as well. Immutable.
///
/// @param body the whole object, with whatever else is in it
/// @param resourceVersion empty while it does not exist
record ParentObject(String namespace, String name, Map<String, Object> body, Optional<String> resourceVersion) {
    static final Gvk TYPE = new Gvk("", "v1", "ConfigMap");
    private static final String SET = "applyset.kubernetes.io/";
    static final String SET_ID = SET + "id";
    private static final String OURS = "driftless.app/";
    private static final int HASH_BYTES = 5;
    private static final int LONGEST_NAME = 40;

    /// `driftless-ENV-HASH`, over repository, path and environment.
    static String nameOf(SyncScope scope) {
        String readable = scope.environment().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut =
                readable.substring(0, Math.min(LONGEST_NAME, readable.length())).replaceAll("^-+|-+$", "");
        byte[] hash = sha256(scope.repository() + "\0" + scope.path() + "\0" + scope.environment());
        return "driftless-" + cut + (cut.isEmpty() ? "" : "-") + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }

    static ParentObject fresh(SyncScope scope, String namespace) {
        String name = nameOf(scope);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", TYPE.apiVersion());
        body.put("kind", TYPE.kind());
        body.put("metadata", Map.of("name", name, "namespace", namespace));
        return new ParentObject(namespace, name, body, Optional.empty())
                .with(Map.of(
                        SET + "tooling",
                        "driftless/" + Product.version(),
                        SET + "contains-group-kinds",
                        "",
                        OURS + "repository",
                        scope.repository(),
                        OURS + "path",
                        scope.path(),
                        OURS + "environment",
                        scope.environment()));
    }

    static ParentObject of(LiveObject live) {
        return new ParentObject(
                live.key().namespace(), live.key().name(), live.body(), Optional.of(live.resourceVersion()));
    }

    String id() {
        byte[] hash = sha256(name + "." + namespace + "." + TYPE.kind() + "." + TYPE.group());
        return "applyset-" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + "-v1";
    }

    /// Who else owns this parent; empty if it is the scope's own.
    Optional<String> foreigner(SyncScope scope) {
        String tooling = text(SET + "tooling");
        if (!tooling.startsWith("driftless/")) {
            return Optional.of(tooling.isEmpty() ? "?" : tooling);
        }
        String repository = text(OURS + "repository");
        return repository.equals(scope.repository()) ? Optional.empty() : Optional.of(repository);
    }

    /// Empty before the first sync.
    Optional<SyncMark> mark() {
        String commit = text(OURS + "commit");
        return commit.isEmpty()
                ? Optional.empty()
                : Optional.of(new SyncMark(
                        text(OURS + "repository"),
                        text(OURS + "branch"),
                        commit,
                        optional(OURS + "synced"),
                        optional(OURS + "undone"),
                        optional(OURS + "holder"),
                        expiry()));
    }

    Optional<String> holder() {
        return optional(OURS + "holder");
    }

    Optional<Instant> expiry() {
        try {
            return optional(OURS + "expiry").map(Instant::parse);
        } catch (DateTimeException e) {
            // Somebody wrote nonsense by hand; a lock without an end would block for ever.
            return Optional.empty();
        }
    }

    /// As `Kind.group`.
    Set<String> groupKinds() {
        return items(SET + "contains-group-kinds");
    }

    /// With the parent's own.
    Set<String> namespaces() {
        Set<String> all = items(SET + "additional-namespaces");
        all.add(namespace);
        return all;
    }

    ParentObject held(String holder, Instant until) {
        return with(Map.of(OURS + "holder", holder, OURS + "expiry", until.toString()));
    }

    ParentObject free() {
        return with(Map.of(OURS + "holder", "", OURS + "expiry", ""));
    }

    ParentObject at(String branch, String commit) {
        return with(Map.of(
                OURS + "branch",
                branch,
                OURS + "commit",
                commit,
                OURS + "undone",
                "",
                SET + "tooling",
                "driftless/" + Product.version()));
    }

    ParentObject synced(String commit, Instant when) {
        return with(Map.of(OURS + "synced", commit, OURS + "synced-at", when.toString()));
    }

    /// As it was before a sync that a person undid.
    ///
    /// @param synced the commit that the cluster holds completely now, if one is
    /// @param undone the commit that is not to be applied again unasked
    ParentObject undone(Optional<String> synced, Optional<String> undone) {
        return with(Map.of(OURS + "synced", synced.orElse(""), OURS + "undone", undone.orElse("")));
    }

    ParentObject containing(Collection<String> groupKinds, Collection<String> namespaces) {
        var others = new TreeSet<>(namespaces);
        others.remove(namespace);
        others.remove("");
        return with(Map.of(
                SET + "contains-group-kinds",
                String.join(",", new TreeSet<>(groupKinds)),
                SET + "additional-namespaces",
                String.join(",", others)));
    }

    Resource resource() {
        return Resource.of(body, new Origin("", 0, 0));
    }

    /// An annotation with an empty value is dropped.
    private ParentObject with(Map<String, String> changes) {
        Map<String, Object> metadata = copy(body.get("metadata"));
        metadata.remove("managedFields");
        Map<String, Object> annotations = copy(metadata.get("annotations"));
        changes.forEach((key, value) -> {
            if (value.isEmpty() && !key.equals(SET + "contains-group-kinds")) {
                annotations.remove(key);
            } else {
                annotations.put(key, value);
            }
        });
        Map<String, Object> labels = copy(metadata.get("labels"));
        labels.put(SET + "id", id());
        metadata.put("annotations", annotations);
        metadata.put("labels", labels);
        Map<String, Object> whole = new LinkedHashMap<>(body);
        whole.put("metadata", metadata);
        return new ParentObject(namespace, name, whole, resourceVersion);
    }

    private String text(String annotation) {
        return copy(copy(body.get("metadata")).get("annotations")).get(annotation) instanceof String s ? s : "";
    }

    private Optional<String> optional(String annotation) {
        return Optional.of(text(annotation)).filter(text -> !text.isEmpty());
    }

    private Set<String> items(String annotation) {
        var items = new TreeSet<String>();
        for (String item : text(annotation).split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    private static Map<String, Object> copy(@org.jspecify.annotations.Nullable Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> copy.put(String.valueOf(key), item));
        }
        return copy;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
