package app.driftless.core.internal.workspace;

import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.IgnoreRules;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.internal.render.RepoPaths;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.render.RenderMode;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.Protection;
import app.driftless.core.workspace.SyncPolicy;
import app.driftless.core.workspace.SyncPolicy.Mode;
import app.driftless.core.workspace.SyncPolicy.Retry;
import app.driftless.core.workspace.WorkspaceFinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Turns one entry of `environments`, whose fields have the right types, into an [Environment]. What is wrong beyond
/// types is reported.
final class EnvironmentReader {
    private static final String NAME = "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?";
    private final FieldCheck check;
    private final JsonPointer at;
    private final Map<?, ?> fields;
    private final Rules forAll;

    /// The rules of one place of the file, as they stand in the lists `ignore` and `takeOver`.
    record Rules(List<IgnoreRule> ignore, List<IgnoreRule> takeOver) {
        static final Rules NONE = new Rules(List.of(), List.of());

        /// @param before the rules that count before these
        static Rules read(FieldCheck check, JsonPointer at, Map<?, ?> fields, Rules before) {
            return new Rules(
                    list(check, at.child("ignore"), fields, before.ignore()),
                    list(check, at.child(IgnoreReader.TAKE_OVER), fields, before.takeOver()));
        }

        private static List<IgnoreRule> list(
                FieldCheck check, JsonPointer at, Map<?, ?> fields, List<IgnoreRule> before) {
            var rules = new ArrayList<>(before);
            if (!check.anyUnder(at)) {
                rules.addAll(new IgnoreReader(check, at, before.size())
                        .read(fields.get(at.tokens().getLast())));
            }
            return rules;
        }
    }

    /// @param forAll the file's rules for every environment
    EnvironmentReader(FieldCheck check, JsonPointer at, Map<?, ?> fields, Rules forAll) {
        this.check = check;
        this.at = at;
        this.fields = fields;
        this.forAll = forAll;
    }

    Environment read() {
        String name = text(fields, "name").orElseThrow();
        if (!name.matches(NAME)) {
            check.report("WS-013", at.child("name"), name);
        }
        Rules rules = Rules.read(check, at, fields, forAll);
        return new Environment(
                name,
                path(),
                text(fields, "render").map(EnvironmentReader::renderMode).orElse(RenderMode.AUTO),
                clusters(),
                sync(),
                text(fields, "protection")
                        .map(word -> Protection.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Protection.CONFIRM),
                text(fields, "promotedFrom"),
                text(fields, "kubernetesVersion"),
                WorkspaceFinder.FILE,
                new IgnoreRules(rules.ignore()),
                new TakeOverRules(IgnoreReader.takeOver(rules.takeOver())));
    }

    private static RenderMode renderMode(String word) {
        return RenderMode.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private String path() {
        String written = text(fields, "path").orElseThrow();
        Optional<String> path = RepoPaths.resolve("", written);
        if (path.isEmpty()) {
            check.report("WS-006", at.child("path"), written);
        }
        return path.orElse("");
    }

    private List<String> clusters() {
        var names = new LinkedHashSet<String>();
        if (fields.get("clusters") instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                String name = String.valueOf(list.get(i));
                JsonPointer place = at.child("clusters").child(i);
                if (!name.matches(NAME)) {
                    check.report("WS-013", place, name);
                } else if (!names.add(name)) {
                    check.warn("WS-010", place, name);
                }
            }
        }
        return new ArrayList<>(names);
    }

    private SyncPolicy sync() {
        SyncPolicy silent = SyncPolicy.observing();
        if (!(fields.get("sync") instanceof Map<?, ?> sync)) {
            return silent;
        }
        JsonPointer place = at.child("sync");
        return new SyncPolicy(
                text(sync, "mode")
                        .map(word -> Mode.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(silent.mode()),
                sync.get("prune") instanceof Boolean prune ? prune : silent.prune(),
                duration(sync, place, "interval", silent.interval()),
                sync.get("selfHeal") instanceof Boolean heal ? heal : silent.selfHeal(),
                sync.get("retry") instanceof Map<?, ?> retry
                        ? retry(retry, place.child("retry"), silent.retry())
                        : silent.retry());
    }

    private Retry retry(Map<?, ?> retry, JsonPointer place, Retry silent) {
        long limit = retry.get("limit") instanceof Long n ? n : silent.limit();
        double factor = retry.get("factor") instanceof Number n ? n.doubleValue() : silent.factor();
        return new Retry(
                (int) limit,
                duration(retry, place, "backoff", silent.backoff()),
                factor,
                duration(retry, place, "max", silent.max()));
    }

    private Duration duration(Map<?, ?> map, JsonPointer place, String field, Duration silent) {
        Optional<String> written = text(map, field);
        if (written.isEmpty()) {
            return silent;
        }
        Optional<Duration> read = Durations.read(written.get());
        if (read.isEmpty()) {
            check.report("WS-009", place.child(field), written.get());
        }
        return read.orElse(silent);
    }

    private static Optional<String> text(Map<?, ?> map, String field) {
        return map.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
