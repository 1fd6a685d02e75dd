package app.driftless.core.workspace;

import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.YamlRoute;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.FileText;
import app.driftless.core.repo.Repository;
import app.driftless.core.validate.SchemaSets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Adds rules (`ignore`, `takeOver`) to the `.driftless.yaml` of the work tree, and changes nothing else of it.
/// Stages and commits nothing: a rule counts once it is committed, for everybody who syncs that commit. Blocks; any
/// thread.
public final class IgnoreFile {
    private static final String IGNORE = "ignore";
    private static final String TAKE_OVER = "takeOver";
    private final Repository repository;
    private final ManifestParser parser;
    private final SchemaSets schemas;

    public IgnoreFile(Repository repository, ManifestParser parser, SchemaSets schemas) {
        this.repository = repository;
        this.parser = parser;
        this.schemas = schemas;
    }

    /// Saves the file with one rule more; a new one, with the environments found, where there is none.
    ///
    /// @param environment where the rule is to count; empty for all
    /// @throws EngineException if the file has errors, has no such environment, or changed meanwhile
    public FileText add(IgnoreRule rule, Optional<String> environment, CancelToken cancel) {
        return save(text -> added(text, rule, environment), environment, cancel);
    }

    /// The same with one rule about conflicts more. As a commit of it loosens what is done unasked, it waits for
    /// consent on each computer, unless that was given with [app.driftless.core.plan.Loosening#ofTakeOver].
    ///
    /// @throws EngineException as [#add(IgnoreRule, Optional, CancelToken)]
    public FileText add(TakeOverRule rule, Optional<String> environment, CancelToken cancel) {
        return save(text -> added(text, rule, environment), environment, cancel);
    }

    private FileText save(Function<String, Optional<String>> edit, Optional<String> environment, CancelToken cancel) {
        boolean there = repository.workTree().exists(WorkspaceFinder.FILE);
        Optional<FileText> before = there ? Optional.of(repository.readText(WorkspaceFinder.FILE)) : Optional.empty();
        String text = before.map(FileText::text)
                .orElseGet(() -> WorkspaceText.propose(WorkspaceFinder.standard(parser, schemas)
                        .discovered(repository.workTree(), cancel)
                        .all()));
        String after = edit.apply(text)
                .orElseThrow(() -> new EngineException(
                        Problem.of(WorkspaceProblem.RULE_NOT_ADDED, WorkspaceFinder.FILE, environment.orElse("*"))));
        return repository.save(WorkspaceFinder.FILE, after, before.map(FileText::contentHash));
    }

    /// The text with one rule more, all else as it was; empty where that cannot be done by one edit. Pure.
    public static Optional<String> added(String text, IgnoreRule rule, Optional<String> environment) {
        return added(text, IGNORE, body(rule), environment);
    }

    /// The same of a rule about conflicts. Pure.
    public static Optional<String> added(String text, TakeOverRule rule, Optional<String> environment) {
        var same = new IgnoreRule(
                rule.number(), rule.line(), rule.objects(), rule.fields(), rule.managers(), rule.reason());
        return added(text, TAKE_OVER, body(same), environment);
    }

    private static Optional<String> added(
            String text, String list, Map<String, Object> rule, Optional<String> environment) {
        ManifestFile file = Manifests.parser().parse(WorkspaceFinder.FILE, text, YamlRoute.RAW);
        if (file.hasErrors() || file.documents().size() != 1) {
            return Optional.empty();
        }
        Object tree = file.documents().getFirst().value();
        return list(tree, list, environment).flatMap(at -> {
            int before = at.in(tree) instanceof List<?> rules ? rules.size() : 0;
            boolean there = before > 0;
            JsonPointer place = there ? at.child(before) : at;
            return Manifests.set(text, 0, place, there ? rule : List.of(rule), YamlRoute.RAW)
                    .map(edit -> edit.applyTo(text));
        });
    }

    private static Optional<JsonPointer> list(@Nullable Object tree, String list, Optional<String> name) {
        if (name.isEmpty()) {
            return Optional.of(JsonPointer.of(list));
        }
        if (JsonPointer.of("environments").in(tree) instanceof List<?> environments) {
            for (int i = 0; i < environments.size(); i++) {
                if (environments.get(i) instanceof Map<?, ?> one && name.get().equals(one.get("name"))) {
                    return Optional.of(JsonPointer.of("environments").child(i).child(list));
                }
            }
        }
        return Optional.empty();
    }

    /// As it is written; what is any is left out.
    private static Map<String, Object> body(IgnoreRule rule) {
        Map<String, Object> body = new LinkedHashMap<>();
        IgnoreRule.Objects objects = rule.objects();
        put(body, "group", objects.group());
        put(body, "kind", objects.kind());
        put(body, "namespace", objects.namespace());
        put(body, "name", objects.name());
        if (!rule.fields().isEmpty()) {
            body.put("fields", List.<Object>copyOf(rule.fields()));
        }
        if (!rule.managers().isEmpty()) {
            body.put("managers", List.<Object>copyOf(rule.managers()));
        }
        rule.reason().ifPresent(reason -> body.put("reason", reason));
        return body;
    }

    private static void put(Map<String, Object> body, String name, String glob) {
        if (!glob.equals("*")) {
            body.put(name, glob);
        }
    }
}
